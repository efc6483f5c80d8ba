import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#server/platform/ids.ts';
import type { ProjectPrivacy } from '#server/discussions/schemas.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { orgOf, personOf } from '#prisma/seed/cast.ts';
import { actorOf, discussionsGround, type Ground } from './discussions-ground.ts';

const tsuji = actorOf('tsuji', 'aoba');
const hayashi = actorOf('hayashi', 'aoba');
const sato = actorOf('sato', 'aozora');
const okada = actorOf('okada', 'mej', ['staff']);
const outsider = actorOf('saegusa', 'shiomi', ['hospitalCoordinator']);

let ground: Ground;
beforeAll(async () => {
  ground = await discussionsGround();
});
afterAll(() => ground.close());

/** A project of this privacy in which Aoba and Aozora take part, led by one of the three. */
async function space(privacy: ProjectPrivacy, lead = 'aozora', roster: string[] = []) {
  const id = newId();
  await asOwner(ground.fresh.ownerUrl, async (sql) => {
    await sql`INSERT INTO project (id, slug, title, summary, direction, stage, privacy, countries, fields, lead_org_id, created_at)
      VALUES (${id}, ${id}, ${sql.json({ en: privacy })}, ${sql.json({})}, 'both', 'idea', ${privacy}, '{}', '{}', ${orgOf(lead).id}, now())`;
    for (const key of ['mej', 'aoba', 'aozora']) {
      await sql`INSERT INTO project_member (project_id, org_id, part, joined_at)
        VALUES (${id}, ${orgOf(key).id}, ${key === lead ? 'lead' : 'participant'}, now())`;
    }
    for (const key of roster) {
      await sql`INSERT INTO project_person (project_id, person_id, org_id, joined_at)
        VALUES (${id}, ${personOf(key).id}, ${orgOf(key === 'sato' ? 'aozora' : 'aoba').id}, now())`;
    }
  });
  return id;
}

async function start(actor: typeof sato, projectId: string, deskOrgId?: string): Promise<string> {
  const { threadId } = await ground.call(actor, 'discussions.createThread', {
    projectId,
    title: '用件',
    body: '最初の投稿',
    lang: 'ja',
    clientId: randomUUID(),
    ...(deskOrgId && { deskOrgId }),
  });
  return threadId;
}

const say = (actor: typeof sato, threadId: string, body: string) =>
  ground.call(actor, 'discussions.post', { threadId, body, lang: 'ja', clientId: randomUUID() });
const projectOf = (actor: typeof sato, project: string) =>
  ground.call(actor, 'discussions.projectPage', { project });
const threadOf = (actor: typeof sato, threadId: string) =>
  ground.call(actor, 'discussions.threadPage', { threadId });
async function lineOf(actor: typeof sato, projectId: string) {
  const { projects } = await ground.call(actor, 'projects.list', {});
  return projects.find((one: { id: string }) => one.id === projectId);
}

