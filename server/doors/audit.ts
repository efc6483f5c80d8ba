/**
 * `npm run audit:verify [-- --from n] [--anchors folder]`: whether the audit log is what was written.
 * Exit codes: 0 intact, 2 altered, 3 gap or reorder, 4 cut off, 5 checkpoints, 6 cannot read.
 */
import { join } from 'node:path';
import { auditVerifyCommand, verdictCodes } from '#server/platform/audit/index.ts';
import { readKeyRing } from '#server/platform/crypto/index.ts';
import { SetupError } from '#server/platform/setup-error.ts';
import { operate } from './command.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

operate(
  async ({ config, database }) => {
    const ring = await readKeyRing(config.keyringFile);
    if (!ring) throw new SetupError(`There is no key ring at ${config.keyringFile}.`);
    return auditVerifyCommand(process.argv.slice(2), {
      database,
      key: ring.signingKey,
      anchorsFolder: join(config.dataDir, 'audit-anchors'),
      print,
    });
  },
  { failure: verdictCodes.unreadable, print },
);
