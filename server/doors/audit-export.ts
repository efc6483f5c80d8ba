/**
 * `npm run audit:export [-- --fhir] [--from 2026-11-01] [--until 2026-12-01] [--chain patient]`: the
 * sealed rows of the audit log on standard output, one JSON a line: as they stand, or with `--fhir` as
 * AuditEvents of FHIR R4 (application/fhir+ndjson). Days are those of Japan; `--until` is not included.
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { auditEventOf, type AuditRow } from '#server/operations.ts';
import { chains, sealedRows } from '#server/platform/audit/index.ts';
import { SetupError } from '#server/platform/setup-error.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { operate } from './command.ts';

const Options = z.object({
  fhir: z.boolean().default(false),
  from: z.iso.date().default('0000-01-01'),
  until: z.iso.date().default('9999-12-31'),
  chain: z.enum(chains).optional(),
});

function readOptions(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        fhir: { type: 'boolean' },
        from: { type: 'string' },
        until: { type: 'string' },
        chain: { type: 'string' },
      },
    });
    return Options.parse(values);
  } catch {
    throw new SetupError(
      'audit:export takes --fhir, --from and --until with a day (2026-11-01), --chain main or patient.',
    );
  }
}

async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

operate(
  async ({ config, database }) => {
    const { fhir, from, until, chain } = readOptions(process.argv.slice(2));
    const origin = config.origin ?? `http://localhost:${config.port}`;
    const shown = ({ seq, at, body, hash }: AuditRow & { hash: Buffer }, of: string) =>
      fhir
        ? auditEventOf({ chain: of, seq, at, body }, origin)
        : { chain: of, seq, at, body, hash: hash.toString('hex') };
    for (const each of chain ? [chain] : chains) {
      for await (const rows of sealedRows(database, each, 1)) {
        for (const row of rows) {
          const day = dayInJapan(row.at);
          if (day >= from && day < until) {
            await print(JSON.stringify(shown({ ...row, chain: each }, each)));
          }
        }
      }
    }
    return 0;
  },
  // Standard output is the log alone.
  { print: (line) => process.stderr.write(`${line}\n`) },
);