describe('who may look into a space', () => {
  it('a members’ space is read by every member and written by those who take part', async () => {
    const projectId = await space('members');
    const threadId = await start(sato, projectId);
    const page = await threadOf(outsider, threadId);
    expect(page.posts).toHaveLength(1);
    expect(page.may).toMatchObject({ post: false, createThread: false });
    expect(await lineOf(outsider, projectId)).toMatchObject({ mine: false, threads: 1 });
    await expect(say(outsider, threadId, 'ひとこと')).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(start(outsider, projectId)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('an invited space does not exist for others', async () => {
    const projectId = await space('invited');
    const threadId = await start(sato, projectId);
    await expect(projectOf(outsider, projectId)).rejects.toMatchObject({ kind: 'notFound' });
    await expect(threadOf(outsider, threadId)).rejects.toMatchObject({ kind: 'notFound' });
    expect(await lineOf(outsider, projectId)).toBeUndefined();
  });

  it('a committee’s space is open to its roster, not to the colleagues of those on it', async () => {
    const projectId = await space('committee', 'aozora', ['tsuji', 'sato']);
    const threadId = await start(sato, projectId);
    await expect(threadOf(tsuji, threadId)).resolves.toMatchObject({ postCount: 1 });
    expect(await lineOf(tsuji, projectId)).toMatchObject({ unread: 1 });
    await expect(projectOf(hayashi, projectId)).rejects.toMatchObject({ kind: 'notFound' });
    await expect(say(hayashi, threadId, '聞こえますか')).rejects.toMatchObject({
      kind: 'notFound',
    });
    expect(await lineOf(hayashi, projectId)).toBeUndefined();
  });
});

describe('the page of a thread', () => {
  it('says by what kind of space its readers are, and counts those of a committee by its roster', async () => {
    const invited = await start(sato, await space('invited'));
    const { project, people: all } = await threadOf(sato, invited);
    expect(project).toMatchObject({ privacy: 'invited' });
    const committee = await space('committee', 'aozora', ['tsuji', 'sato']);
    const thread = await threadOf(tsuji, await start(sato, committee));
    expect(thread).toMatchObject({ people: 2, project: { privacy: 'committee' } });
    expect(await projectOf(tsuji, committee)).toMatchObject({ people: 2 });
    expect(all).toBeGreaterThan(2);
  });
});

describe('the threads of a project', () => {
  it('are all reached page by page, the pinned first, and narrowed to a state', async () => {
    const projectId = await space('invited');
    await asOwner(ground.fresh.ownerUrl, async (sql) => {
      await sql`INSERT INTO thread (id, project_id, kind, title, lang, state, created_by, org_id, created_at, last_post_at, pinned_at)
        SELECT gen_random_uuid(), ${projectId}, 'thread', 'thread ' || n, 'en',
               CASE WHEN n % 3 = 0 THEN 'decided' ELSE 'open' END, ${personOf('sato').id}, ${orgOf('aozora').id},
               now() - interval '1 day', now() - make_interval(mins => n / 2),
               CASE WHEN n = 112 THEN now() END FROM generate_series(1, 112) n`;
    });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await ground.call(sato, 'discussions.projectPage', {
        project: projectId,
        ...(after && { after }),
      });
      seen.push(...page.threads.map((one: { title: string }) => one.title));
      after = page.next ?? undefined;
    } while (after);
    expect(seen[0], 'the pinned one').toBe('thread 112');
    expect(seen).toHaveLength(112);
    expect(new Set(seen).size, 'each once').toBe(112);

    const decided = await ground.call(sato, 'discussions.projectPage', {
      project: projectId,
      state: 'decided',
    });
    expect(decided.threads).toHaveLength(37);
    expect(decided.next).toBeNull();
    expect(decided.states).toEqual([
      { state: 'open', count: 75 },
      { state: 'onHold', count: 0 },
      { state: 'decided', count: 37 },
      { state: 'closed', count: 0 },
    ]);
  });

  it('of a desk are counted as they are listed', async () => {
    const desk = await space('desk', 'mej');
    await start(tsuji, desk);
    await start(sato, desk);
    const { threads, states } = await projectOf(sato, desk);
    expect(threads).toHaveLength(1);
    expect(states[0]).toEqual({ state: 'open', count: 1 });
  });
});

describe('a desk', () => {
  it('an organisation sees its own threads and nobody else’s; the secretariat sees all', async () => {
    const desk = await space('desk', 'mej');
    const ofAoba = await start(tsuji, desk);
    const ofAozora = await start(sato, desk);
    const fromDesk = await start(okada, desk, orgOf('aoba').id);

    expect((await projectOf(tsuji, desk)).threads.map((one: { id: string }) => one.id)).toEqual([
      fromDesk,
      ofAoba,
    ]);
    expect(await lineOf(tsuji, desk)).toMatchObject({ threads: 2, unread: 1 });
    expect(await lineOf(sato, desk)).toMatchObject({ threads: 1, unread: 0 });
    expect((await projectOf(okada, desk)).threads).toHaveLength(3);
    await expect(threadOf(sato, ofAoba)).rejects.toMatchObject({ kind: 'notFound' });
    await expect(say(sato, ofAoba, '失礼します')).rejects.toMatchObject({ kind: 'notFound' });
    await expect(threadOf(hayashi, ofAoba)).resolves.toMatchObject({ postCount: 1 });
    await expect(say(okada, ofAozora, '承りました')).resolves.toMatchObject({ seq: 2 });
  });

  it('those who lead it choose whom a thread is for, among the organisations at it', async () => {
    const desk = await space('desk', 'mej');
    const choice = async (actor: typeof sato) =>
      (await projectOf(actor, desk)).deskOrgs.map((one: { id: string }) => one.id).sort();
    expect(await choice(okada)).toEqual([orgOf('aoba').id, orgOf('aozora').id].sort());
    expect(await choice(tsuji)).toEqual([]);
    await expect(start(okada, desk)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(start(okada, desk, orgOf('shiomi').id)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('nobody learns who else is at the desk', async () => {
    const desk = await space('desk', 'mej');
    const ids = (page: { orgs: { id: string }[] }) => page.orgs.map((one) => one.id).sort();
    const known = (...keys: string[]) => keys.map((key) => orgOf(key).id).sort();
    expect(ids(await projectOf(tsuji, desk))).toEqual(known('mej', 'aoba'));
    expect(ids(await lineOf(tsuji, desk))).toEqual(known('mej', 'aoba'));
    expect(ids(await projectOf(okada, desk))).toEqual(known('mej', 'aoba', 'aozora'));
    const thread = await threadOf(tsuji, await start(tsuji, desk));
    expect(ids(thread)).toEqual(known('mej', 'aoba'));
    expect(thread.participants.sort()).toEqual(known('mej', 'aoba'));
  });

  it('those who lead it say whom a thread is for; others cannot name somebody else', async () => {
    const desk = await space('desk', 'mej');
    await expect(start(okada, desk)).rejects.toMatchObject({
      issues: [{ path: 'deskOrgId', message: 'required' }],
    });
    await expect(start(okada, desk, orgOf('shiomi').id)).rejects.toMatchObject({
      issues: [{ path: 'deskOrgId', message: 'unknownRecord' }],
    });
    const threadId = await start(tsuji, desk, orgOf('aozora').id);
    await expect(threadOf(sato, threadId)).rejects.toMatchObject({ kind: 'notFound' });
  });
});

describe('protected history', () => {
  it('who came later reads, counts and is handed only what follows', async () => {
    const projectId = await space('invited');
    const threadId = await start(sato, projectId);
    const quiet = await start(sato, projectId);
    const early = await say(sato, threadId, 'まだ内輪の話');
    await asOwner(ground.fresh.ownerUrl, async (sql) => {
      for (const id of [threadId, quiet]) {
        await sql`INSERT INTO thread_horizon (thread_id, org_id, after_seq)
          SELECT ${id}, ${orgOf('aoba').id}, last_seq FROM channel WHERE record_id = ${id}`;
      }
    });
    // Nothing has followed yet: to them the threads are not there.
    await expect(threadOf(tsuji, threadId)).rejects.toMatchObject({ kind: 'notFound' });
    expect((await projectOf(tsuji, projectId)).threads).toEqual([]);
    expect(await lineOf(tsuji, projectId)).toMatchObject({ threads: 0, unread: 0 });

    await say(sato, threadId, 'ようこそ');
    const page = await threadOf(tsuji, threadId);
    expect(page.posts.map((one: { html: string }) => one.html)).toEqual(['<p>ようこそ</p>']);
    expect(page).toMatchObject({ older: false, unread: 1, postCount: 1, horizon: 2 });
    const around = await ground.call(tsuji, 'discussions.threadPage', { threadId, around: 1 });
    expect(around.posts).toHaveLength(1);
    const before = await ground.call(tsuji, 'discussions.threadPage', { threadId, before: 3 });
    expect(before).toMatchObject({ posts: [], older: false });
    const [line] = (await projectOf(tsuji, projectId)).threads;
    expect(line).toMatchObject({ id: threadId, posts: 1, unread: 1 });
    await expect(
      ground.call(tsuji, 'discussions.postPlace', { postId: early.id }),
    ).rejects.toMatchObject({ kind: 'notFound' });
    expect((await threadOf(sato, threadId)).postCount).toBe(3);
  });
});
