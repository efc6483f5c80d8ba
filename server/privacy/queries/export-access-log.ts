import { csv } from '#server/platform/csv.ts';
import { label } from '#server/platform/i18n/label.ts';
import { localOf } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { referral } from '#server/referrals/index.ts';
import { readAccessLog } from '../access-log.ts';
import { LOG_WORDS } from '../log-words.ts';
import { OneCase } from '../schemas.ts';
import type { LogEntry } from '../rules/log-entries.ts';

/** More than a case gathers in years; a longer log says where it was cut. */
const MOST = 20_000;

export const exportAccessLog = query('privacy.exportAccessLog', {
  summary:
    'Who has seen a case, one line per read, as CSV in UTF-8, safe to open in a spreadsheet. The export is recorded.',
  input: OneCase,
  subject: referral.of('code'),
  gate: 'referral.accessLog',
  limit: { points: 10, seconds: 60 },
  async run({ subject, actor, tx, services, audit }) {
    const { entries, next } = await readAccessLog(tx, services.keyRing, subject, actor, {
      view: 'all',
      limit: MOST,
    });
    audit({ class: 'accessLog', rows: entries.length });
    const words = LOG_WORDS[actor.lang];
    const lines = entries.map((entry) => [
      `${localOf(new Date(entry.at), actor.timeZone).replace('T', ' ')} ${actor.timeZone}`,
      ...whoCells(entry, actor.lang),
      words.parts[entry.part],
      entry.reason ? words.reasons[entry.reason] : words.byPart,
      entry.words ?? '',
      entry.emergency ? words.yes : '',
    ]);
    return {
      fileName: `${subject.code.slice(0, 8)}-access.csv`,
      csv: csv([words.headings, ...lines, ...(next ? [[words.cut]] : [])]),
    };
  },
});

function whoCells({ who }: LogEntry, lang: keyof typeof LOG_WORDS): [string, string] {
  if (who.kind !== 'person' && who.kind !== 'organisation') return ['', LOG_WORDS[lang][who.kind]];
  const org = label(who.org, lang);
  if (who.kind === 'organisation') return ['', org];
  const { name, deputyFor } = who;
  return [deputyFor ? LOG_WORDS[lang].deputy(name, deputyFor.name) : name, org];
}
