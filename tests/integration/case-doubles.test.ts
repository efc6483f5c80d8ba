import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '#server/platform/database/transaction.ts';
import type { Identity } from '#server/referrals/schemas.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  completeDraft,
  identityWith,
  reviewedCase,
  referralsGround,
  type Ground,
} from './referrals-ground.ts';

/** A patient of Altangol's whom others may send again. */
const KNOWN: Identity = {
  ...identityWith('Known7'),
  familyName: 'Bat-Erdene',
  givenName: 'Sarnai',
  phone: '+976 (11) 555-019',
  email: 'sarnai@patients.example',
};
const NOBODY: Identity = {
  ...identityWith('Other7'),
  birthDate: '1981-01-09',
};

let ground: Ground;
let theirs: Ground;
let known: string;

beforeAll(async () => {
  ground = await referralsGround();
  theirs = { ...ground, partner: ground.otherPartner };
  ({ code: known } = await reviewedCase(ground, 'Known7'));
  await identify(ground.officer, known, KNOWN);
}, 60_000);
afterAll(() => ground?.close());

async function identify(who: Someone, code: string, identity: Identity): Promise<void> {
  const { rows } = await ground.run('SELECT version FROM referral WHERE code = $1', [code]);
  await who.call('referrals.saveDraft', { code, version: rows[0]!.version, identity });
}

/** A case of another sender's, in review, of somebody who is described so. */
async function sentAgain(identity: Partial<Identity>): Promise<string> {
  const { code } = await reviewedCase(theirs, 'Other7');
  await identify(ground.officer, code, {
    ...NOBODY,
    passport: `P${code}`,
    email: `${code}@x.example`,
    phone: code,
    ...identity,
  });
  return code;
}

/** What somebody is told: the codes of the cases, and by what they look alike. */
async function told(who: Someone, code: string) {
  const found = await who.call('referrals.doubles', { code });
  return Object.fromEntries(found.map((each) => [each.code, [...each.kinds].sort()]));
}

test.each<[string, Partial<Identity>, string[]]>([
  ['the passport, however it is written', { passport: 'pp-known 7' }, ['document']],
  [
    'name, birth date and nationality, in capitals and in the other order of the name',
    { familyName: 'SARNAI', givenName: 'BAT ERDENE', birthDate: KNOWN.birthDate },
    ['person'],
  ],
  ['the e-mail address', { email: 'Sarnai@Patients.example' }, ['contact']],
  ['the telephone beside an e-mail address', { phone: '0097611 555 019', email: '' }, ['contact']],
])('an officer sees a second case of the same person by %s', async (_by, identity, kinds) => {
  const code = await sentAgain(identity);
  expect(await told(ground.officer, code)).toMatchObject({ [known]: kinds });
});

test('a name alone, or a birth date alone, is no sign', async () => {
  const code = await sentAgain({ familyName: KNOWN.familyName, givenName: KNOWN.givenName });
  expect(await told(ground.officer, code)).not.toHaveProperty([known]);
});

test('a sender learns nothing of another’s cases, and other staff nothing of either', async () => {
  const code = await sentAgain({ passport: KNOWN.passport });
  expect(await told(ground.otherPartner, code)).not.toHaveProperty([known]);
  expect(await told(ground.partner, known)).toEqual({});
  await expect(
    ground.otherPartner.call('referrals.doubles', { code: known }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(ground.otherStaff.call('referrals.doubles', { code })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('a sender is told of its own case of the same person before it submits', async () => {
  const { code } = await completeDraft(ground, 'Again7');
  await identify(ground.partner, code, { ...identityWith('Again7'), passport: KNOWN.passport });
  expect(await told(ground.partner, code)).toEqual({ [known]: ['document'] });
  const [own] = await ground.partner.call('referrals.doubles', { code });
  expect(own).toMatchObject({ partner: null, verdict: null, reason: null });
  // A draft is nobody's case yet: the officer of the other is not told of it.
  expect(await told(ground.officer, known)).not.toHaveProperty([code]);
});

test('a contact that a sender gives for several of its patients is no sign', async () => {
  const { code } = await completeDraft(ground, 'Agent7');
  await identify(ground.partner, code, { ...identityWith('Agent7'), email: KNOWN.email });
  expect(await told(ground.partner, code)).toEqual({});
});

test('the officer says whether they are one, for both cases and to nobody else', async () => {
  const code = await sentAgain({ passport: KNOWN.passport });
  const judge = (who: Someone, verdict: 'same' | 'different', reason?: 'namesake') =>
    who.call('referrals.judgeDouble', { code, other: known, verdict, ...(reason && { reason }) });
  await expect(judge(ground.officer, 'different')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(judge(ground.otherPartner, 'same')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await judge(ground.officer, 'different', 'namesake');
  await judge(ground.officer, 'same');
  const of = async (who: Someone, asked: string, other: string) =>
    (await who.call('referrals.doubles', { code: asked })).find((each) => each.code === other);
  expect(await of(ground.officer, code, known)).toMatchObject({ verdict: 'same', reason: null });
  expect(await of(ground.officer, known, code)).toMatchObject({ verdict: 'same' });
  expect(await told(ground.otherPartner, code)).not.toHaveProperty([known]);
  const { rows } = await ground.run(
    `SELECT 1 FROM referral_event e JOIN referral r ON r.id = e.referral_id
      WHERE r.code = ANY ($1) AND e.type ILIKE '%double%'`,
    [[code, known]],
  );
  expect(rows).toEqual([]);
});

test('a case that does not look like it is no double to judge', async () => {
  const code = await sentAgain({});
  const verdict = { code, other: known, verdict: 'same' } as const;
  await expect(ground.officer.call('referrals.judgeDouble', verdict)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('straight SQL finds the hashes of one’s own cases alone; the secretariat may compare, and change none', async () => {
  const count = (who: Someone, text: string) =>
    transaction(
      ground.database,
      { orgId: who.actor.orgId, personId: who.actor.personId },
      async (tx) => {
        const { rows } = await tx.query<{ n: number }>({ text, values: [] } as never);
        return rows[0]?.n ?? rows.length;
      },
    );
  const of = `SELECT count(*)::int AS n FROM patient_trace t JOIN referral r ON r.id = t.referral_id WHERE r.code = '${known}'`;
  expect(await count(ground.partner, of)).toBe(5);
  expect(await count(ground.officer, of)).toBe(5);
  expect(await count(ground.otherStaff, of)).toBe(5);
  expect(await count(ground.otherPartner, of)).toBe(0);
  expect(await count(ground.aoba, of)).toBe(0);
  const remove = `DELETE FROM patient_trace t USING referral r WHERE r.id = t.referral_id AND r.code = '${known}' RETURNING 1`;
  expect(await count(ground.otherStaff, remove)).toBe(0);
});
