import { query } from '#server/platform/use-case.ts';
import { opening, referral } from '#server/referrals/index.ts';
import { bundleOf } from '../fhir/bundle.ts';
import { clinicalParts, teaserParts } from '../parts.ts';
import { OneCase, OpenCase } from '../schemas.ts';

export const teaserBundle = query('interop.teaserBundle', {
  summary:
    'The de-identified facts of a case as a FHIR R4 Bundle: all that a hospital sees which is being asked. The read is recorded.',
  input: OneCase,
  subject: referral.of('code'),
  gate: 'referral.viewDeid',
  async run({ subject, actor, tx, services }) {
    const parts = await teaserParts({ tx, actor, ring: services.keyRing }, subject);
    return bundleOf(parts, {
      origin: services.origin(),
      at: tx.now.toISOString(),
      watermark: null,
    });
  },
});

export const clinicalBundle = query('interop.clinicalBundle', {
  summary:
    'A case with its clinical summary and without identity, as a FHIR R4 Bundle. The read is recorded; the case officer says why.',
  input: OpenCase,
  subject: referral.of('code'),
  gate: 'referral.viewClinical',
  async run({ input, subject, actor, tx, services, audit }) {
    const ground = { actor, tx, ring: services.keyRing };
    const { facts } = await opening(ground, subject, input);
    audit({ class: 'clinical', ...facts });
    const parts = await clinicalParts(ground, subject);
    return bundleOf(parts, {
      origin: services.origin(),
      at: tx.now.toISOString(),
      watermark: null,
    });
  },
});
