import { Link } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { ButtonLink, Pill, Time, VisuallyHidden } from '#app/ui/index.ts';
import styles from './case-thread.module.css';
import type { MessageView } from './view.ts';

/** One message: who wrote for whom, what it is, its words as they were written, the papers it points to. */
export function MessageLine({
  of,
  answerTo,
  papersAt,
  t,
  format,
}: {
  of: MessageView;
  /** Where it is answered, for those who may. */
  answerTo: string | null;
  papersAt: string;
  t: T<'caseThread'>;
  format: Format;
}) {
  return (
    <article className={styles.message} data-side={of.side}>
      <p className={styles.head}>
        <strong lang={of.author.lang}>{of.author.name}</strong>
        <span lang={of.organisation.lang}>{of.organisation.text}</span>
        <Time at={of.at} format={format} show="time" />
        {of.kind === 'question' && (
          <Pill tone={of.answeredBy ? 'good' : 'waiting'}>
            {t(of.answeredBy ? 'question.answered' : 'question.open')}
          </Pill>
        )}
        {of.answers !== null && (
          <a href={`#m${of.answers}`} className={styles.to}>
            {t('answer.to', { place: of.answers })}
          </a>
        )}
        <span className={styles.place}>
          <VisuallyHidden>{t('place')} </VisuallyHidden>
          {of.place}
        </span>
      </p>
      <p className={styles.words} lang={of.lang} dir="auto">
        {of.text}
      </p>
      {of.papers.length > 0 && (
        <ul role="list" className={styles.papers}>
          {of.papers.map(({ id, number, kind }) => (
            <li key={id}>
              <Link to={papersAt}>
                {t(`paper.${kind}` as 'paper.referralLetter')} {number}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {answerTo && (
        <p className={styles.acts}>
          <ButtonLink small to={answerTo} preventScrollReset>
            <span aria-hidden="true">{t('answer')}</span>
            <VisuallyHidden>{t('answer.one', { place: of.place })}</VisuallyHidden>
          </ButtonLink>
        </p>
      )}
    </article>
  );
}
