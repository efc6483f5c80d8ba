import { Form, Link } from '@remix-run/react';
import { labelled } from '#app/i18n/label.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { Button, Field, FilterSelect, Select, type Option } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import { LIST_SORTS } from '#server/projects/plain.ts';
import { LIST, narrowing, type Chosen } from './list-filter.ts';
import styles from './list.module.css';

type Offer = Pick<Answer<'projects.list'>, 'offered' | 'stages' | 'directions' | 'fields'>;

/** What the list is narrowed to, and its order. A form that asks the address: it works without scripts. */
export function ListForm({
  offer: { offered, stages, directions, fields },
  countries,
  chosen,
}: {
  offer: Offer;
  countries: readonly Option[];
  chosen: Chosen;
}) {
  const t = useT('projects');
  const lang = useLang();
  const named = (codes: readonly string[], terms: Offer['stages']): Option[] =>
    terms
      .filter(({ code }) => codes.includes(code))
      .map(({ code, labels }) => ({ value: code, ...labelled(labels, lang) }));
  const selects: readonly [keyof Chosen, string, readonly Option[]][] = [
    ['mine', t('list.mine'), [{ value: 'yes', label: t('list.mine.yes') }]],
    ['direction', t('field.direction'), named(offered.directions, directions)],
    ['stage', t('field.stage'), named(offered.stages, stages)],
    ['country', t('field.countries'), countries],
    ['field', t('field.fields'), named(offered.fields, fields)],
    [
      'leadId',
      t('field.lead'),
      offered.leads.map(({ id, name }) => ({ value: id, ...labelled(name, lang) })),
    ],
    [
      'state',
      t('state'),
      [
        { value: 'running', label: t('list.running') },
        { value: 'ended', label: t('ended') },
      ],
    ],
  ];
  return (
    <details className={styles.narrow} open={Object.keys(chosen).length > 0}>
      <summary>{t('list.narrow')}</summary>
      <Form method="get" action={LIST} className={styles.filter}>
        {selects.map(([name, text, options]) => (
          <FilterSelect
            key={name}
            label={text}
            name={name}
            form="list"
            chosen={chosen[name]}
            all={t('filter.all')}
            options={options}
          />
        ))}
        <Field label={t('list.sort')} name="sort" form="list">
          {(control) => (
            <Select
              {...control}
              key={chosen.sort ?? ''}
              defaultValue={chosen.sort ?? 'activity'}
              options={LIST_SORTS.map((sort) => ({ value: sort, label: t(`list.sort.${sort}`) }))}
            />
          )}
        </Field>
        <div className={styles.acts}>
          <Button type="submit">{t('filter.show')}</Button>
          {narrowing(chosen) > 0 && <Link to={LIST}>{t('list.clear')}</Link>}
        </div>
      </Form>
    </details>
  );
}
