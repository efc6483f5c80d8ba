import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Notice, Timeline, type FormState } from '#app/ui/index.ts';
import { sentence, who } from './case-timeline.tsx';
import styles from './referrals.module.css';
import { fieldWords } from './missing-words.ts';
import { entryViews, type Entry } from './view.ts';

/**
 * What happened to the case since this form was drawn, in the words of its timeline. The form below
 * keeps what was typed and is drawn from the newest version, so it can be sent again.
 */
export function StaleNotice({
  state,
  now,
  kept = true,
  t,
  format,
}: {
  state: FormState;
  /** Names of changed fields with what is saved now, where the page shows it. */
  now?: (field: string) => string | null;
  /** Something was written into the form. */
  kept?: boolean;
  t: T<'referrals'>;
  format: Format;
}) {
  const { refused } = state;
  if (refused?.code !== 'STALE_VERSION') return null;
  const entries = entryViews(refused.changes as Entry[], format.lang);
  const changed = [...new Set(entries.flatMap(({ fields }) => fields))];
  return (
    <Notice tone="caution" title={t('stale.title')}>
      {kept && <p>{t('stale.kept')}</p>}
      {entries.length === 0 ? (
        <p>{t('stale.nothing')}</p>
      ) : (
        <Timeline
          items={entries.map((entry, i) => ({
            key: `${entry.at} ${i}`,
            at: <time dateTime={entry.at}>{format.time(entry.at)}</time>,
            what: sentence(entry, t, format),
            who: who(entry, t),
          }))}
        />
      )}
      {now && <NowSaved fields={changed} now={now} t={t} />}
    </Notice>
  );
}

/** Enough of a long text to know it by. */
function opening(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function NowSaved({
  fields,
  now,
  t,
}: {
  fields: readonly string[];
  now: (field: string) => string | null;
  t: T<'referrals'>;
}) {
  const values = fields.flatMap((field) => {
    const value = now(field);
    return value === null ? [] : [{ field, value }];
  });
  if (values.length === 0) return null;
  return (
    <ul className={styles.consequences}>
      {values.map(({ field, value }) => (
        <li key={field}>
          {fieldWords(field, t)} — {t('stale.now', { value: opening(value) })}
        </li>
      ))}
    </ul>
  );
}
