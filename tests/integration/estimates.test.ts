import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptance,
  agreedEstimate,
  asTheOwner,
  atMoment,
  dayAhead,
  offeredCase,
  refusal,
  referralsGround,
  standing,
  type Ground,
} from './referrals-ground.ts';

const MARK = 'Estzk4';
let ground: Ground;

beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(() => ground.close());

async function acceptedCase() {
  const offered = await offeredCase(ground, { mark: MARK, to: ['aoba', 'shiomi'] });
  await ground.aoba.call('referrals.accept', acceptance(offered.offers.aoba!));
  return offered.code;
}

const DRAFT = {
  version: null as number | null,
  yenPerPoint: 30,
  taxPercent: 10,
  depositYen: 500_000,
  validUntil: dayAhead(30),
  rate: { currency: 'USD' as const, yenPerUnit: 150, on: dayAhead(-1) },
  words: {
    lines: [
      {
        kind: 'treatment' as const,
        ja: `手術${MARK}`,
        en: `Surgery${MARK}`,
        low: 30_000,
        high: 40_000,
      },
      { kind: 'room' as const, ja: '', en: '', quantity: 10, low: 20_000, high: 20_000 },
    ],
    diagnosis: `Diagnosis${MARK}`,
    plan: `Plan${MARK}`,
    assumptions: `Assumption${MARK}`,
    depositTerms: '',
  },
};

const draft = (code: string, more: object = {}) =>
  ground.aoba.call('estimates.saveDraft', { code, ...DRAFT, ...more });
/** A version given to the patient's side: its id and version. */
async function issued(code: string, more: object = {}) {
  const made = await draft(code, more);
  const { version } = await ground.aoba.call('estimates.issue', {
    estimateId: made.id,
    version: made.version,
  });
  return { estimateId: made.id, version };
}
const shown = (code: string, who = ground.partner) => who.call('estimates.ofCase', { code });
const deposit = (code: string, more: object = {}) =>
  ground.aoba.call('estimates.recordDeposit', {
    code,
    clientId: crypto.randomUUID(),
    amountYen: 500_000,
    on: dayAhead(-1),
    receipt: `R${MARK}`,
    ...more,
  });

