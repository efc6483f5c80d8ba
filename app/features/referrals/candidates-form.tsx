import { Form } from '@remix-run/react';
import { useState } from 'react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import {
  ErrorSummary,
  FormActs,
  Panel,
  RadioGroup,
  Submit,
  type FormState,
} from '#app/ui/index.ts';
import type { Certification } from '#server/matching/schemas.ts';
import { URGENCIES, type Urgency } from '#server/referrals/schemas.ts';
import { CandidateLine } from './candidate-line.tsx';
import type { CandidateView } from './candidate-view.ts';
import rows from './candidates.module.css';
import styles from './referrals.module.css';
import { StaleNotice } from './stale-notice.tsx';

const MOST = 20;

/** The hospitals a case could be offered to, with the reasons, and the act that offers it. */
export function CandidatesForm({
  candidates,
  requires,
  version,
  urgency,
  deadlines,
  ready,
  state,
  t,
  format,
}: {
  candidates: readonly CandidateView[];
  requires: readonly Certification[];
  version: number;
  urgency: Urgency;
  deadlines: Record<Urgency, string>;
  ready: boolean;
  state: FormState;
  t: T<'referrals'>;
  format: Format;
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const possible = candidates.filter(({ obstacles }) => obstacles.length === 0);
  const others = candidates.filter(({ obstacles }) => obstacles.length > 0);
  const toggle = (orgId: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(orgId);
    else next.delete(orgId);
    setChosen(next);
  };
  return (
    <Form method="post" className={styles.own}>
      {state.refused?.code === 'STALE_VERSION' ? (
        <StaleNotice state={state} t={t} format={format} />
      ) : (
        <ErrorSummary refused={state.refused} />
      )}
      <input type="hidden" name="version" value={version} />
      {requires.map((code) => (
        <input key={code} type="hidden" name="requires" value={code} />
      ))}
      <Panel title={t('choose.hospitals')} note={t('choose.note', { most: MOST })}>
        {possible.length === 0 && <p className={styles.hint}>{t('choose.nobody')}</p>}
        <ul role="list" className={rows.list}>
          {possible.map((each) => (
            <CandidateLine
              key={each.orgId}
              candidate={each}
              onChange={(on) => toggle(each.orgId, on)}
              t={t}
            />
          ))}
        </ul>
      </Panel>
      <Panel title={t('choose.terms')}>
        <RadioGroup
          legend={t('urgency')}
          name="urgency"
          value={state.value('urgency', urgency)}
          error={state.error('urgency')}
          choices={URGENCIES.map((value) => ({
            value,
            label: t(`urgency.${value}`),
            hint: t('choose.until', { when: format.dateTime(deadlines[value], 'Asia/Tokyo') }),
          }))}
        />
        <RadioGroup
          legend={t('case.mode')}
          name="mode"
          value={state.value('mode', urgency === 'urgent' ? 'FIRST_ACCEPT' : 'COLLECT')}
          error={state.error('mode')}
          choices={[
            { value: 'COLLECT', label: t('mode.COLLECT'), hint: t('choose.collect.hint') },
            { value: 'FIRST_ACCEPT', label: t('mode.FIRST_ACCEPT'), hint: t('choose.first.hint') },
          ]}
        />
        <p className={styles.hint}>{t('choose.mode.hint')}</p>
      </Panel>
      <FormActs>
        <Submit aria-disabled={!ready || undefined} disabled={!ready}>
          {chosen.size > 0 ? t('choose.send', { count: chosen.size }) : t('choose.sendNone')}
        </Submit>
      </FormActs>
      {others.length > 0 && (
        <Panel title={t('choose.others')} note={t('choose.others.note')}>
          <ul role="list" className={rows.list}>
            {others.map((each) => (
              <CandidateLine key={each.orgId} candidate={each} t={t} />
            ))}
          </ul>
        </Panel>
      )}
    </Form>
  );
}
