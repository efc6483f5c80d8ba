import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remindOfSummaries } from '#server/summaries/index.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  agreedEstimate,
  asTheOwner,
  atMoment,
  casePage,
  CONSENT,
  dayAhead,
  type Ground,
  offeredCase,
  referralsGround,
  refusal,
  standing,
} from './referrals-ground.ts';

const MARK = 'Sumkx7';
let ground: Ground;
beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(() => ground.close());

const part = (lang: string) => ({
  diagnosis: `Diagnosis ${lang} ${MARK}`,
  treatment: `Treatment ${lang} ${MARK}`,
  medication: `Medication ${lang} ${MARK}`,
  followUp: `Follow-up ${lang} ${MARK}`,
});
const WORDS = { ja: part('ja'), en: part('en') };
const DOCTOR = { address: 'doctor@clinic.example', name: 'Dr Bat', lang: 'en' } as const;

/** A case at its discharge. */
async function discharged(): Promise<string> {
  const { code, offers } = await offeredCase(ground, { mark: MARK });
  await ground.aoba.call('referrals.accept', acceptance(offers.aoba!));
  await agreedEstimate(ground, ground.aoba, code);
  const at = async () => ({ code, version: (await standing(ground, code)).version });
  const dates = { department: 'cardiovascular-surgery', startsOn: dayAhead(10) };
  await ground.aoba.call('referrals.schedule', { ...(await at()), ...dates });
  for (const step of ['arrive', 'admit', 'discharge'] as const) {
    await ground.aoba.call(`referrals.${step}`, { ...(await at()), on: dayAhead(-1) });
  }
  return code;
}

async function issued(): Promise<string> {
  const code = await discharged();
  const { version } = await ground.aoba.call('summaries.save', {
    code,
    version: null,
    words: WORDS,
  });
  await ground.aoba.call('summaries.issue', { code, version });
  return code;
}

const close = async (code: string) =>
  ground.partner.call('referrals.close', {
    code,
    version: (await standing(ground, code)).version,
  });
const lacks = async (code: string) => (await refusal(close(code))).issues.map(({ path }) => path);

/** The link as the mail has it. */
async function linkOf(address: string): Promise<string> {
  const { rows } = await ground.run(
    `SELECT vars->>'path' AS path FROM outbox_mail WHERE to_address = $1 ORDER BY created_at DESC LIMIT 1`,
    [address],
  );
  return (rows[0]!.path as string).slice('/summary/'.length);
}
const open = (secret: string, code: string, who: Someone = ground.visitor()) =>
  who.call('summaries.openLink', { secret, code });

