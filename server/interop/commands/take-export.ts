import { strToU8, zipSync } from 'fflate';
import { command } from '#server/platform/use-case.ts';
import { opening, referral } from '#server/referrals/index.ts';
import { claimLink } from '../exports.ts';
import { handOut } from '../handing-out.ts';
import { TakeExport } from '../schemas.ts';

/**
 * The export behind a link, as a ZIP of the bundle and its manifest. The gate is asked again: who lost
 * the case since the link was made gets nothing. The audit row is committed before a byte leaves.
 */
export const takeExport = command('interop.takeExport', {
  input: TakeExport,
  subject: referral.of('code'),
  gate: 'referral.export',
  doors: ['web'],
  secret: true,
  async run({ input, subject, actor, tx, services, audit }) {
    const ground = { actor, tx, ring: services.keyRing };
    const id = await claimLink(tx, actor, subject, input.secret);
    const { facts } = await opening(ground, subject, { words: '' });
    const origin = services.origin();
    const { text, manifest } = await handOut({ ...ground, origin }, subject, id);
    audit({ class: 'export', exportId: id, sha256: manifest.files[0]!.sha256, ...facts });
    const zip = zipSync(
      {
        [manifest.files[0]!.name]: strToU8(text),
        'manifest.json': strToU8(JSON.stringify(manifest, null, 2)),
      },
      { mtime: tx.now },
    );
    return { fileName: `${subject.code.slice(0, 8)}-export.zip`, bytes: new Uint8Array(zip) };
  },
});
