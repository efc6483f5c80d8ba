import { nameFor } from '#app/features/discussions/names.ts';
import { label } from '#app/i18n/label.ts';
import { FactsSection, Timeline } from '#app/ui/index.ts';
import { periodText, type PlanData, type PlanProps } from './plan-data.ts';

type Entry = PlanData['entries'][number];

/** What happened in a project, the newest first. */
export function History({ data, t, lang, format }: Omit<PlanProps, 'verbs' | 'next'>) {
  if (data.entries.length === 0) return null;
  const sentence = (entry: Entry) =>
    t(`entry.${entry.type}`, {
      what: label(entry.what, lang) || t('entry.gone'),
      from: label(entry.from, lang),
      whom: entry.whom ? nameFor(entry.whom, lang).text : '',
      ...(entry.facts['years'] !== undefined && { count: Number(entry.facts['years']) }),
      period: entry.facts['period'] ? periodText(String(entry.facts['period']), t) : '',
    });
  return (
    <FactsSection title={t('history')}>
      <Timeline
        items={data.entries.map((entry, i) => ({
          key: entry.id,
          at: <time dateTime={entry.at}>{format.date(entry.at)}</time>,
          what: sentence(entry),
          who: [entry.by && nameFor(entry.by, lang).text, entry.org && label(entry.org.name, lang)]
            .filter(Boolean)
            .join(' · '),
          current: i === 0,
        }))}
      />
    </FactsSection>
  );
}
