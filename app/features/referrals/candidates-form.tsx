import { Form } from '@remix-run/react';
import { useState } from 'react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import {
  ErrorSummary,
  FormActs,
  Monogram,
  Panel,
  Pill,
  RadioGroup,
  Submit,
  type FormState,
} from '#app/ui/index.ts';
import { URGENCIES, type Urgency } from '#server/referrals/schemas.ts';
import { ReasonText } from './reasons-list.tsx';
import styles from './referrals.module.css';
import { StaleNotice } from './stale-notice.tsx';
import type { ReasonView, Words } from './view.ts';

export type CandidateView = {
  orgId: string;
  name: Words;
  city: string;
  monogram: string;
  hue: number;
  score: number;
  obstacle: 'noDepartment' | 'paused' | null;
  notes: ('certificationLapsed' | 'limited' | 'noLanguage')[];
  offered: string | null;
  reasons: ReasonView[];
};

const MOST = 20;

/** The hospitals a case could be offered to, with the reasons, and the act that offers it. */
export function CandidatesForm({
  candidates,
  version,
  urgency,
  deadlines,
  ready,
  state,
  t,
  format,
}: {
  candidates: readonly CandidateView[];
  version: number;
  urgency: Urgency;
  deadlines: Record<Urgency, string>;
  ready: boolean;
  state: FormState;
  t: T<'referrals'>;
  format: Format;
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const possible = candidates.filter(({ obstacle }) => obstacle === null);
  const others = candidates.filter(({ obstacle }) => obstacle !== null);
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
      <Panel title={t('choose.hospitals')} note={t('choose.note', { most: MOST })}>
        <div>
          {possible.map((each) => (
            <CandidateLine
              key={each.orgId}
              candidate={each}
              onChange={(on) => toggle(each.orgId, on)}
              t={t}
            />
          ))}
        </div>
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
          <div>
            {others.map((each) => (
              <CandidateLine key={each.orgId} candidate={each} t={t} />
            ))}
          </div>
        </Panel>
      )}
    </Form>
  );
}

function CandidateLine({
  candidate,
  onChange,
  t,
}: {
  candidate: CandidateView;
  onChange?: (on: boolean) => void;
  t: T<'referrals'>;
}) {
  const { orgId, name, city, obstacle, notes, reasons, score } = candidate;
  const id = `c-${orgId}`;
  return (
    <div className={styles.candidate}>
      <input
        type="checkbox"
        id={id}
        name="orgIds"
        value={orgId}
        disabled={obstacle !== null}
        onChange={(event) => onChange?.(event.currentTarget.checked)}
      />
      <label htmlFor={id}>
        <Monogram text={candidate.monogram} hue={candidate.hue} size={22} />
        <span lang={name.lang}>{name.text}</span>
        <span className={styles.none}>{city}</span>
        {obstacle && <Pill tone="neutral">{t(`obstacle.${obstacle}`)}</Pill>}
        {notes.map((note) => (
          <Pill key={note} tone="caution">
            {t(`note.${note}`)}
          </Pill>
        ))}
      </label>
      <span className={styles.score} title={t('choose.score.hint')}>
        {t('choose.score', { score })}
      </span>
      <span data-why="">
        {reasons.map((reason, i) => (
          <span key={i}>
            <b>{t(`reason.${reason.kind}`)}</b>
            <ReasonText reason={reason} t={t} />
          </span>
        ))}
        {reasons.length === 0 && t('choose.noReasons')}
      </span>
    </div>
  );
}
