/**
 * `npm run audit:verify [-- --from n] [--anchors folder]`: whether the audit log is what was written.
 * Exit codes: 0 intact, 2 altered, 3 gap or reorder, 4 cut off, 5 checkpoints, 6 cannot read.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openGround } from '#server/ground.ts';
import { auditVerifyCommand, verdictCodes } from '#server/platform/audit/index.ts';
import { readConfig } from '#server/platform/config.ts';
import { readKeyRing } from '#server/platform/crypto/key-ring.ts';
import { openDatabase } from '#server/platform/database/transaction.ts';
import { SetupError } from '#server/platform/setup-error.ts';

async function main(args: string[]): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const ring = await readKeyRing(config.keyringFile);
  if (!ring) throw new SetupError(`There is no key ring at ${config.keyringFile}.`);
  const ground = await openGround(config, print);
  const database = openDatabase(ground.app, { max: 1, statementTimeoutMs: 60_000 });
  try {
    return await auditVerifyCommand(args, {
      database,
      key: ring.signingKey,
      anchorsFolder: join(config.dataDir, 'audit-anchors'),
      print,
    });
  } finally {
    await database.close();
    await ground.stop();
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`audit:verify: ${error.message}\n`);
    process.exitCode = verdictCodes.unreadable;
  },
);
