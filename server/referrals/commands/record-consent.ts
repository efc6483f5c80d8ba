import { z } from 'zod';
import { invalid } from '#server/platform/errors.ts';
import { id, newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { organisation } from '#server/membership/index.ts';
import { referral } from '../access.ts';
import { announce, lockSeen, onCase, settleGrants, touch, worklistsOf } from '../cases.ts';
import {
  calendarDay,
  CaseCode,
  CONSENT_COVERS,
  CONSENT_GIVERS,
  CONSENT_METHODS,
  CONSENT_TEXT_VERSION,
} from '../schemas.ts';
import { by, enter } from '../timeline.ts';

export const recordConsent = command('referrals.recordConsent', {
  summary:
    'Records what the patient agreed to, in which wording, for which hospitals. A new record is a new version; the old one stays.',
  input: z
    .strictObject({
      code: CaseCode,
      version: z.number().int().min(0),
      lang: z.string().min(2).max(12),
      covers: z.array(z.enum(CONSENT_COVERS)).min(1),
      orgIds: z.array(id('organisation')).max(50).default([]),
      orgClass: z.enum(['offeredHospitals']).nullable().default(null),
      givenBy: z.enum(CONSENT_GIVERS),
      method: z.enum(CONSENT_METHODS),
      givenOn: calendarDay,
    })
    .refine((c) => !c.covers.includes('hospital') || c.orgClass !== null || c.orgIds.length > 0, {
      path: ['orgIds'],
      message: 'required',
    }),
  subject: referral.of('code'),
  gate: 'referral.consent',
  refs: { orgIds: { noun: organisation, action: 'org.viewPublic' } },
  async run({ input, subject, actor, tx, emit, audit }) {
    const givenAt = new Date(`${input.givenOn}T00:00:00Z`);
    if (givenAt > tx.now) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'givenOn', message: 'inTheFuture' }]);
    }
    const row = await lockSeen(tx, subject.id, input.version, actor);
    const [consent] = await tx.sql<{ id: string; version: number }>`
      INSERT INTO consent (id, referral_id, version, text_version, lang, covers, org_ids, org_class, country,
        given_by, method, recorded_by, given_at)
      VALUES (${newId()}, ${row.id},
        (SELECT coalesce(max(version), 0) + 1 FROM consent WHERE referral_id = ${row.id}),
        ${CONSENT_TEXT_VERSION}, ${input.lang}, ${input.covers}, ${input.orgIds}, ${input.orgClass}, 'JP',
        ${input.givenBy}, ${input.method}, ${actor.personId}, ${givenAt})
      RETURNING id, version`;
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
