import { z } from 'zod';
import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { paperOf } from '../consent/paper.ts';
import { recordedTerms } from '../consent/recorded.ts';
import { opening } from '../opening.ts';
import { CaseCode, OpenWhy } from '../schemas.ts';
import { caseKeyOf, openSigner } from '../sealing.ts';

export const consentRecord = query('referrals.consentRecord', {
  summary:
    'A recorded consent in the wording that was signed, and who signed it. It names the patient; the read is recorded, the case officer says why.',
  input: z.strictObject({
    code: CaseCode,
    consentVersion: z.number().int().min(1),
    ...OpenWhy.shape,
  }),
  subject: referral.of('code'),
  gate: 'referral.consentView',
  async run({ input, subject: row, actor, tx, services, audit }) {
    const ring = services.keyRing;
    const { facts } = await opening({ actor, tx, ring }, row, input);
    const recorded = await recordedTerms(tx, row, input.consentVersion);
    if (!recorded) throw notFound();
    audit({ class: 'consent', consentId: recorded.id, ...facts });
    const [signed] = await tx.sql<{ sealed: Buffer }>`
      SELECT sealed FROM consent_signer WHERE consent_id = ${recorded.id}`;
    const key = signed && (await caseKeyOf(tx, ring, row.id));
    return {
      sheet: await paperOf(tx, ring, row, recorded.terms),
      signer: signed ? openSigner(key!, row.id, recorded.id, signed.sealed) : null,
    };
  },
});
