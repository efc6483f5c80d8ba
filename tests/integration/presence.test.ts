import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEMO_PASSWORD, orgOf, personOf } from '#prisma/seed/cast.ts';
import { socketsDoor } from '#server/doors/sockets.ts';
import { beat } from '#server/presence/index.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

const id = (key: string) => personOf(key).id;
const SATO = personOf('sato').email;

let forum: TestForum;
let sato: Someone;
beforeAll(async () => {
  forum = await testForum({ seed: true });
  sato = await as('sato');
});
afterAll(() => forum.close());
beforeEach(() => forum.run('DELETE FROM presence', []));

const as = (key: string) => forum.as(personOf(key).email);
const here = (...keys: string[]) => beat(forum.database, keys.map(id));
async function seen(by: Someone, key: string) {
  const answer = await by.call('presence.of', { personIds: [id(key)] });
  return answer[id(key)];
}

describe('who is here is seen', () => {
  it('by people of the same organisation', async () => {
    await here('tsuji');
    expect(await seen(await as('hayashi'), 'tsuji')).toBe(0);
  });

  it('by people of organisations in the same running project, until it ends', async () => {
    await here('hayashi');
    expect(await seen(sato, 'hayashi')).toBe(0);
    await forum.run('UPDATE project SET ended_at = now()', []);
    try {
      await forum.run('UPDATE thread_person SET left_at = now()', []);
      expect(await seen(sato, 'hayashi')).toBeUndefined();
    } finally {
      await forum.run('UPDATE project SET ended_at = NULL', []);
      await forum.run('UPDATE thread_person SET left_at = NULL', []);
    }
  });

  it('by whom one has a direct conversation with, wherever they belong', async () => {
    await here('lananh', 'okada');
    expect(await seen(await as('okada'), 'lananh')).toBe(0);
    expect(await seen(await as('lananh'), 'okada')).toBe(0);
  });

  it('by nobody else: not across projects, not by a partner abroad, not by the secretariat as such', async () => {
    // What the partner does with hospitals of the cast is over.
    await forum.run(
      `UPDATE project SET ended_at = now() WHERE id IN (SELECT pm.project_id FROM project_member pm
         JOIN organisation o ON o.id = pm.org_id WHERE o.slug = 'altangol')`,
      [],
    );
    await here('sato', 'lananh', 'hayashi', 'oyunchimeg');
    expect(await seen(sato, 'lananh')).toBeUndefined();
    expect(await seen(await as('lananh'), 'sato')).toBeUndefined();
    const partner = await as('oyunchimeg');
    expect(await partner.call('presence.of', { personIds: [id('sato'), id('hayashi')] })).toEqual(
      {},
    );
    expect(await seen(await as('okada'), 'oyunchimeg')).toBeUndefined();
  });

  it('not between two of whom one has blocked the other', async () => {
    await here('sato', 'hayashi');
    await forum.run('INSERT INTO person_block (person_id, blocked_id, at) VALUES ($1, $2, now())', [
      id('hayashi'),
      id('sato'),
    ]);
    expect(await seen(sato, 'hayashi')).toBeUndefined();
    expect(await seen(await as('hayashi'), 'sato')).toBeUndefined();
    await forum.run('DELETE FROM person_block', []);
  });

  it('in a desk only by those who lead it; in a committee only by its roster', async () => {
    const set = (privacy: string) =>
      forum.run('UPDATE project SET privacy = $1 WHERE ended_at IS NULL', [privacy]);
    const before = await forum.run('SELECT id, privacy FROM project', []);
    await forum.run('UPDATE thread_person SET left_at = now()', []);
    await here('sato', 'hayashi');
    try {
      await set('desk');
      expect(await seen(sato, 'hayashi')).toBeUndefined();
      expect(await seen(await as('okada'), 'hayashi')).toBe(0);
      await set('committee');
      expect(await seen(sato, 'hayashi')).toBeUndefined();
      for (const [key, org] of [
        ['sato', 'aozora'],
        ['hayashi', 'aoba'],
      ] as const) {
        await forum.run(
          `INSERT INTO project_person (project_id, person_id, org_id, part, joined_at)
           SELECT id, $1, $2, 'member', now() FROM project ORDER BY id LIMIT 1`,
          [id(key), orgOf(org).id],
        );
      }
      expect(await seen(sato, 'hayashi')).toBe(0);
    } finally {
      await forum.run('DELETE FROM project_person', []);
      for (const { id: projectId, privacy } of before.rows)
        await forum.run('UPDATE project SET privacy = $2 WHERE id = $1', [projectId, privacy]);
      await forum.run('UPDATE thread_person SET left_at = NULL', []);
    }
  });
});

