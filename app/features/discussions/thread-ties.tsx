import { Link } from '@remix-run/react';
import type { LinkView, TurnRecord } from '#server/discussions/links.ts';
import { casePath } from '#app/features/referrals/addresses.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import { FactsSection, Icon, type IconName } from '#app/ui/index.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import styles from './thread-ties.module.css';

export const TIE_ICONS: Record<LinkView['kind'], IconName> = {
  event: 'calendar',
  library: 'book-open',
  referral: 'file-text',
};

/** Where a tied record is read. */
export function tieAddress({ kind, key }: Pick<LinkView, 'kind' | 'key'>): string {
  if (kind === 'event') return `/events/${key}`;
  return kind === 'library' ? `/library/${key}` : casePath(key);
}

/** What a tied record is called: of a referral its code alone. */
export function tieName({ title, key }: Pick<LinkView, 'title' | 'key'>, lang: Lang): string {
  return title ? label(title, lang) : key;
}

/** The same as words of a page. */
export function TieName({ of, lang }: { of: Pick<LinkView, 'title' | 'key'>; lang: Lang }) {
  return of.title ? <LabelText of={of.title} lang={lang} /> : <>{of.key}</>;
}

/** A day in words; a month or a year as the document states it. */
export function tieDay(on: string | null, format: Format): string {
  return on && /^\d{4}-\d\d-\d\d$/.test(on) ? format.calendarDate(on) : (on ?? '');
}

/** A tied record by its name, with what it is and its day under it. */
export function TieLine({
  of,
  t,
  lang,
  format,
}: {
  of: LinkView;
  t: T<'threads'>;
  lang: Lang;
  format: Format;
}) {
  return (
    <>
      <Link to={tieAddress(of)}>
        <TieName of={of} lang={lang} />
      </Link>
      <small>
        {[label(of.type, lang) || t(`ties.${of.kind}`), tieDay(of.on, format)]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </>
  );
}

/** Events named in a thread's head; the facts beside it name everything. */
const IN_HEAD = 2;

/** The events that a thread is about, for its head: the latest first, as far as the reader may see them. */
export function headTies(links: readonly LinkView[], lang: Lang, format: Format) {
  const events = links.filter(({ kind }) => kind === 'event');
  return events.slice(0, IN_HEAD).map((one) => (
    <span key={one.id} className={styles.inHead}>
      <Icon name={TIE_ICONS.event} size={14} />
      <Link to={tieAddress(one)}>
        <TieName of={one} lang={lang} />
      </Link>
      <span className={styles.day}>{tieDay(one.on, format)}</span>
    </span>
  ));
}

/** What a thread is tied to, among its facts, as far as the reader may see it. */
export function ThreadTies({
  links,
  act,
  t,
  lang,
  format,
}: {
  links: readonly LinkView[];
  /** Where whoever may ties more. */
  act: string | null;
  t: T<'threads'>;
  lang: Lang;
  format: Format;
}) {
  if (links.length === 0) return null;
  return (
    <FactsSection title={t('ties.label')}>
      <ul role="list" className={styles.ties}>
        {links.map((one) => (
          <li key={one.id}>
            <Icon name={TIE_ICONS[one.kind]} size={16} />
            <span>
              <TieLine of={one} t={t} lang={lang} format={format} />
            </span>
          </li>
        ))}
      </ul>
      {act && (
        <Link className={styles.change} to={act}>
          {t('ties.change')}
        </Link>
      )}
    </FactsSection>
  );
}

/** What a turn about a tie speaks of, for those who may see it. */
export function TurnTie({ record, lang }: { record: TurnRecord; lang: Lang }) {
  return (
    <p className={styles.turn}>
      <Link to={tieAddress(record)}>
        <TieName of={record} lang={lang} />
      </Link>
    </p>
  );
}
