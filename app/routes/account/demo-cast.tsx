import { Link } from '@remix-run/react';
import { LabelText } from '#app/i18n/label-text.tsx';
import { type Label } from '#app/i18n/label.ts';
import { useLang, type T } from '#app/i18n/use-t.ts';
import styles from './account.module.css';

export type Cast = {
  password: string;
  people: { email: string; role: string; who: string; says: Label }[];
};

/** In a demo: the people one may be. A name is a link that fills the form, with scripts or without. */
export function DemoCast({
  cast,
  chosen,
  next,
  t,
}: {
  cast: Cast;
  chosen: string;
  next: string;
  t: T<'account'>;
}) {
  const lang = useLang();
  return (
    <aside className={styles.cast}>
      <h2>{t('demo.title')}</h2>
      <p>{t('demo.lead')}</p>
      <ul role="list" className={styles.people}>
        {cast.people.map(({ email, who, says }) => (
          <li key={email}>
            <Link
              to={`/sign-in?${new URLSearchParams({ as: email, ...(next !== '/' && { next }) })}`}
              replace
              preventScrollReset
              aria-current={email === chosen ? 'true' : undefined}
            >
              <span className={styles.who}>{who}</span>
              <span className={styles.email}>{email}</span>
              <span className={styles.role}>
                <LabelText of={says} lang={lang} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </aside>
  );
}
