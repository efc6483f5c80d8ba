import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepOnce } from '#server/housekeeping.ts';
import { remindOffice } from '#server/moderation/index.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

let forum: TestForum;
let aoba: Someone;
let colleague: Someone;
let society: Someone;
let staff: Someone;
let admin: Someone;
let outsider: Someone;
let threadId: string;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  aoba = await forum.as('representative@aoba.example');
  colleague = await forum.as('doctor@aoba.example');
  society = await forum.as('society@aozora.example');
  staff = await forum.as('staff@mej.example');
  admin = await forum.as('admin@mej.example');
  outsider = await forum.as('coordinator@tsurugahara.example');
  ({ threadId } = await sharedThread());
}, 120_000);
afterAll(() => forum.close());

async function sharedThread() {
  const { rows } = await forum.run(
    `SELECT t.id FROM thread t JOIN project pr ON pr.id = t.project_id AND pr.privacy = 'invited'
      WHERE t.kind = 'thread' AND t.state = 'open'
        AND (SELECT count(*) FROM project_member pm WHERE pm.project_id = pr.id AND pm.left_at IS NULL
              AND pm.org_id IN ($1, $2)) = 2
        AND NOT EXISTS (SELECT 1 FROM project_member pm WHERE pm.project_id = pr.id AND pm.left_at IS NULL
              AND pm.org_id = $3) LIMIT 1`,
    [aoba.actor.orgId, society.actor.orgId, outsider.actor.orgId],
  );
  return { threadId: rows[0].id as string };
}

const write = (by: Someone, body: string, at = threadId) =>
  by.call('discussions.post', { threadId: at, clientId: randomUUID(), body, lang: 'ja' });
const reportPost = (by: Someone, postId: string, more: object = {}) =>
  by.call('moderation.reportPost', { postId, reason: 'insult', words: '', ...more });
const decide = (by: Someone, reportId: string, more: object = {}) =>
  by.call('moderation.decideReport', {
    reportId,
    outcome: 'none',
    explanation: '確認しました',
    ...more,
  });
const noticesOf = async (who: Someone, reportId: string) =>
  (
    await forum.run(
      `SELECT type FROM notification WHERE person_id = $1 AND subject_id = $2 ORDER BY at, type`,
      [who.actor.personId, reportId],
    )
  ).rows.map((row) => row.type as string);

/** Puts a report and its decision so many days back, as nobody but the owner of the tables can. */
async function datedBack(reportId: string, days: number) {
  await asOwner(forum.db.ownerUrl, async (sql) => {
    await sql`ALTER TABLE report DISABLE TRIGGER report_stands`;
    await sql`UPDATE report SET at = now() - make_interval(days => ${days}::int),
                     decided_at = now() - make_interval(days => ${days}::int) WHERE id = ${reportId}`;
    await sql`ALTER TABLE report ENABLE TRIGGER report_stands`;
  });
}

