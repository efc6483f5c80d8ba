import type { KeyObject } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Database } from '#server/platform/database/transaction.ts';
import { verifyAudit } from './report.ts';
import { verdictCodes, type Verdict } from './verify.ts';

export type AuditCommandOptions = {
  database: Database;
  key: KeyObject;
  anchorsFolder: string;
  print: (line: string) => void;
};

const words: Record<Verdict['kind'], string> = {
  intact: 'intact',
  altered: 'ALTERED',
  gap: 'GAP OR REORDER',
  truncated: 'TRUNCATED',
  anchor: 'CHECKPOINT MISMATCH',
  unreadable: 'CANNOT READ',
};

/**
 * `npm run audit:verify [-- --from n] [--anchors folder]`: one line per chain with the first bad row.
 * Answers the exit code: 0 intact, 2 altered row, 3 gap or reorder, 4 cut off at the end, 5 checkpoint
 * missing, forged or contradicting, 6 cannot read.
 */
export async function auditVerifyCommand(
  args: string[],
  { print, ...options }: AuditCommandOptions,
): Promise<number> {
  let from: number;
  let anchorsFolder: string;
  try {
    const { values } = parseArgs({
      args,
      options: { from: { type: 'string' }, anchors: { type: 'string' } },
    });
    from = Number(values.from ?? 1);
    anchorsFolder = values.anchors ?? options.anchorsFolder;
    if (!Number.isSafeInteger(from) || from < 1)
      throw new Error('--from is a row number from 1 on');
  } catch (error) {
    print(`audit:verify: ${(error as Error).message}`);
    return verdictCodes.unreadable;
  }
  try {
    const { verdicts, waiting } = await verifyAudit({ ...options, from, anchorsFolder });
    for (const { kind, chain, seq, says } of verdicts) {
      print(
        kind === 'intact'
          ? `${chain}: intact, ${says}`
          : `${chain}: ${words[kind]}: row ${seq} ${says}`,
      );
    }
    if (waiting > 0) print(`${waiting} rows wait to be sealed`);
    const worst = verdicts.find(({ kind }) => kind !== 'intact');
    return verdictCodes[worst?.kind ?? 'intact'];
  } catch (error) {
    print(`audit:verify: ${words.unreadable}: ${(error as Error).message}`);
    return verdictCodes.unreadable;
  }
}