describe('an estimate', () => {
  it('is the hospital’s alone while it is a draft, then read by the patient’s side; staff see totals, nobody else anything', async () => {
    const code = await acceptedCase();
    const made = await draft(code);
    expect((await shown(code)).versions).toEqual([]);
    expect(
      (await refusal(ground.partner.call('estimates.detail', { estimateId: made.id }))).kind,
    ).toBe('notFound');
    await ground.aoba.call('estimates.issue', { estimateId: made.id, version: 0 });
    const { versions, rights } = await shown(code);
    // 30 000–40 000 points at ¥30, ten nights at ¥20 000, and 10 % on it.
    expect(versions).toMatchObject([
      { number: 1, state: 'issued', lowYen: 1_210_000, highYen: 1_540_000, depositYen: 500_000 },
    ]);
    expect(rights).toEqual({ write: false, lines: true, answer: true });
    const detail = await ground.partner.call('estimates.detail', { estimateId: made.id });
    expect(detail.words.lines[0]!.ja).toContain(MARK);
    // That its lines were read stands in the log of the case.
    const log = await ground.partner.call('privacy.accessLog', { code });
    expect(log.lines.map(({ part }) => part)).toContain('estimate');
    expect(detail.converted).toEqual({ low: 8066.67, high: 10266.67 });
    expect((await shown(code, ground.officer)).versions).toHaveLength(1);
    const lines = ground.officer.call('estimates.detail', { estimateId: made.id });
    expect((await refusal(lines)).kind).toBe('forbidden');
    for (const who of [ground.shiomi, ground.kaedeno, ground.otherPartner, ground.otherStaff]) {
      const refused = await refusal(who.call('estimates.detail', { estimateId: made.id }));
      expect(['notFound', 'forbidden']).toContain(refused.kind);
      expect(['notFound', 'forbidden']).toContain((await refusal(shown(code, who))).kind);
    }
  });

  it('is in force in one version: a new one supersedes what was accepted, and asks anew', async () => {
    const code = await acceptedCase();
    const first = await issued(code);
    await ground.partner.call('estimates.accept', first);
    const second = await issued(code);
    expect((await shown(code)).versions.map(({ number, state }) => [number, state])).toEqual([
      [2, 'issued'],
      [1, 'superseded'],
    ]);
    const late = await refusal(ground.partner.call('estimates.accept', { ...first, version: 2 }));
    expect(late.code).toBe('STATE_CHANGED');
    await ground.partner.call('estimates.accept', second);
  });

  it('that two issue or answer at the same moment is issued and answered once', async () => {
    const code = await acceptedCase();
    const made = await draft(code);
    const step = { estimateId: made.id, version: made.version };
    const both = await Promise.allSettled([
      ground.aoba.call('estimates.issue', step),
      ground.aoba.call('estimates.issue', step),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const of = { estimateId: made.id, version: 1 };
    const answers = await Promise.allSettled([
      ground.partner.call('estimates.accept', of),
      ground.partner.call('estimates.decline', { ...of, reason: 'tooHigh' }),
    ]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const stale = await refusal(draft(code, { version: 4 }));
    expect(stale.code).toBe('STALE_VERSION');
  });

  it('is accepted to the end of its last day in Japan, and not a moment later', async () => {
    const code = await acceptedCase();
    const of = await issued(code, { validUntil: dayAhead(2) });
    const end = new Date(`${dayAhead(2)}T15:00:00.000Z`);
    await atMoment(ground, end, async () => {
      expect((await shown(code)).versions[0]!.state).toBe('expired');
      const late = await refusal(ground.partner.call('estimates.accept', of));
      expect(late.code).toBe('ESTIMATE_EXPIRED');
    });
    await atMoment(ground, new Date(end.getTime() - 1), () =>
      ground.partner.call('estimates.accept', of),
    );
  });

  it('is declined with a reason, in words where the reason is another', async () => {
    const code = await acceptedCase();
    const of = await issued(code);
    const bare = await refusal(
      ground.partner.call('estimates.decline', { ...of, reason: 'other' }),
    );
    expect(bare.issues).toEqual([{ path: 'words', message: 'required' }]);
    await ground.partner.call('estimates.decline', { ...of, reason: 'other', words: `No ${MARK}` });
    const detail = await ground.aoba.call('estimates.detail', { estimateId: of.estimateId });
    expect(detail.answer).toBe(`No ${MARK}`);
  });

  it('is refused with amounts that make no sense', async () => {
    const code = await acceptedCase();
    const fault = async (more: object) => (await refusal(draft(code, more))).issues[0];
    const line = { kind: 'other' as const, ja: '', en: '', low: 2, high: 1 };
    expect(await fault({ words: { ...DRAFT.words, lines: [line] } })).toEqual({
      path: 'words.lines.0.high',
      message: 'lowerThanLow',
    });
    expect(await fault({ depositYen: 9_000_000 })).toEqual({
      path: 'depositYen',
      message: 'moreThanTotal',
    });
    expect(await fault({ validUntil: dayAhead(-2) })).toEqual({
      path: 'validUntil',
      message: 'inThePast',
    });
  });

  it('that was declined is still read by whoever declined it', async () => {
    const code = await acceptedCase();
    const of = await issued(code);
    await ground.partner.call('estimates.decline', { ...of, reason: 'tooHigh' });
    expect((await shown(code)).rights).toEqual({ write: false, lines: true, answer: false });
  });

  it('a deposit sent again with another sum is refused, not lost', async () => {
    const code = await acceptedCase();
    await ground.partner.call('estimates.accept', await issued(code));
    const clientId = crypto.randomUUID();
    await deposit(code, { clientId });
    await deposit(code, { clientId });
    const other = await refusal(deposit(code, { clientId, amountYen: 300_000 }));
    expect(other.code).toBe('STALE_VERSION');
  });

  it('is printed for those who may read it, with the patient named in the paper alone', async () => {
    const code = await acceptedCase();
    const of = await issued(code);
    const made = await ground.aoba.call('estimates.print', {
      estimateId: of.estimateId,
      lang: 'ja',
    });
    expect(made.number).toMatch(/^ES-\d{4}-\d{6}$/);
    const { papers } = await ground.partner.call('documents.ofCase', { code });
    expect(papers[0]).toMatchObject({ kind: 'estimate', lang: 'ja' });
    // Its lines are between the two: on paper too.
    const desk = await ground.officer.call('documents.ofCase', { code });
    expect(desk.papers.map(({ kind }) => kind)).not.toContain('estimate');
    const asked = ground.officer.call('documents.open', {
      documentId: made.id,
      reason: 'question',
    });
    expect(['notFound', 'forbidden']).toContain((await refusal(asked)).kind);
  });

  it('stands nowhere in clear but for its sums', async () => {
    const hits = await asTheOwner(ground, async (sql) => {
      const tables = await sql<{ name: string }[]>`
        SELECT quote_ident(table_name) AS name FROM information_schema.tables
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
      const found: string[] = [];
      for (const { name } of tables) {
        const like = `%${MARK}%`;
        const rows = await sql.unsafe(`SELECT 1 FROM ${name} t WHERE to_jsonb(t)::text LIKE $1`, [
          like,
        ]);
        if (rows.length > 0) found.push(name);
      }
      return found;
    });
    expect(hits).toEqual([]);
  });
});

describe('what steps of the case wait for', () => {
  const dates = { department: 'cardiovascular-surgery', startsOn: dayAhead(10) };
  const lacks = async (call: Promise<unknown>) => {
    const refused = await refusal(call);
    return [refused.status, refused.issues.map(({ path }) => path)];
  };

  it('dates wait for an accepted estimate, the admission for the deposit or the hospital’s waiver', async () => {
    const code = await acceptedCase();
    const at = async () => ({ code, version: (await standing(ground, code)).version });
    const schedule = async () =>
      ground.aoba.call('referrals.schedule', { ...(await at()), ...dates });
    expect(await lacks(schedule())).toEqual([422, ['estimate']]);
    const of = await issued(code);
    expect(await lacks(schedule())).toEqual([422, ['estimate']]);
    expect((await refusal(deposit(code))).code).toBe('ESTIMATE_NOT_ACCEPTED');
    await ground.partner.call('estimates.accept', of);
    await schedule();
    await ground.aoba.call('referrals.arrive', { ...(await at()), on: dayAhead(-1) });
    const admit = async () =>
      ground.aoba.call('referrals.admit', { ...(await at()), on: dayAhead(-1) });
    expect(await lacks(admit())).toEqual([422, ['deposit']]);

    const part = await deposit(code, { amountYen: 200_000 });
    expect(part.settled).toBe(false);
    expect(await lacks(admit())).toEqual([422, ['deposit']]);
    const rest = { amountYen: 300_000, clientId: crypto.randomUUID() };
    expect((await deposit(code, rest)).settled).toBe(true);
    // The same form again is the same deposit.
    await deposit(code, rest);
    expect((await shown(code)).deposit).toMatchObject({ paidYen: 500_000, settled: true });
    await ground.aoba.call('estimates.undoDeposit', { code, depositId: rest.clientId });
    expect(await lacks(admit())).toEqual([422, ['deposit']]);
    await ground.aoba.call('estimates.waiveDeposit', {
      code,
      clientId: crypto.randomUUID(),
      reason: 'guaranteed',
    });
    await admit();
  });

  it('another hospital’s estimate counts for nothing', async () => {
    const code = await acceptedCase();
    const agreed = await agreedEstimate(ground, ground.aoba, code);
    const paper = { estimateId: agreed, lang: 'en' } as const;
    await ground.aoba.call('estimates.print', paper);
    const open = await issued(code);
    const { version } = await standing(ground, code);
    await ground.aoba.call('referrals.release', { code, version, reason: 'noCapacity' });
    const now = await standing(ground, code);
    await ground.officer.call('referrals.broadcast', {
      code,
      version: now.version,
      mode: 'FIRST_ACCEPT',
      urgency: 'soon',
      orgIds: [ground.tsurugahara.actor.orgId!],
    });
    const { offers } = await standing(ground, code);
    await ground.tsurugahara.call('referrals.accept', acceptance(offers.tsurugahara!));
    const by = ground.tsurugahara;
    expect((await shown(code, by)).versions).toEqual([]);
    const { papers } = await by.call('documents.ofCase', { code });
    expect(papers.map(({ kind }) => kind)).not.toContain('estimate');
    // Nor is the one before it answered any more: the next one would hear of it.
    for (const name of ['estimates.accept', 'estimates.decline'] as const) {
      const reason = name === 'estimates.decline' ? { reason: 'tooHigh' } : {};
      const answer = ground.partner.call(name, { ...open, ...reason } as never);
      expect((await refusal(answer)).code).toBe('STATE_CHANGED');
    }
    const at = { code, version: (await standing(ground, code)).version };
    expect(await lacks(by.call('referrals.schedule', { ...at, ...dates }))).toEqual([
      422,
      ['estimate'],
    ]);
  });
});