describe('hiding', () => {
  it('shows one to nobody and nobody to one, and leaves no trace of what was before or meanwhile', async () => {
    const hayashi = await as('hayashi');
    await here('sato', 'hayashi');
    await hayashi.call('presence.choose', { hidden: true });
    await here('sato', 'hayashi');
    expect(await seen(sato, 'hayashi')).toBeUndefined();
    expect(await seen(hayashi, 'sato')).toBeUndefined();
    expect(await hayashi.call('presence.own', {})).toEqual({ hidden: true });
    await hayashi.call('presence.choose', { hidden: false });
    expect(await seen(sato, 'hayashi')).toBeUndefined();
    await here('hayashi');
    expect(await seen(sato, 'hayashi')).toBe(0);
    expect(await seen(hayashi, 'sato')).toBe(0);
  });
});

describe('time', () => {
  it('is told in coarse steps and then not at all; a node that is late makes nobody older', async () => {
    await here('hayashi');
    const age = (seconds: number) =>
      forum.run('UPDATE presence SET at = now() - make_interval(secs => $1)', [seconds]);
    for (const [seconds, step] of [
      [44, 0],
      [58, 5],
      [1300, 20],
      [5000, 60],
      [30_000, 240],
      [50_000, undefined],
    ] as const) {
      await age(seconds);
      expect(await seen(sato, 'hayashi'), `${seconds} s`).toBe(step);
    }
    await here('hayashi');
    const written = 'SELECT at FROM presence';
    const before = (await forum.run(written, [])).rows[0].at as Date;
    await forum.run(`UPDATE presence SET at = at + interval '10 s'`, []);
    await here('hayashi');
    const after = (await forum.run(written, [])).rows[0].at as Date;
    expect(after.getTime()).toBe(before.getTime() + 10_000);
  });
});

describe('on the page of a thread or a project', () => {
  it('are named those who take part and are here now, and nobody of other organisations', async () => {
    await here('hayashi', 'tsuji', 'lananh', 'oyunchimeg');
    await forum.run(`UPDATE presence SET at = now() - interval '20 min' WHERE person_id = $1`, [
      id('tsuji'),
    ]);
    const { rows } = await forum.run(
      `SELECT t.id, pr.slug FROM thread t JOIN project pr ON pr.id = t.project_id
         JOIN project_member own ON own.project_id = pr.id AND own.org_id = $1
         JOIN project_member theirs ON theirs.project_id = pr.id AND theirs.org_id = $2
        WHERE pr.privacy = 'invited' LIMIT 1`,
      [orgOf('aozora').id, orgOf('aoba').id],
    );
    const inThread = await sato.call('presence.inThread', { threadId: rows[0].id });
    expect(inThread.here.map(({ person }) => person.id)).toEqual([id('hayashi')]);
    const inProject = await sato.call('presence.inProject', { project: rows[0].slug });
    expect(inProject).toEqual(inThread);
    const partner = await as('oyunchimeg');
    await expect(partner.call('presence.inThread', { threadId: rows[0].id })).rejects.toMatchObject(
      { kind: 'notFound' },
    );
  });
});

describe('only a page in front of somebody says that they are here', () => {
  it('a program with a token asks and says nothing', async () => {
    const asked = sato.call('presence.of', { personIds: [id('hayashi')] }, { door: 'api' });
    await expect(asked).rejects.toBeDefined();
  });

  it('an open page does, once for all pages of a person; one in the background does not', async () => {
    const present = vi.fn((ids: readonly string[]) => beat(forum.database, ids));
    const http = createServer();
    const door = socketsDoor(http, {
      kernel: forum.kernel,
      sessions: forum.sessions,
      reader: () => forum.reader,
      present,
      origin: () => 'http://localhost',
      limitsScale: 1000,
      trustedProxies: [],
    });
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    const signedIn = await forum
      .visitor()
      .call('account.signIn', { email: SATO, password: DEMO_PASSWORD });
    if (signedIn.step !== 'done') throw new Error('no second factor is set up here');
    const open = async (): Promise<Socket> => {
      const socket = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, {
        transports: ['websocket'],
        forceNew: true,
        extraHeaders: { Origin: 'http://localhost', Cookie: `session=${signedIn.token}` },
      });
      await new Promise<void>((done) => socket.once('connect', done));
      return socket;
    };
    const [one, two] = [await open(), await open()];
    try {
      await two.emitWithAck('inFront', { is: false });
      const hayashi = await as('hayashi');
      await vi.waitFor(async () => expect(await seen(hayashi, 'sato')).toBe(0), 15_000);
      await new Promise((done) => setTimeout(done, 6000));
      expect(present.mock.calls).toEqual([[[id('sato')]]]);
      expect((await one.emitWithAck('inFront', { is: false })).ok).toBe(true);
      present.mockClear();
      await forum.run('DELETE FROM presence', []);
      await new Promise((done) => setTimeout(done, 6000));
      expect(present).not.toHaveBeenCalled();
    } finally {
      one.disconnect();
      two.disconnect();
      await door.stop();
    }
  });
});
