import { Form, useSubmit } from '@remix-run/react';
import { useRef } from 'react';
import { useT, type T } from '#app/i18n/use-t.ts';
import { Button, Field, IconButton, TextInput } from '#app/ui/index.ts';
import type { FacetView, ListView } from './view.ts';
import styles from './library.module.css';

const SHOWN = 8;
export const PANEL = 'library-facets';

/**
 * The catalogue's side: words and facets in one form whose address is the search. On a phone it is a
 * sheet that a button opens. With scripts a tick searches at once; without, the button does.
 */
export function FacetPanel({ view, q, action }: { view: ListView; q: string; action: string }) {
  const t = useT('library');
  const submit = useSubmit();
  const ref = useRef<HTMLDivElement>(null);
  const facets = view.facets.filter(({ options }) => options.length > 0);
  return (
    <div ref={ref} id={PANEL} className={styles.panel} {...{ popover: 'auto' }}>
      <Form
        key={q}
        method="get"
        action={action}
        role="search"
        aria-label={t('title')}
        className={styles.form}
        onSubmit={() => ref.current?.matches(':popover-open') && ref.current.hidePopover()}
        onChange={(event) => {
          if ((event.target as unknown as HTMLInputElement).type !== 'checkbox') return;
          const search = new FormData(event.currentTarget);
          if (!search.get('q')) search.delete('q');
          submit(search, { method: 'get', action, preventScrollReset: true, replace: true });
        }}
      >
        <div>
          <Field label={t('search.label')} name="q" hint={t('search.hint')}>
            {({ required: _never, ...control }) => (
              <span className={styles.words}>
                <TextInput {...control} type="search" defaultValue={q} maxLength={200} />
                <IconButton type="submit" icon="search" label={t('search.submit')} />
              </span>
            )}
          </Field>
        </div>
        {facets.map((facet) => (
          <FacetGroup key={facet.facet} facet={facet} t={t} />
        ))}
        <Button type="submit" tone="primary" wide className={styles.apply}>
          {t('filters.apply')}
        </Button>
      </Form>
    </div>
  );
}

function FacetGroup({ facet: { facet, options }, t }: { facet: FacetView; t: T<'library'> }) {
  const [first, rest] = [options.slice(0, SHOWN), options.slice(SHOWN)];
  const tick = (option: (typeof options)[number]) => (
    <label key={`${option.code} ${option.chosen}`} className={styles.option}>
      <input
        type="checkbox"
        name={facet}
        value={option.code}
        defaultChecked={option.chosen}
        className={styles.tick}
      />
      <span className={styles.optionName}>{option.label}</span>
      <span className={styles.optionCount}>{option.count}</span>
    </label>
  );
  return (
    <fieldset className={styles.facet}>
      <legend>{t(`facet.${facet}`)}</legend>
      {first.map(tick)}
      {rest.length > 0 && (
        <details open={rest.some((option) => option.chosen)}>
          <summary>{t('filters.all', { count: options.length })}</summary>
          {rest.map(tick)}
        </details>
      )}
    </fieldset>
  );
}