describe('a return summary', () => {
  it('is the hospital’s alone until it is issued, whole in both languages; then the sender reads it', async () => {
    const code = await discharged();
    expect(await lacks(code)).toEqual(['returnSummary']);
    const half = { ...WORDS, en: { ...WORDS.en, medication: '' } };
    const first = await ground.aoba.call('summaries.save', { code, version: null, words: half });
    const early = await refusal(ground.aoba.call('summaries.issue', { code, ...first }));
    expect(early.issues).toEqual([{ path: 'words.en.medication', message: 'required' }]);
    expect((await ground.partner.call('summaries.ofCase', { code })).draft).toBeNull();
    expect((await refusal(ground.partner.call('summaries.read', { code, draft: true }))).kind).toBe(
      'notFound',
    );
    const { version } = await ground.aoba.call('summaries.save', {
      code,
      version: first.version,
      words: WORDS,
    });
    await ground.aoba.call('summaries.issue', { code, version });
    const read = await ground.partner.call('summaries.read', { code });
    expect(read.words).toEqual(WORDS);
    const log = await ground.partner.call('privacy.accessLog', { code });
    expect(log.lines.map(({ part }) => part)).toContain('summary');
    for (const who of [ground.officer, ground.shiomi, ground.otherPartner, ground.otherStaff]) {
      const refused = await refusal(who.call('summaries.read', { code }));
      expect(['notFound', 'forbidden']).toContain(refused.kind);
    }
  });

  it('holds the case open until the sender says that it was read; a new version asks anew', async () => {
    const code = await issued();
    expect(await lacks(code)).toEqual(['summaryReview']);
    await ground.partner.call('summaries.review', { code });
    const { version } = await ground.aoba.call('summaries.save', {
      code,
      version: null,
      words: WORDS,
    });
    await ground.aoba.call('summaries.issue', { code, version });
    expect(await lacks(code)).toEqual(['summaryReview']);
    await ground.partner.call('summaries.review', { code });
    expect((await close(code)).state).toBe('closed');
  });

  it('that two write at once is written by one of them', async () => {
    const code = await discharged();
    const both = await Promise.allSettled(
      [0, 1].map(() => ground.aoba.call('summaries.save', { code, version: null, words: WORDS })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('the link of a doctor without an account', () => {
  it('opens once with the code that the mail does not hold, and says that it was read', async () => {
    const code = await issued();
    const sent = await ground.partner.call('summaries.send', { code, ...DOCTOR });
    const secret = await linkOf(DOCTOR.address);
    const { rows } = await ground.run(
      `SELECT vars::text AS vars FROM outbox_mail WHERE to_address = $1`,
      [DOCTOR.address],
    );
    expect(JSON.stringify(rows)).not.toContain(MARK);
    expect(JSON.stringify(rows)).not.toContain(sent.code);
    const typed = sent.code.toLowerCase().replace('-', ' ').replaceAll('0', 'o');
    const { opened } = await open(secret, typed);
    expect(opened).toMatchObject({ patient: { familyName: `Fam${MARK}` }, words: WORDS });
    expect((await refusal(open(secret, sent.code))).code).toBe('SUMMARY_LINK_OVER');
    const done = { secret: opened!.review };
    await ground.visitor().call('summaries.acknowledge', done);
    const again = ground.visitor().call('summaries.acknowledge', done);
    expect((await refusal(again)).code).toBe('SUMMARY_LINK_OVER');
    const stands = await ground.aoba.call('summaries.ofCase', { code });
    expect(stands.issued).toMatchObject({ reviewedBy: 'doctor' });
    for (const who of [ground.partner, ground.aoba]) {
      const { lines } = await who.call('privacy.accessLog', { code });
      const byLink = lines.filter((line) => line.who.kind === 'sendingDoctor');
      expect(byLink).toMatchObject([{ part: 'summary', count: 1 }]);
    }
    expect((await close(code)).state).toBe('closed');
  });

  it('is over after five wrong codes, after a week, with the next link, and with the next version', async () => {
    const code = await issued();
    const send = () => ground.partner.call('summaries.send', { code, ...DOCTOR });
    const first = await send();
    const wrong = await linkOf(DOCTOR.address);
    for (const left of [4, 3, 2, 1, 0]) {
      expect(await open(wrong, 'AAAAA-AAAAA')).toEqual({ opened: null, left });
    }
    const standing = await ground.partner.call('summaries.ofCase', { code });
    expect(standing.link).toMatchObject({ waits: false });
    const { lines } = await ground.partner.call('privacy.accessLog', { code });
    expect(lines.map(({ who }) => who.kind)).not.toContain('sendingDoctor');
    expect((await refusal(open(wrong, first.code))).code).toBe('SUMMARY_LINK_OVER');
    const second = await send();
    const old = await linkOf(DOCTOR.address);
    const late = new Date(Date.now() + 7 * 86_400_000 + 60_000);
    await atMoment(ground, late, async () => {
      expect((await refusal(open(old, second.code))).code).toBe('SUMMARY_LINK_OVER');
    });
    await send();
    expect((await refusal(open(old, second.code))).code).toBe('SUMMARY_LINK_OVER');
    const third = await send();
    const newest = await linkOf(DOCTOR.address);
    const { version } = await ground.aoba.call('summaries.save', {
      code,
      version: null,
      words: WORDS,
    });
    await ground.aoba.call('summaries.issue', { code, version });
    expect((await refusal(open(newest, third.code))).code).toBe('SUMMARY_LINK_OVER');
  });

  it('is over with the consent, and none is sent on one that is over or does not reach the hospital', async () => {
    const code = await issued();
    const send = () => ground.partner.call('summaries.send', { code, ...DOCTOR });
    const first = await send();
    const opened = await open(await linkOf(DOCTOR.address), first.code);
    const second = await send();
    const secret = await linkOf(DOCTOR.address);
    await ground.partner.call('referrals.withdrawConsent', { code });
    expect((await refusal(open(secret, second.code))).code).toBe('SUMMARY_LINK_OVER');
    const said = ground.visitor().call('summaries.acknowledge', { secret: opened.opened!.review });
    expect((await refusal(said)).code).toBe('SUMMARY_LINK_OVER');
    expect((await refusal(send())).code).toBe('CONSENT_MISSING');
    const renew = async (more: object) =>
      ground.partner.call('referrals.recordConsent', {
        code,
        version: (await standing(ground, code)).version,
        ...CONSENT,
        covers: [...CONSENT.covers],
        ...more,
      });
    await renew({ orgClass: 'offeredHospitals' });
    const third = await send();
    const newest = await linkOf(DOCTOR.address);
    await renew({ orgIds: [ground.shiomi.actor.orgId] });
    expect((await refusal(open(newest, third.code))).code).toBe('SUMMARY_LINK_OVER');
    expect((await refusal(send())).code).toBe('CONSENT_MISSING');
  });

  it('that was opened says nothing of the version after it', async () => {
    const code = await issued();
    const sent = await ground.partner.call('summaries.send', { code, ...DOCTOR });
    const { opened } = await open(await linkOf(DOCTOR.address), sent.code);
    const words = { code, version: null, words: WORDS };
    const { version } = await ground.aoba.call('summaries.save', words);
    await ground.aoba.call('summaries.issue', { code, version });
    const said = ground.visitor().call('summaries.acknowledge', { secret: opened!.review });
    expect((await refusal(said)).code).toBe('SUMMARY_LINK_OVER');
    expect(await lacks(code)).toEqual(['summaryReview']);
  });

  it('is opened by one of ten who press at once, and sent by the sender alone', async () => {
    const code = await issued();
    const { code: word } = await ground.partner.call('summaries.send', { code, ...DOCTOR });
    const secret = await linkOf(DOCTOR.address);
    const ten = await Promise.allSettled(Array.from({ length: 10 }, () => open(secret, word)));
    expect(ten.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const who of [ground.aoba, ground.officer, ground.shiomi, ground.otherPartner]) {
      const refused = await refusal(who.call('summaries.send', { code, ...DOCTOR }));
      expect(['notFound', 'forbidden']).toContain(refused.kind);
    }
  });
});

it('nothing of it stands in clear in any table', async () => {
  const hits = await asTheOwner(ground, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      SELECT quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await sql.unsafe(`SELECT to_jsonb(t)::text AS text FROM ${name} t`);
      if (rows.some(({ text }) => (text as string).includes(MARK))) found.push(name);
    }
    return found;
  });
  expect(hits).toEqual([]);
});

it('the sender is reminded after 7, 14 and 30 days, each once, and not of what was read', async () => {
  const code = await issued();
  const reminded = async () => {
    const page = await casePage(ground.partner, code);
    return page.timeline.filter(({ type }) => type === 'summaryReminded').length;
  };
  const afterDays = (days: number) =>
    atMoment(ground, new Date(Date.now() + days * 86_400_000 + 60_000), () =>
      remindOfSummaries(ground.database),
    );
  await afterDays(6);
  expect(await reminded()).toBe(0);
  await afterDays(7);
  await afterDays(8);
  expect(await reminded()).toBe(1);
  await afterDays(31);
  expect(await reminded()).toBe(2);
  await ground.partner.call('summaries.review', { code });
  expect(await reminded()).toBe(2);
});
