import type { ReactNode } from 'react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { ButtonLink, Panel, Pill, Time } from '#app/ui/index.ts';
import styles from './referrals.module.css';
import type { QuestionView } from './view.ts';

/** Questions about a case with their answers, as this side may read them. */
export function QuestionsPanel({
  questions,
  note,
  act,
  answerTo,
  t,
  format,
}: {
  questions: readonly QuestionView[];
  note?: string;
  act?: ReactNode;
  /** Where a question is answered, for those who may. */
  answerTo?: (question: QuestionView) => string | null;
  t: T<'referrals'>;
  format: Format;
}) {
  return (
    <Panel title={t('questions.title')} {...(note && { note })}>
      {questions.length === 0 && <p className={styles.hint}>{t('questions.none')}</p>}
      {questions.map((question) => {
        const waits = !question.answer && !question.advice;
        const to = waits ? answerTo?.(question) : null;
        return (
          <article key={question.id} className={styles.question}>
            <p className={styles.caseCode}>
              <span>{question.hospital || t(`questions.from.${question.from}`)}</span>
              <Time at={question.askedAt} format={format} />
              {question.shared && <Pill tone="info">{t('questions.shared')}</Pill>}
              {question.advice && <Pill tone="caution">{t('questions.advice')}</Pill>}
              {waits && <Pill tone="waiting">{t('questions.waiting')}</Pill>}
            </p>
            <p className={styles.words}>{question.text}</p>
            {question.answer && (
              <blockquote className={styles.reply}>
                <p className={styles.words}>{question.answer.text}</p>
                <Time at={question.answer.at} format={format} />
              </blockquote>
            )}
            {to && (
              <ButtonLink small to={to} preventScrollReset>
                {t('act.answerQuestion')}
              </ButtonLink>
            )}
          </article>
        );
      })}
      {act && <p className={styles.acts}>{act}</p>}
    </Panel>
  );
}