describe('a report', () => {
  it('may be made by whoever reads the post; a post that one cannot see is not there', async () => {
    const { id } = await write(society, '報告される投稿です');
    await expect(reportPost(outsider, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(reportPost(society, id)).rejects.toMatchObject({ code: 'OWN_POST' });
    const { reportId } = await reportPost(aoba, id, { words: 'ご確認ください' });
    expect(await noticesOf(staff, reportId)).toEqual(['report.opened']);
    expect(await noticesOf(society, reportId)).toEqual([]);
  });

  it('is one per person and post while it is open, also when ten are sent at one moment', async () => {
    const { id } = await write(society, '一人一件まで');
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => reportPost(aoba, id)));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'REPORTED_ALREADY' });
    }
    await expect(reportPost(colleague, id)).resolves.toBeTruthy();
  });

  it('keeps the words as they were, whatever happens to the post after', async () => {
    const { id } = await write(society, '元の文章');
    const { reportId } = await reportPost(aoba, id);
    await society.call('discussions.editPost', { postId: id, body: '書き換え後', editedAt: null });
    const edited = await staff.call('moderation.casePage', { reportId });
    expect(edited.record).toMatchObject([{ body: '元の文章', reported: true }]);
    expect(edited.post).toBe('edited');
    await society.call('discussions.deletePost', { postId: id });
    const deleted = await staff.call('moderation.casePage', { reportId });
    expect(deleted.record).toMatchObject([{ body: '元の文章' }]);
    expect(deleted.post).toBe('deleted');
    await expect(
      forum.run(`UPDATE report_text SET body = 'x' WHERE report_id = $1`, [reportId]),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('keeps its words for thirty days after the decision, whatever the function that empties them is asked', async () => {
    const { id } = await write(society, '三十日の言葉');
    const { reportId } = await reportPost(aoba, id);
    await staff.call('moderation.claimReport', { reportId });
    await decide(staff, reportId);
    const words = async () =>
      (await staff.call('moderation.casePage', { reportId })).record.map(({ body }) => body);
    const emptied = async (before: string) =>
      (await forum.run(`SELECT expire_report_texts(${before}) AS n`, [])).rows[0].n;
    expect(await emptied(`'infinity'`)).toBe(0);
    await datedBack(reportId, 29);
    expect(await emptied(`'infinity'`)).toBe(0);
    await datedBack(reportId, 31);
    // A setting that is no number of days makes the moment unknown, and nothing is due then.
    expect(await emptied('NULL')).toBeNull();
    expect(await words()).toEqual(['三十日の言葉']);
    expect(await emptied(`'infinity'`)).toBe(1);
    expect(await words()).toEqual(['']);
  });

  it('cannot be dated back by the application, nor a decision changed', async () => {
    const { id } = await write(society, '日付は動かない');
    const { reportId } = await reportPost(aoba, id);
    const change = (what: string) =>
      forum.run(`UPDATE report SET ${what} WHERE id = $1`, [reportId]);
    await expect(change(`at = at - interval '1 year'`)).rejects.toMatchObject({ code: '23000' });
    await staff.call('moderation.claimReport', { reportId });
    await decide(staff, reportId);
    for (const what of [
      `decided_at = decided_at - interval '1 year'`,
      `outcome = 'barred'`,
      `explanation = 'x'`,
    ]) {
      await expect(change(what)).rejects.toMatchObject({ code: '23000' });
    }
  });

  it('loses its words a year after the decision, and nothing else; an open one keeps them', async () => {
    const [old, open] = [
      await write(society, '一年前の言葉'),
      await write(society, '未処理の言葉'),
    ];
    const { reportId } = await reportPost(aoba, old.id);
    const { reportId: openId } = await reportPost(aoba, open.id);
    await staff.call('moderation.claimReport', { reportId });
    await decide(staff, reportId);
    const recordOf = async (id: string) =>
      (await staff.call('moderation.casePage', { reportId: id })).record.map(({ body }) => body);
    const decided = (days: number) => datedBack(reportId, days);
    await decided(364);
    await sweepOnce(forum.database);
    expect(await recordOf(reportId)).toEqual(['一年前の言葉']);
    await decided(20);
    await forum.run(`SELECT expire_report_texts(now())`, []);
    expect(await recordOf(reportId)).toEqual(['一年前の言葉']);
    await decided(366);
    await sweepOnce(forum.database);
    expect(await recordOf(reportId)).toEqual(['']);
    expect(await recordOf(openId)).toEqual(['未処理の言葉']);
    const { explanation } = await staff.call('moderation.casePage', { reportId });
    expect(explanation).toBe('確認しました');
  });

  it('is audited by ids, without a word of the post or of the report', async () => {
    const { id } = await write(society, '秘密の文面XYZ');
    const { reportId } = await reportPost(aoba, id, { words: '補足XYZ' });
    const { rows } = await forum.run(
      `SELECT row_to_json(a)::text AS line FROM audit_pending a
        UNION ALL SELECT row_to_json(a)::text FROM audit a`,
      [],
    );
    expect(rows.some(({ line }) => line.includes(reportId))).toBe(true);
    for (const { line } of rows) expect(line).not.toContain('XYZ');
    const notices = await forum.run(
      `SELECT facts::text AS facts FROM notification WHERE subject_id = $1`,
      [reportId],
    );
    for (const { facts } of notices.rows) expect(facts).not.toContain('XYZ');
  });

  it('of a message between people shows the secretariat that message and what the reporter chose, no more', async () => {
    const { threadId: talk } = await society.call('direct.start', {
      personIds: [aoba.actor.personId!],
      body: '一通目',
      lang: 'ja',
      clientId: randomUUID(),
    });
    await write(aoba, '二通目', talk);
    await write(society, '三通目', talk);
    const { id } = await write(society, '四通目', talk);
    for (const stranger of [staff, admin, colleague]) {
      await expect(reportPost(stranger, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    const { reportId } = await reportPost(aoba, id, { context: 2 });
    const page = await staff.call('moderation.casePage', { reportId });
    expect(page.record.map((post) => [post.body, post.reported])).toEqual([
      ['二通目', false],
      ['三通目', false],
      ['四通目', true],
    ]);
    await expect(staff.call('discussions.threadPage', { threadId: talk })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await staff.call('moderation.claimReport', { reportId });
    await decide(staff, reportId, { outcome: 'removed', explanation: '不適切なため' });
    const { posts } = await aoba.call('discussions.threadPage', { threadId: talk });
    expect(posts.at(-1)).toMatchObject({ id, deleted: true, html: '' });
  });
});

describe('the queue', () => {
  let reportId: string;
  let postId: string;
  beforeEach(async () => {
    ({ id: postId } = await write(society, `審査対象 ${randomUUID()}`));
    ({ reportId } = await reportPost(aoba, postId));
  });

  it('is the secretariat’s alone, and nobody judges their own words', async () => {
    for (const member of [aoba, society, outsider]) {
      await expect(member.call('moderation.queue', {})).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
      await expect(member.call('moderation.casePage', { reportId })).rejects.toMatchObject({
        kind: expect.stringMatching(/notFound|forbidden/),
      });
    }
    const { id: own } = await write(staff, '事務局の投稿です');
    const { reportId: about } = await reportPost(aoba, own);
    await expect(staff.call('moderation.casePage', { reportId: about })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(admin.call('moderation.casePage', { reportId: about })).resolves.toBeTruthy();
  });

  it('two claim at the same moment and one has it; a release gives it back', async () => {
    const tries = await Promise.allSettled(
      [staff, admin].map((one) => one.call('moderation.claimReport', { reportId })),
    );
    expect(tries.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const holder = tries[0]!.status === 'fulfilled' ? staff : admin;
    const other = holder === staff ? admin : staff;
    await expect(decide(other, reportId)).rejects.toMatchObject({ code: 'STATE_CHANGED' });
    expect((await holder.call('moderation.queue', { view: 'mine' })).lines).toMatchObject([
      { id: reportId, mine: true },
    ]);
    await other.call('moderation.releaseReport', { reportId });
    await other.call('moderation.claimReport', { reportId });
    await decide(other, reportId);
  });

  it('a decision is made once, by whoever claimed it, and settles the other free reports of the post', async () => {
    const { reportId: second } = await reportPost(colleague, postId);
    await expect(decide(staff, reportId)).rejects.toMatchObject({ code: 'STATE_CHANGED' });
    await staff.call('moderation.claimReport', { reportId });
    const tries = await Promise.allSettled([
      decide(staff, reportId, { outcome: 'removed' }),
      decide(staff, reportId, { outcome: 'none' }),
    ]);
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((await staff.call('moderation.casePage', { reportId: second })).state).toBe('decided');
    expect(await noticesOf(colleague, second)).toEqual(['report.closed']);
  });

  it('tells the reporter that it was dealt with and the author what and why, neither of the other', async () => {
    await staff.call('moderation.claimReport', { reportId });
    await decide(staff, reportId, { outcome: 'warned', explanation: '表現にご留意ください' });
    expect(await noticesOf(aoba, reportId)).toEqual(['report.closed']);
    expect(await noticesOf(society, reportId)).toEqual(['report.decided']);
    const toAuthor = await society.call('moderation.reportPage', { reportId });
    expect(toAuthor).toMatchObject({ as: 'author', explanation: '表現にご留意ください' });
    expect(JSON.stringify(toAuthor)).not.toContain(aoba.actor.personId);
    const toReporter = await aoba.call('moderation.reportPage', { reportId });
    expect(toReporter).toMatchObject({ as: 'reporter', state: 'decided' });
    expect(JSON.stringify(toReporter)).not.toContain('ご留意');
    await expect(outsider.call('moderation.reportPage', { reportId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('where nothing is done, the author never learns that somebody reported them', async () => {
    await staff.call('moderation.claimReport', { reportId });
    await decide(staff, reportId, { outcome: 'none' });
    expect(await noticesOf(society, reportId)).toEqual([]);
    await expect(society.call('moderation.reportPage', { reportId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is reminded of after 48 hours, claimed or not, once in as long', async () => {
    await remindOffice(forum.database);
    expect(await noticesOf(staff, reportId)).toEqual(['report.opened']);
    await forum.shiftClock('49 hours');
    try {
      expect(await remindOffice(forum.database)).toBeGreaterThan(0);
      expect(await remindOffice(forum.database)).toBe(0);
      expect(await noticesOf(staff, reportId)).toEqual(['report.opened', 'report.waiting']);
    } finally {
      await forum.shiftClock('0');
    }
  });
});

describe('somebody barred from writing', () => {
  it('reads on but writes nowhere, and writes again when the days are over', async () => {
    const { id } = await write(colleague, '問題のある投稿');
    const { reportId } = await reportPost(society, id);
    await admin.call('moderation.claimReport', { reportId });
    await expect(decide(admin, reportId, { outcome: 'barred' })).rejects.toMatchObject({
      issues: [{ path: 'days', message: 'required' }],
    });
    await decide(admin, reportId, { outcome: 'barred', days: 3 });
    const page = await colleague.call('discussions.threadPage', { threadId });
    expect(page.barredUntil).not.toBeNull();
    const barred = { code: 'WRITING_BARRED' };
    await expect(write(colleague, 'まだ書けますか')).rejects.toMatchObject(barred);
    await expect(
      colleague.call('direct.start', {
        personIds: [society.actor.personId!],
        body: 'こちらでは',
        lang: 'ja',
        clientId: randomUUID(),
      }),
    ).rejects.toMatchObject(barred);
    await expect(write(aoba, '同じ団体のほかの人は書ける')).resolves.toBeTruthy();
    await forum.shiftClock('73 hours');
    try {
      await expect(write(colleague, '期間が過ぎました')).resolves.toBeTruthy();
    } finally {
      await forum.shiftClock('0');
    }
  });

  it('may write again once the bar is lifted, and is told who decided so: the secretariat, with its reason', async () => {
    const { id } = await write(aoba, 'もう一度、問題のある投稿');
    const { reportId } = await reportPost(society, id);
    await admin.call('moderation.claimReport', { reportId });
    await decide(admin, reportId, { outcome: 'barred', days: 30 });
    await expect(write(aoba, '停止中')).rejects.toMatchObject({ code: 'WRITING_BARRED' });
    const barred = await staff.call('moderation.queue', { view: 'barred' });
    expect(barred.lines.map((line) => line.id)).toContain(reportId);

    const lift = (by: Someone, reason = '事情を伺いました') =>
      by.call('moderation.liftBar', { reportId, reason });
    await expect(lift(aoba)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(lift(outsider)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(lift(staff, '  ')).rejects.toMatchObject({
      issues: [{ path: 'reason', message: 'required' }],
    });
    // Any of the secretariat may, and of two at one moment one does.
    const both = await Promise.allSettled([lift(staff), lift(admin)]);
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'STATE_CHANGED' },
    });

    await expect(write(aoba, 'また書けます')).resolves.toBeTruthy();
    expect(await noticesOf(aoba, reportId)).toEqual(['report.decided', 'report.barLifted']);
    const told = await aoba.call('moderation.reportPage', { reportId });
    expect(told).toMatchObject({ as: 'author', lifted: { reason: '事情を伺いました' } });
    expect(JSON.stringify(told)).not.toContain(staff.actor.personId);
    const after = await staff.call('moderation.casePage', { reportId });
    expect(after).toMatchObject({ barredUntil: null, lifted: { reason: '事情を伺いました' } });
    const { rows: audited } = await forum.run(
      `SELECT body->>'outcome' AS outcome 
         FROM (SELECT body FROM audit UNION ALL SELECT body FROM audit_pending) a
        WHERE body->>'useCase' = 'moderation.liftBar' AND body->>'outcome' = 'allow'`,
      [],
    );
    expect(audited).toHaveLength(1);
  });
});
