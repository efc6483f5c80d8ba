import type { z } from 'zod';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { organisation } from '#server/membership/index.ts';
import { referral, type ReferralRow } from '../access.ts';
import {
  announce,
  lockSeen,
  onCase,
  settleGrants,
  touch,
  worklistsOf,
  type Emit,
} from '../cases.ts';
import { endBeside, endConsent } from '../consent/ending.ts';
import { RecordConsent } from '../consent/schemas.ts';
import { abroadOf, textLangOf } from '../consent/terms.ts';
import { given } from '../giving.ts';
import { consentReaches } from '../rules/disclosure.ts';
import { caseKeyOf, sealSigner } from '../sealing.ts';
import { by, enter } from '../timeline.ts';

export const recordConsent = command('referrals.recordConsent', {
  summary:
    'Records what the patient agreed to, in which wording, for which hospitals and until when, and who signed it. A new record is a new version; the old one stays.',
  input: RecordConsent,
  subject: referral.of('code'),
  gate: 'referral.consent',
  refs: { orgIds: { noun: organisation, action: 'org.viewPublic' } },
  async run({ input, subject, actor, tx, emit, audit, services }) {
    requireDays(input, tx.now);
    const row = await lockSeen(tx, subject.id, input.version, actor);
    const consent = await writeConsent(tx, row, input, actor);
    if (input.signer) {
      const key = await caseKeyOf(tx, services.keyRing, row.id);
      const sealed = sealSigner(key, row.id, consent.id, input.signer);
      await tx.sql`INSERT INTO consent_signer (consent_id, referral_id, sealed)
        VALUES (${consent.id}, ${row.id}, ${sealed})`;
    }
    await enter(tx, {
      referralId: row.id,
      type: 'consentRecorded',
      ...by(actor),
      facts: { version: consent.version, covers: input.covers },
    });
    if (row.state === 'broadcasting' && !input.covers.includes('broadcast')) {
      await endConsent(tx, emit, row, 'narrowed', by(actor));
    } else {
      await carryOn(tx, emit, row);
      await given(tx, services.keyRing, row.id, 'consent');
    }
    audit({ referralId: row.id, consentId: consent.id });
    return { code: row.code, version: row.version + 1, consentVersion: consent.version };
  },
});

async function writeConsent(
  tx: Tx,
  row: ReferralRow,
  input: z.output<typeof RecordConsent>,
  actor: Actor,
): Promise<{ id: string; version: number }> {
  const isPatient = input.givenBy === 'patient';
  const { abroadCountries, abroadUnknown } = await abroadOf(tx, row, input);
  const givenAt = new Date(`${input.givenOn}T00:00:00Z`);
  const [consent] = await tx.sql<{ id: string; version: number }>`
    INSERT INTO consent (id, referral_id, version, text_version, text_lang, lang, covers, org_ids, org_class,
      country, abroad_countries, abroad_unknown, given_by, relation, method, recorded_by, given_at, valid_to)
    VALUES (${newId()}, ${row.id},
      (SELECT coalesce(max(version), 0) + 1 FROM consent WHERE referral_id = ${row.id}),
      ${input.textVersion}, ${textLangOf(input)}, ${input.lang}, ${input.covers}, ${input.orgIds},
      ${input.orgClass}, 'JP', ${abroadCountries}, ${abroadUnknown}, ${input.givenBy},
      ${isPatient ? null : input.relation}, ${input.method}, ${actor.personId}, ${givenAt},
      ${input.validTo || null}::date)
    RETURNING id, version`;
  return consent!;
}

/** The case goes on under the new consent; what was given on the one before and is not in it ends. */
async function carryOn(tx: Tx, emit: Emit, row: ReferralRow): Promise<void> {
  await touch(tx, row.id);
  await settleGrants(tx, row.id);
  const now = await referral.find(tx, row.id);
  if (row.acceptedOrgId && !consentReaches(now!, row.acceptedOrgId)) await endBeside(tx, row.id);
  await announce(emit, [onCase(row.id, 'case.consent'), ...(await worklistsOf(tx, row))]);
}

type Days = { givenOn: string; validTo: string };

function requireDays({ givenOn, validTo }: Days, now: Date): void {
  const issues = [
    ...(new Date(`${givenOn}T00:00:00Z`) > now
      ? [{ path: 'givenOn', message: 'inTheFuture' }]
      : []),
    ...(validTo && validTo < dayInJapan(now) ? [{ path: 'validTo', message: 'inThePast' }] : []),
  ];
  if (issues.length > 0) throw invalid('INVALID_INPUT', undefined, issues);
}
