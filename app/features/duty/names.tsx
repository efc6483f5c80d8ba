import type { T } from '#app/i18n/use-t.ts';
import styles from './duty.module.css';
import type { OnDuty } from './view.ts';

/** Those on duty by name, each with the absent one for whom they stand in. */
export function Names({ people, t }: { people: readonly OnDuty[]; t: T<'duty'> }) {
  return (
    <span className={styles.who}>
      {people.map(({ key, name, stands }) => (
        <span key={key}>
          <span lang={name.lang}>{name.text}</span>
          {stands && <small> {t('for', { name: stands.text })}</small>}
        </span>
      ))}
    </span>
  );
}
