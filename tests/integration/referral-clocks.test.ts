import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeOverdue, remindSilent } from '#server/referrals/index.ts';
import { businessMinutes } from '#server/referrals/rules/answer-clock.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  asTheOwner,
  atMoment,
  casePage,
  type Ground,
  offeredCase,
  referralsGround,
  refusal,
  reviewedCase,
  standing,
  willing,
} from './referrals-ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await referralsGround();
  // The demo's own cases have clocks of their own.
  await asTheOwner(
    ground,
    (sql) => sql`UPDATE offer SET reminded = 90 WHERE referral_id IN (SELECT id FROM referral)`,
  );
});
afterAll(() => ground.close());

const QUESTION = 'Sealedquestion7 is there an echo video?';

async function questionsOf(who: Someone, code: string) {
  return who.call('referrals.questions', { code });
}

describe('a question of a hospital', () => {
  it('stops nobody: every clock runs on, its own answer and the others’ are still taken', async () => {
    const { code, offers } = await offeredCase(ground, { mode: 'COLLECT', mark: 'Asks' });
    const before = await standing(ground, code);
    await ground.aoba.call('referrals.askQuestion', { offerId: offers.aoba!.id, text: QUESTION });
    const after = await standing(ground, code);
    expect(after.deadline).toEqual(before.deadline);
    expect(after.status.aoba).toBe('infoRequested');
    await ground.shiomi.call('referrals.answer', willing(offers.shiomi!));
    await ground.aoba.call('referrals.answer', willing(offers.aoba!));
    expect((await standing(ground, code)).status).toMatchObject({
      aoba: 'willing',
      shiomi: 'willing',
    });
  });

  it('is read by that hospital, the officer and the sender, and by no other', async () => {
    const { code, offers } = await offeredCase(ground, { mark: 'Reads' });
    await ground.aoba.call('referrals.askQuestion', { offerId: offers.aoba!.id, text: QUESTION });
    for (const who of [ground.aoba, ground.officer, ground.partner]) {
      expect((await questionsOf(who, code)).map((each) => each.text)).toEqual([QUESTION]);
    }
    expect((await questionsOf(ground.officer, code))[0]!.hospital).toBeTruthy();
    expect((await questionsOf(ground.partner, code))[0]).toMatchObject({
      from: 'hospital',
      hospital: null,
    });
    // Until it is answered the case is theirs to work on.
    const viewFor = async (who: Someone) =>
      (await who.call('referrals.worklist', { code })).lines[0]!.view;
    for (const who of [ground.officer, ground.partner]) expect(await viewFor(who)).toBe('waiting');
    const [{ id: questionId } = { id: '' }] = await questionsOf(ground.officer, code);
    const answer = 'There is one.';
    await ground.officer.call('referrals.answerQuestion', { code, questionId, answer });
    for (const who of [ground.officer, ground.partner]) expect(await viewFor(who)).toBe('running');
    expect(await questionsOf(ground.shiomi, code)).toEqual([]);
    expect((await refusal(questionsOf(ground.kaedeno, code))).kind).toBe('notFound');
    expect((await refusal(questionsOf(ground.otherStaff, code))).kind).toBe('forbidden');
  });

  it('is answered in words that point to nobody; shared, all read it without knowing who asked', async () => {
    const { code, offers } = await offeredCase(ground, { mark: 'Shares' });
    const ask = { offerId: offers.aoba!.id, text: 'Aoba asks: echo?' };
    const { questionId } = await ground.aoba.call('referrals.askQuestion', ask);
    const answer = (by: Someone, words: string, shareAs?: string) =>
      by.call('referrals.answerQuestion', {
        code,
        questionId,
        answer: words,
        ...(shareAs ? { shareAs } : {}),
      });
    const named = await refusal(answer(ground.officer, 'FamShares has one'));
    expect([named.code, named.issues]).toEqual([
      'TEASER_IDENTIFIES',
      [{ path: 'answer', message: 'trace.name' }],
    ]);
    const dated = await refusal(answer(ground.officer, 'Yes', 'Of 2026-03-04?'));
    expect(dated.issues).toEqual([{ path: 'shareAs', message: 'trace.date' }]);
    expect((await refusal(answer(ground.partner, 'Yes', 'An echo?'))).code).toBe('OFFICER_ONLY');
    await answer(ground.officer, 'There is one.', 'Is there an echo video?');
    expect(await questionsOf(ground.shiomi, code)).toMatchObject([
      {
        from: 'hospital',
        hospital: null,
        text: 'Is there an echo video?',
        answer: { text: 'There is one.' },
      },
    ]);
    expect((await questionsOf(ground.aoba, code))[0]).toMatchObject({ from: 'us', text: ask.text });
    expect((await standing(ground, code)).status.aoba).toBe('viewed');
    expect((await refusal(answer(ground.officer, 'Again'))).code).toBe('ANSWERED_ALREADY');
    // What was asked closes with the rest when another hospital has the case.
    await ground.tsurugahara.call(
      'referrals.accept',
      acceptance((await standing(ground, code)).offers.tsurugahara!),
    );
    expect((await refusal(questionsOf(ground.aoba, code))).kind).toBe('notFound');
  });

  it('stands nowhere in clear, and not in another case', async () => {
    const { code, offers } = await offeredCase(ground, { mark: 'Clear' });
    const other = await offeredCase(ground, { mark: 'Other' });
    const { questionId } = await ground.aoba.call('referrals.askQuestion', {
      offerId: offers.aoba!.id,
      text: QUESTION,
    });
    const elsewhere = ground.officer.call('referrals.answerQuestion', {
      code: other.code,
      questionId,
      answer: 'Yes',
    });
    expect((await refusal(elsewhere)).kind).toBe('notFound');
    const found = await asTheOwner(ground, async (sql) => {
      const tables = await sql<{ name: string }[]>`
        SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
      const hits = [];
      for (const { name } of tables) {
        const rows =
          await sql`SELECT 1 FROM ${sql(name)} t WHERE t::text LIKE '%Sealedquestion7%' LIMIT 1`;
        if (rows.length > 0) hits.push(name);
      }
      return hits;
    });
    expect(found).toEqual([]);
    expect((await questionsOf(ground.officer, code))[0]!.text).toBe(QUESTION);
  });
});

describe('a question of the officer to the sender', () => {
  it('stops the clock: nothing is overdue meanwhile, hospitals may answer, and what was left runs on after it', async () => {
    const { code, version } = await offeredCase(ground, { mode: 'COLLECT', mark: 'Pause' });
    const before = await standing(ground, code);
    await ground.officer.call('referrals.askSender', { code, version, text: 'Which drug?' });
    const again = ground.officer.call('referrals.askSender', {
      code,
      version: version + 1,
      text: 'And?',
    });
    expect((await refusal(again)).code).toBe('CLOCK_STANDS');
    const late = new Date(before.deadline!.getTime() + 3 * 86_400_000);
    await atMoment(ground, late, async () => {
      await closeOverdue(ground.database);
      await ground.shiomi.call(
        'referrals.answer',
        willing((await standing(ground, code)).offers.shiomi!, {
          earliestOn: '2027-03-01',
          validUntil: '2027-04-01',
        }),
      );
    });
    expect((await standing(ground, code)).state).toBe('broadcasting');
    const [question] = await questionsOf(ground.partner, code);
    const reply = { code, questionId: question!.id, answer: 'FamPause takes aspirin' };
    await ground.partner.call('referrals.answerQuestion', reply);
    const after = await standing(ground, code);
    const left = (deadline: Date) => businessMinutes(new Date(), deadline);
    expect(Math.abs(left(after.deadline!) - left(before.deadline!))).toBeLessThanOrEqual(2);
    const page = await casePage(ground.officer, code);
    expect(page.clock?.paused).toBe(false);
    expect(page.timeline.map((each: any) => each.type)).toEqual(
      expect.arrayContaining(['clockPaused', 'clockResumed']),
    );
  });

  it('stops the officer’s own clock too, and hospitals never read it', async () => {
    const { code, version } = await reviewedCase(ground, 'Intake');
    await ground.officer.call('referrals.askSender', { code, version, text: 'Which drug?' });
    const page = await casePage(ground.officer, code);
    expect(page.clock?.paused).toBe(true);
    expect((await refusal(questionsOf(ground.aoba, code))).kind).toBe('notFound');
  });
});

describe('reminders', () => {
  const mailsOf = async (code: string) =>
    (
      await ground.run(
        `SELECT vars->>'share' AS share, count(*)::int AS n FROM outbox_mail
          WHERE kind = 'referral-reminder' AND vars->>'code' = $1 GROUP BY 1 ORDER BY 1`,
        [code],
      )
    ).rows;

  /** The moment at which a share of a case's business time has passed. */
  async function shareOf(code: string, share: number): Promise<Date> {
    const { rows } = await ground.run(
      'SELECT clock_from AS "from", answer_deadline AS deadline FROM referral WHERE code = $1',
      [code],
    );
    const { from, deadline } = rows[0] as { from: Date; deadline: Date };
    const total = businessMinutes(from, deadline);
    let at = from.getTime();
    while (businessMinutes(from, new Date(at)) < (total * share) / 100) at += 60_000;
    return new Date(at);
  }

  it('go to the silent at a quarter, half and nine tenths of the time, once each, by code alone', async () => {
    const { code, offers } = await offeredCase(ground, { mark: 'Remind' });
    await ground.aoba.call('referrals.decline', {
      offerId: offers.aoba!.id,
      version: offers.aoba!.version,
      reason: 'noCapacity',
    });
    const counts = [];
    for (const share of [10, 26, 30, 51, 91]) {
      await atMoment(ground, await shareOf(code, share), async () => {
        await remindSilent(ground.database);
        await remindSilent(ground.database);
      });
      counts.push((await mailsOf(code)).length);
    }
    expect(counts).toEqual([0, 1, 1, 2, 3]);
    const [first] = await mailsOf(code);
    const told = await asTheOwner(
      ground,
      (sql) => sql<{ email: string }[]>`
        SELECT DISTINCT p.email FROM outbox_mail m JOIN person p ON p.id = m.person_id
         WHERE m.kind = 'referral-reminder' AND m.vars->>'code' = ${code}`,
    );
    expect(told.length).toBeGreaterThan(0);
    expect(told.map(({ email }) => email)).not.toContain('coordinator@aoba.example');
    expect(first!.n).toBeGreaterThan(0);
  });

  it('skip what was missed: after a long sleep the highest mark alone is sent', async () => {
    const { code } = await offeredCase(ground, { mark: 'Slept' });
    await atMoment(ground, await shareOf(code, 91), () => remindSilent(ground.database));
    expect((await mailsOf(code)).map((row: any) => row.share)).toEqual(['90']);
  });

  it('are not sent while the clock stands still', async () => {
    const { code, version } = await offeredCase(ground, { mark: 'Still' });
    await ground.officer.call('referrals.askSender', { code, version, text: 'Which drug?' });
    await atMoment(ground, await shareOf(code, 60), () => remindSilent(ground.database));
    expect(await mailsOf(code)).toEqual([]);
  });
});

describe('what waits', () => {
  it('is the same at home and on the list: an answer given waits no longer, answers to choose from do', async () => {
    const home = async (who: Someone) =>
      ((await who.call('home.shell', {})) as any).nav?.find?.(
        (each: any) => each.key === 'referrals',
      )?.count;
    const list = async (who: Someone) => (await who.call('referrals.worklist', {})).counts.waiting;
    const { offers } = await offeredCase(ground, {
      mode: 'COLLECT',
      to: ['aoba', 'shiomi'],
      mark: 'Waits',
    });
    const [hospital, sender] = [await list(ground.aoba), await list(ground.partner)];
    await ground.aoba.call('referrals.answer', willing(offers.aoba!));
    expect(await list(ground.aoba)).toBe(hospital - 1);
    expect(await list(ground.partner)).toBe(sender);
    await ground.shiomi.call('referrals.answer', willing(offers.shiomi!));
    expect(await list(ground.partner)).toBe(sender + 1);
    for (const who of [ground.aoba, ground.partner, ground.officer]) {
      const count = await home(who);
      if (count !== undefined) expect(count).toBe(await list(who));
    }
  });
});
