import { command } from '#server/platform/use-case.ts';
import { opening, referral } from '#server/referrals/index.ts';
import { takeOne } from '../exports.ts';
import { handOut } from '../handing-out.ts';
import { OpenCase } from '../schemas.ts';

export const exportCase = command('interop.exportCase', {
  summary:
    'A whole case as a FHIR R4 Bundle with its manifest: who it was handed to, when, and the SHA-256 of the bundle as compact JSON. Ten a day and person. The export is recorded; the case officer says why.',
  input: OpenCase,
  subject: referral.of('code'),
  gate: 'referral.export',
  doors: ['api'],
  // The answer is a patient: it is never kept for a repeat.
  secret: true,
  async run(context) {
    const { input, subject, actor, tx, services, audit } = context;
    const ground = { actor, tx, ring: services.keyRing };
    const { facts } = await opening(ground, subject, input);
    const { id, left } = await takeOne(context, subject, null);
    const origin = services.origin();
    const { bundle, manifest } = await handOut({ ...ground, origin }, subject, id);
    audit({ class: 'export', exportId: id, sha256: manifest.files[0]!.sha256, ...facts });
    return { manifest, bundle, left };
  },
});
