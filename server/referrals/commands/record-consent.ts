import { invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { organisation } from '#server/membership/index.ts';
import { referral } from '../access.ts';
import { announce, lockSeen, onCase, settleGrants, touch, worklistsOf } from '../cases.ts';
import { RecordConsent } from '../consent/schemas.ts';
import { abroadOf, textLangOf } from '../consent/terms.ts';
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
    const givenAt = new Date(`${input.givenOn}T00:00:00Z`);
    requireDays(input, givenAt, tx.now);
    const row = await lockSeen(tx, subject.id, input.version, actor);
    const isPatient = input.givenBy === 'patient';
    const [consent] = await tx.sql<{ id: string; version: number }>`
      INSERT INTO consent (id, referral_id, version, text_version, text_lang, lang, covers, org_ids, org_class,
        country, abroad_countries, abroad_unknown, given_by, relation, method, recorded_by, given_at, valid_to)
      VALUES (${newId()}, ${row.id},
        (SELECT coalesce(max(version), 0) + 1 FROM consent WHERE referral_id = ${row.id}),
        ${input.textVersion}, ${textLangOf(input)}, ${input.lang}, ${input.covers}, ${input.orgIds},
        ${input.orgClass}, 'JP', ${await abroadOf(tx, row, input)}, ${input.abroadUnknown}, ${input.givenBy},
        ${isPatient ? null : input.relation}, ${input.method}, ${actor.personId}, ${givenAt},
        ${input.validTo || null}::date)
      RETURNING id, version`;
    if (input.signer) {
      const key = await caseKeyOf(tx, services.keyRing, row.id);
      const sealed = sealSigner(key, row.id, consent!.id, input.signer);
      await tx.sql`INSERT INTO consent_signer (consent_id, referral_id, sealed)
        VALUES (${consent!.id}, ${row.id}, ${sealed})`;
    }
    await touch(tx, row.id);
    await settleGrants(tx, row.id);
    await enter(tx, {
      referralId: row.id,
      type: 'consentRecorded',
      ...by(actor),
      facts: { version: consent!.version, covers: input.covers },
    });
    await announce(emit, [onCase(row.id, 'case.consent'), ...(await worklistsOf(tx, row))]);
    audit({ referralId: row.id, consentId: consent!.id });
    return { code: row.code, version: row.version + 1, consentVersion: consent!.version };
  },
});

function requireDays({ validTo }: { validTo: string }, givenAt: Date, now: Date): void {
  const issues = [
    ...(givenAt > now ? [{ path: 'givenOn', message: 'inTheFuture' }] : []),
    ...(validTo && validTo < dayInJapan(now) ? [{ path: 'validTo', message: 'inThePast' }] : []),
  ];
  if (issues.length > 0) throw invalid('INVALID_INPUT', undefined, issues);
}
