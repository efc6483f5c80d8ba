import { Form, Link } from '@remix-run/react';
import { labelled } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Button, Field, FilterSelect, Select, type Option } from '#app/ui/index.ts';
import { ROADMAP, type Chosen, type RoadmapData } from './roadmap-data.ts';
import styles from './roadmap.module.css';

type Terms = RoadmapData['stages'];

/** What the roadmap is narrowed to. A form that asks the address, so that it works without scripts. */
export function RoadmapFilter({
  data: { offered, years, year, stages, directions, fields },
  countries,
  chosen,
  t,
  lang,
}: {
  data: Pick<RoadmapData, 'offered' | 'years' | 'year' | 'stages' | 'directions' | 'fields'>;
  countries: readonly Option[];
  chosen: Chosen;
  t: T<'roadmap'>;
  lang: Lang;
}) {
  const named = (codes: readonly string[], terms: Terms): Option[] =>
    terms
      .filter(({ code }) => codes.includes(code))
      .map(({ code, labels }) => ({ value: code, ...labelled(labels, lang) }));
  const leads = offered.leads.map(({ id, name }) => ({ value: id, ...labelled(name, lang) }));
  const selects = [
    ['direction', t('direction'), named(offered.directions, directions)],
    ['stage', t('stage'), named(offered.stages, stages)],
    ['leadId', t('lead.org'), leads],
    ['field', t('field'), named(offered.fields, fields)],
    ['country', t('country'), countries],
  ] as const;
  return (
    <Form method="get" action={ROADMAP} className={styles.filter} aria-label={t('filters')}>
      <Field label={t('year')} name="year" form="roadmap">
        {(control) => (
          <Select
            {...control}
            key={year}
            defaultValue={String(year)}
            options={years.map((one) => ({
              value: String(one),
              label: t('yearName', { year: String(one) }),
            }))}
          />
        )}
      </Field>
      {selects.map(([name, text, options]) => (
        <FilterSelect
          key={name}
          label={text}
          name={name}
          form="roadmap"
          chosen={chosen[name]}
          all={t('all')}
          options={options}
        />
      ))}
      <div className={styles.filterActs}>
        <Button type="submit">{t('show')}</Button>
        {Object.keys(chosen).length > 0 && <Link to={ROADMAP}>{t('clear')}</Link>}
      </div>
    </Form>
  );
}
