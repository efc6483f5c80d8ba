import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pollQueue, tendPolls } from '#server/decisions/index.ts';
import { startJobs } from '#server/platform/jobs/index.ts';
import { createLog } from '#server/platform/log.ts';
import { newId } from '#server/platform/ids.ts';
import { orgOf } from '#prisma/seed/cast.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

let forum: TestForum;
let aoba: Someone;
let colleague: Someone;
let society: Someone;
let staff: Someone;
let outsider: Someone;
const projectId = newId();
let threadId: string;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  aoba = await forum.as('representative@aoba.example');
  colleague = await forum.as('doctor@aoba.example');
  society = await forum.as('society@aozora.example');
  staff = await forum.as('staff@mej.example');
  outsider = await forum.as('coordinator@tsurugahara.example');
  await asOwner(forum.db.ownerUrl, async (sql) => {
    await sql`UPDATE membership SET roles = array_append(roles, 'representative')
               WHERE person_id = ${society.actor.personId} AND NOT 'representative' = ANY (roles)`;
    await sql`INSERT INTO project (id, slug, title, summary, direction, stage, privacy, countries, fields, lead_org_id, created_at)
      VALUES (${projectId}, 'deciding', ${sql.json({ en: 'Deciding' })}, ${sql.json({ en: '' })}, 'outbound',
              'pilot', 'invited', '{TH}', '{}', ${orgOf('mej').id}, now())`;
    for (const [key, part] of [
      ['mej', 'lead'],
      ['aoba', 'participant'],
      ['aozora', 'participant'],
      ['shiomi', 'participant'],
      ['kikusui', 'observer'],
    ] as const) {
      const [known] = await sql`SELECT id FROM organisation WHERE slug = ${key}`;
      if (!known) continue;
      await sql`INSERT INTO project_member (project_id, org_id, part, joined_at)
        VALUES (${projectId}, ${known['id']}, ${part}, now())`;
    }
  });
  society = await forum.as('society@aozora.example');
  ({ threadId } = await staff.call('discussions.createThread', {
    projectId,
    title: '採決',
    body: '始めます',
    lang: 'ja',
    clientId: randomUUID(),
  }));
}, 120_000);
afterAll(() => forum.close());

type OpenInput = Record<string, unknown>;
async function open(more: OpenInput = {}, by = staff): Promise<string> {
  const { pollId } = await by.call('decisions.openPoll', {
    threadId,
    kind: 'proposal',
    question: '基準第3版を採用する',
    lang: 'ja',
    clientId: randomUUID(),
    ...more,
  } as never);
  return pollId;
}
const vote = (by: Someone, pollId: string, choice: string, more: object = {}) =>
  by.call('decisions.castVote', { pollId, choice, version: null, ...more });
const read = async (by: Someone, pollId: string) =>
  (await by.call('decisions.pollPage', { pollId })).poll;

