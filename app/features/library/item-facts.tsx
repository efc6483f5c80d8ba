import { Link } from '@remix-run/react';
import { useLang, useT, type T } from '#app/i18n/use-t.ts';
import { FactsList, FactsSection, Notice, Panel, Pill, type Fact } from '#app/ui/index.ts';
import { AccessPill, foreign } from './item-list.tsx';
import styles from './item.module.css';
import { FACET_ORDER, LIBRARY, onlyWith } from './search-address.ts';
import type { ItemView, Said } from './view.ts';

/** Who published it, when, for whom: the column at the right. */
export function ItemFacts({ item }: { item: ItemView }) {
  const t = useT('library');
  const lang = useLang();
  const text = (said: Said | null) => said && <span lang={foreign(said, lang)}>{said.text}</span>;
  const facts: (Fact | false)[] = [
    item.publisher !== null && { label: t('facts.publisher'), value: text(item.publisher) },
    item.author !== null && { label: t('facts.author'), value: text(item.author) },
    { label: t('facts.date'), value: dateOf(item, t) },
    item.section !== null && {
      label: t('facts.section'),
      value: <span lang={languageOf(item.section)}>{item.section}</span>,
    },
    { label: t('facts.access'), value: <AccessPill access={item.access} t={t} /> },
  ];
  return (
    <FactsSection title={t('facts')}>
      <FactsList layout="stacked" facts={facts.filter((fact) => fact !== false)} />
    </FactsSection>
  );
}

/** Sections are quoted as the source writes them. */
function languageOf(text: string): string {
  return /[\u3040-\u30ff\u4e00-\u9fff]/.test(text) ? 'ja' : 'en';
}

function dateOf({ date, year, dateBasis }: ItemView, t: T<'library'>): string {
  if (!date) return t('date.none');
  if (dateBasis === 'fiscal-year') return t('date.fiscal-year', { date: year ?? date });
  if (dateBasis === 'issue-date') return t('date.issue-date', { date });
  return dateBasis === 'document-date' ? t('date.document-date', { date }) : date;
}

/** What it is about; each subject leads to everything that shares it, where there is a search. */
export function Subjects({ tags, plain }: { tags: ItemView['tags']; plain?: boolean }) {
  const t = useT('library');
  const groups = FACET_ORDER.map((facet) => ({
    facet,
    tags: tags.filter((tag) => tag.facet === facet),
  })).filter((group) => group.tags.length > 0);
  return (
    <FactsSection title={t('tags')}>
      <dl className={styles.subjects}>
        {groups.map(({ facet, tags: own }) => (
          <div key={facet}>
            <dt>{t(`facet.${facet}`)}</dt>
            <dd>
              <ul role="list">
                {own.map(({ code, label }) => (
                  <li key={code}>
                    {plain ? label : <Link to={onlyWith(facet, code)}>{label}</Link>}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </FactsSection>
  );
}

/** Other items that share the most with this one. */
export function Related({ items, base = LIBRARY }: { items: ItemView['related']; base?: string }) {
  const t = useT('library');
  const lang = useLang();
  if (items.length === 0) return null;
  return (
    <FactsSection title={t('related')}>
      <ul role="list" className={styles.related}>
        {items.map(({ slug, title }) => (
          <li key={slug}>
            <Link to={`${base}/${slug}`} lang={foreign(title, lang)}>
              {title.text}
            </Link>
          </li>
        ))}
      </ul>
    </FactsSection>
  );
}

/** A support programme as its source describes it, with the word of caution that goes with that. */
export function Programme({ item }: { item: ItemView }) {
  const t = useT('library');
  const lang = useLang();
  const { programme } = item;
  if (!programme) return null;
  const text = (said: Said) => <span lang={foreign(said, lang)}>{said.text}</span>;
  const labels = (facet: string) =>
    item.tags.filter((tag) => tag.facet === facet).map((tag) => tag.label);
  const list = (facet: string) => labels(facet).join(t('list.comma'));
  const facts: (Fact | false | null | '')[] = [
    { label: t('programme.sponsor'), value: text(programme.sponsor) },
    { label: t('programme.country'), value: programme.country },
    list('supportType') && { label: t('programme.type'), value: list('supportType') },
    list('stage') && { label: t('programme.stage'), value: list('stage') },
    programme.amount && { label: t('programme.amount'), value: text(programme.amount) },
    programme.eligibility && {
      label: t('programme.eligibility'),
      value: text(programme.eligibility),
    },
    programme.opensOn && { label: t('programme.opens'), value: programme.opensOn },
    programme.closesOn && { label: t('programme.closes'), value: programme.closesOn },
    item.results && { label: t('programme.results'), value: text(item.results) },
    {
      label: t('programme.checked'),
      value: programme.lastCheckedOn ?? <Pill tone="caution">{t('programme.neverChecked')}</Pill>,
    },
  ];
  return (
    <Panel title={t('programme')}>
      <FactsList layout="columns" facts={facts.filter((fact): fact is Fact => Boolean(fact))} />
      <Notice tone="caution">{t('programme.check')}</Notice>
    </Panel>
  );
}
