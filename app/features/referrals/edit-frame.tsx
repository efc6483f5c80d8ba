import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { T } from '#app/i18n/use-t.ts';
import { DetailColumns, FactsSection, Notice, Page, PageHead } from '#app/ui/index.ts';
import { casePath, displayCode } from './addresses.ts';
import { missingWords, STEPS, stepOf, type EditStep } from './missing-words.ts';
import styles from './referrals.module.css';
import { StatePill, type CaseState } from './state-pill.tsx';
import { useCaseTrail } from './use-case-trail.ts';

export function nextStep(step: EditStep): EditStep {
  return STEPS[Math.min(STEPS.indexOf(step) + 1, STEPS.length - 1)]!;
}

/** Whether a case in this state is still to be submitted. */
export function submits(state: CaseState): boolean {
  return state === 'draft' || state === 'returned';
}

export type EditHead = { code: string; state: CaseState; missing: string[] };

/** The steps of a case form: any can be opened at any time, and what is missing is always in sight. */
export function EditFrame({
  head,
  step,
  t,
  children,
}: {
  head: EditHead;
  step: EditStep;
  t: T<'referrals'>;
  children: ReactNode;
}) {
  return (
    <Page>
      <PageHead
        trail={useCaseTrail(head.code)}
        title={t('edit.title')}
        state={<StatePill state={head.state} t={t} />}
        facts={[displayCode(head.code)]}
      />
      <EditSteps code={head.code} state={head.state} missing={head.missing} step={step} t={t} />
      <DetailColumns main={children} facts={<StillMissing head={head} t={t} />} />
    </Page>
  );
}

/** The steps, each with what it still lacks; the one that is open is marked. */
export function EditSteps({
  code,
  state,
  missing,
  step,
  t,
}: {
  code: string;
  state: CaseState;
  missing: readonly string[];
  step?: EditStep;
  t: T<'referrals'>;
}) {
  return (
    <nav aria-label={t('edit.steps')} className={styles.steps}>
      {STEPS.map((each) => {
        const lacking = missing.filter((path) => stepOf(path) === each).length;
        const done = each !== 'review' && lacking === 0;
        return (
          <Link
            key={each}
            to={casePath(code, 'edit', each)}
            aria-current={each === step ? 'step' : undefined}
            data-done={done ? '' : undefined}
          >
            {t(`step.${each}`)}
            {(each !== 'review' || submits(state)) && (
              <small>{each === 'review' ? t('step.review.note') : lackingWords(lacking, t)}</small>
            )}
          </Link>
        );
      })}
    </nav>
  );
}

function lackingWords(count: number, t: T<'referrals'>): string {
  return count === 0 ? t('step.done') : t('step.lacking', { count });
}

function StillMissing({ head, t }: { head: EditHead; t: T<'referrals'> }) {
  const { code, missing } = head;
  return (
    <>
      <FactsSection title={t('edit.missing')}>
        {missing.length === 0 ? (
          <Notice tone="good" title={t('next.complete')} />
        ) : (
          <ul className={styles.missing}>
            {missing.map((path) => (
              <li key={path}>
                <Link to={casePath(code, 'edit', stepOf(path))}>{missingWords(path, t)}</Link>
              </li>
            ))}
          </ul>
        )}
      </FactsSection>
      <FactsSection title={t('edit.safety')}>
        <p className={styles.hint}>{t('edit.safety.text')}</p>
      </FactsSection>
    </>
  );
}