describe('a poll', () => {
  it('has the deadline of its kind, asks the organisations that have a vote, and stands in the thread', async () => {
    const pollId = await open({ kind: 'count' });
    const poll = await read(aoba, pollId);
    expect(poll).toMatchObject({ open: true, voters: 3, voted: 0, votes: [] });
    const days = (Date.parse(poll.closesAt) - Date.parse(poll.openedAt)) / 86_400_000;
    expect(days).toBeCloseTo(3, 5);
    const { turns } = await aoba.call('discussions.threadPage', { threadId });
    expect(turns.at(-1)).toMatchObject({ kind: 'pollOpened', pollId });
    const { rows } = await forum.run(
      `SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'decisions.polls' AND start_after = $1`,
      [poll.closesAt],
    );
    expect(rows[0].count).toBe(1);
    await expect(outsider.call('decisions.pollPage', { pollId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('opened twice with one client id is one; a deadline that has passed is refused', async () => {
    const clientId = randomUUID();
    const ids = await Promise.all([1, 2, 3].map(() => open({ clientId })));
    expect(new Set(ids).size).toBe(1);
    await expect(
      open({ closesAt: new Date(Date.now() - 1000).toISOString() }),
    ).rejects.toMatchObject({
      issues: [{ path: 'closesAt', message: 'notFuture' }],
    });
    await expect(open({ kind: 'score', options: ['one'] })).rejects.toMatchObject({
      issues: [{ path: 'options', message: 'twoOptions' }],
    });
  });
});

describe('an organisation has one vote', () => {
  it('twenty at the same moment leave one row, and all but one are told', async () => {
    const pollId = await open();
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => vote(aoba, pollId, i % 2 ? 'agree' : 'disagree')),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'VOTED_MEANWHILE' });
    }
    expect(await read(aoba, pollId)).toMatchObject({ voted: 1 });
    const { rows } = await forum.run(`SELECT count(*)::int AS count FROM vote WHERE poll_id = $1`, [
      pollId,
    ]);
    expect(rows[0].count).toBe(1);
  });

  it('is changed on the version that was seen, until voting ends', async () => {
    const pollId = await open();
    await vote(aoba, pollId, 'agree', { reason: '賛成します' });
    await expect(vote(aoba, pollId, 'disagree')).rejects.toMatchObject({ code: 'VOTED_MEANWHILE' });
    await vote(aoba, pollId, 'disagree', { version: 0 });
    await expect(vote(aoba, pollId, 'agree', { version: 0 })).rejects.toMatchObject({
      code: 'VOTED_MEANWHILE',
    });
    const { votes, ballots } = await read(aoba, pollId);
    expect(votes).toMatchObject([{ choice: 'disagree', reason: null }]);
    expect(ballots).toMatchObject([{ version: 1, choice: 'disagree' }]);
  });

  it('is cast by its representative, not by a colleague, an observer, or the secretariat', async () => {
    const pollId = await open();
    await expect(vote(colleague, pollId, 'agree')).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(vote(staff, pollId, 'agree')).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(vote(aoba, pollId, 'agree', { orgId: society.actor.orgId })).rejects.toMatchObject(
      { code: 'NOT_YOUR_VOTE' },
    );
    await expect(vote(aoba, pollId, 'consent')).rejects.toMatchObject({ kind: 'invalid' });
    expect((await read(colleague, pollId)).ballots).toEqual([]);
  });

  it('marks each option of a score, and no other', async () => {
    const pollId = await open({ kind: 'score', options: ['東京', 'バンコク'] });
    const { options } = await read(aoba, pollId);
    const marks = Object.fromEntries(options.map((one, i) => [one.id, i + 3]));
    await expect(
      aoba.call('decisions.castVote', {
        pollId,
        marks: { ...marks, [randomUUID()]: 1 },
        version: null,
      }),
    ).rejects.toMatchObject({ kind: 'invalid' });
    await aoba.call('decisions.castVote', { pollId, marks, version: null });
    expect((await read(society, pollId)).votes).toMatchObject([{ marks }]);
  });
});

describe('hidden results', () => {
  it('show how many voted and not what, until one has voted or voting is over', async () => {
    const untilVote = await open({ results: 'untilVote' });
    const untilClosed = await open({ results: 'untilClosed' });
    for (const pollId of [untilVote, untilClosed])
      await vote(aoba, pollId, 'disagree', { reason: '秘密' });
    expect(await read(society, untilVote)).toMatchObject({ voted: 1, votes: null });
    await vote(society, untilVote, 'agree');
    expect((await read(society, untilVote)).votes).toHaveLength(2);
    for (const who of [aoba, society, staff]) {
      const poll = await read(who, untilClosed);
      expect(poll).toMatchObject({ voted: 1, votes: null });
      if (who !== aoba) expect(JSON.stringify(poll)).not.toContain('秘密');
    }
    const { version } = await read(staff, untilClosed);
    await staff.call('decisions.closePoll', { pollId: untilClosed, version });
    expect((await read(society, untilClosed)).votes).toMatchObject([{ reason: '秘密' }]);
  });
});

describe('the end of voting', () => {
  it('is closed at its deadline by the job that opening it left behind, and by no other', async () => {
    const pollId = await open({ closesAt: new Date(Date.now() + 2500).toISOString() });
    const closedAt = async () =>
      (await forum.run('SELECT closed_at FROM poll WHERE id = $1', [pollId])).rows[0].closed_at;
    expect(await closedAt()).toBeNull();
    const jobs = await startJobs({
      database: forum.database,
      workers: [{ queue: pollQueue, run: async () => void (await tendPolls(forum.database)) }],
      log: createLog('silent'),
      pollMs: 100,
    });
    try {
      await vi.waitFor(async () => expect(await closedAt()).not.toBeNull(), 30_000);
    } finally {
      await jobs.stop();
    }
  });

  it('comes at the deadline by the database’s clock, even before anything closed the poll', async () => {
    const pollId = await open({ closesAt: new Date(Date.now() + 3600_000).toISOString() });
    await vote(aoba, pollId, 'agree');
    await forum.shiftClock('61 minutes');
    try {
      await expect(vote(society, pollId, 'agree')).rejects.toMatchObject({ code: 'VOTING_ENDED' });
      expect(await read(aoba, pollId)).toMatchObject({ open: false, closedAt: null, ballots: [] });
      const { closed } = await tendPolls(forum.database);
      expect(closed).toBeGreaterThanOrEqual(1);
      expect(await tendPolls(forum.database)).toMatchObject({ closed: 0 });
      const poll = await read(aoba, pollId);
      expect(poll).toMatchObject({
        open: false,
        closedAt: expect.any(String),
        voters: 3,
        voted: 1,
      });
      const { turns } = await aoba.call('discussions.threadPage', { threadId });
      expect(turns.at(-1)).toMatchObject({ kind: 'pollClosed', actorId: null });
    } finally {
      await forum.shiftClock('0 seconds');
    }
  });

  it('and votes at that moment come one after the other: what is in the row was counted', async () => {
    for (let round = 0; round < 5; round++) {
      const pollId = await open();
      const { version } = await read(staff, pollId);
      const [a, b] = await Promise.allSettled([
        vote(aoba, pollId, 'agree'),
        vote(society, pollId, 'agree'),
        staff.call('decisions.closePoll', { pollId, version }),
      ]);
      const counted = [a, b].filter((one) => one.status === 'fulfilled').length;
      expect(await read(staff, pollId)).toMatchObject({ open: false, voted: counted });
      await expect(vote(aoba, pollId, 'disagree', { version: 0 })).rejects.toMatchObject({
        code: 'VOTING_ENDED',
      });
    }
  });

  it('is moved ahead only, and the outcome is said by a person afterwards', async () => {
    const pollId = await open();
    const closesAt = new Date(Date.now() + 10 * 86_400_000).toISOString();
    await staff.call('decisions.moveDeadline', { pollId, closesAt, version: 0 });
    await expect(
      staff.call('decisions.moveDeadline', { pollId, closesAt, version: 0 }),
    ).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await expect(
      aoba.call('decisions.moveDeadline', { pollId, closesAt, version: 1 }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    const outcome = { pollId, outcome: '採用する。附則は次回。', lang: 'ja' as const };
    await expect(
      staff.call('decisions.stateOutcome', { ...outcome, version: 1 }),
    ).rejects.toMatchObject({ code: 'STILL_VOTING' });
    await staff.call('decisions.closePoll', { pollId, version: 1 });
    await staff.call('decisions.stateOutcome', { ...outcome, version: 2 });
    expect((await read(society, pollId)).outcome).toMatchObject({ text: outcome.outcome });
    const { turns } = await aoba.call('discussions.threadPage', { threadId });
    expect(turns.slice(-2).map((turn) => turn.kind)).toEqual(['pollClosed', 'outcome']);
  });
});

describe('a vote that is lent', () => {
  const days = (from: number, to: number) => ({
    startsAt: new Date(Date.now() + from * 86_400_000).toISOString(),
    endsAt: new Date(Date.now() + to * 86_400_000).toISOString(),
  });

  it('is cast by a colleague in its days, is seen in the result, and ends when it is taken back', async () => {
    const pollId = await open();
    const orgId = aoba.actor.orgId!;
    const { proxyId } = await aoba.call('decisions.giveProxy', {
      orgId,
      toPersonId: colleague.actor.personId!,
      ...days(-1, 2),
    });
    expect((await read(colleague, pollId)).ballots).toMatchObject([
      { proxy: true, org: { id: orgId } },
    ]);
    await vote(colleague, pollId, 'agree');
    expect((await read(society, pollId)).votes).toMatchObject([
      { proxy: true, forOrg: null, by: { id: colleague.actor.personId } },
    ]);
    await aoba.call('decisions.revokeProxy', { proxyId });
    await expect(vote(colleague, pollId, 'disagree', { version: 0 })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    // Its own representative may still change it.
    await vote(aoba, pollId, 'disagree', { version: 0 });
    expect((await read(society, pollId)).votes).toMatchObject([
      { proxy: false, choice: 'disagree' },
    ]);
  });

  it('to an organisation: its representative votes for both, once each', async () => {
    const pollId = await open();
    const { proxyId } = await aoba.call('decisions.giveProxy', {
      orgId: aoba.actor.orgId!,
      toOrgId: society.actor.orgId!,
      ...days(-1, 2),
    });
    await vote(society, pollId, 'agree');
    await vote(society, pollId, 'disagree', { orgId: aoba.actor.orgId });
    const { votes, voted } = await read(staff, pollId);
    expect(voted).toBe(2);
    expect(votes).toContainEqual(
      expect.objectContaining({
        org: expect.objectContaining({ id: aoba.actor.orgId }),
        forOrg: expect.objectContaining({ id: society.actor.orgId }),
        proxy: true,
        choice: 'disagree',
      }),
    );
    await aoba.call('decisions.revokeProxy', { proxyId });
  });

  it('is lent to one at a time, by the organisation itself, to one of its own or another one', async () => {
    const orgId = aoba.actor.orgId!;
    const toPersonId = colleague.actor.personId!;
    const tries = await Promise.allSettled(
      [0, 1, 2].map((from) =>
        aoba.call('decisions.giveProxy', { orgId, toPersonId, ...days(from, from + 5) }),
      ),
    );
    const given = tries.filter((one) => one.status === 'fulfilled');
    expect(given).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'PROXY_OVERLAPS' });
    }
    await expect(
      society.call('decisions.giveProxy', { orgId, toPersonId, ...days(20, 21) }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(
      colleague.call('decisions.giveProxy', { orgId, toPersonId, ...days(20, 21) }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(
      aoba.call('decisions.giveProxy', {
        orgId,
        toPersonId: society.actor.personId!,
        ...days(20, 21),
      }),
    ).rejects.toMatchObject({ kind: 'invalid' });
    // Before its first day it gives nothing.
    const lines = (await aoba.call('decisions.listProxies', {})).proxies;
    expect(lines.filter((line) => !line.revoked)).toHaveLength(1);
    await aoba.call('decisions.revokeProxy', { proxyId: lines[0]!.id });
  });
});

it('those who have not voted are reminded once, a day before the end', async () => {
  const pollId = await open();
  await vote(aoba, pollId, 'agree');
  await forum.shiftClock('6 days 1 hour');
  try {
    expect((await tendPolls(forum.database)).reminded).toBeGreaterThan(0);
    const { rows } = await forum.run(
      `SELECT person_id FROM notification WHERE type = 'poll.closingSoon' AND at > now() + interval '6 days'`,
      [],
    );
    expect(rows.map((row) => row.person_id)).toContain(society.actor.personId);
    expect((await tendPolls(forum.database)).reminded).toBe(0);
  } finally {
    await forum.shiftClock('0 seconds');
  }
});
