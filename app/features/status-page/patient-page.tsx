import { Form } from '@remix-run/react';
import { useEffect, useState, type ReactNode } from 'react';
import { LabelText } from '#app/i18n/label-text.tsx';
import type { Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import { formatFor, type Format } from '#server/platform/i18n/format.ts';
import { VISIT_MINUTES } from '#server/status-page/plain.ts';
import { Icon, Pill, Submit, Time } from '#app/ui/index.ts';
import styles from './patient-page.module.css';
import type { Shown } from './view.ts';

const JAPAN = 'Asia/Tokyo';
type Props = { of: Shown; lang: Lang; t: T<'patientPage'>; format: Format };

/** Where a case stands, in the words of whom it is about. */
export function PatientPage({ of, lang, t, format }: Props) {
  return (
    <>
      <section className={styles.now}>
        <p className={styles.where}>{t(`now.${of.now}`)}</p>
        <h2>{t('next')}</h2>
        <p>{t(`next.${of.now}`)}</p>
        {of.by && <p className={styles.by}>{t('by', { who: t(`who.${of.by}`) })}</p>}
        <p className={styles.asOf}>{t('asOf', { when: format.dateTime(of.asOf, JAPAN) })}</p>
      </section>
      {of.stages.length > 0 && <Stages of={of} t={t} />}
      <Dates of={of} lang={lang} t={t} format={format} />
      {of.visa && <Papers visa={of.visa} t={t} />}
      <Coordinator of={of} lang={lang} t={t} />
      <Form method="post" className={styles.leave}>
        <Submit tone="secondary" name="act" value="leave">
          {t('leave')}
        </Submit>
        <p>{t('foot', { count: VISIT_MINUTES })}</p>
      </Form>
    </>
  );
}

function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <header>
        <h2>{title}</h2>
        {note && <span>{note}</span>}
      </header>
      {children}
    </section>
  );
}

function Stages({ of, t }: Pick<Props, 'of' | 't'>) {
  return (
    <Section title={t('way')}>
      <ol role="list" className={styles.stages}>
        {of.stages.map(({ stage, state }) => (
          <li
            key={stage}
            data-state={state}
            aria-current={state === 'current' ? 'step' : undefined}
          >
            <span className={styles.dot} aria-hidden>
              {state === 'done' && <Icon name="check" size={16} />}
            </span>
            <strong>{t(`stage.${stage}`)}</strong>
            <span className={styles.stageState}>{t(`step.${state}`)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Dates({ of, lang, t, format }: Props) {
  const own = useOwnFormat(lang);
  const { stay, visa, times, hospital } = of;
  const accepted = of.stages.some(({ stage, state }) => stage === 'accepted' && state !== 'ahead');
  const day = (on: string) => format.calendarDay(on);
  const travels = visa && of.now !== 'closed';
  return (
    <Section title={t('dates')}>
      <dl className={styles.facts}>
        {accepted && (
          <div>
            <dt>{t('hospital')}</dt>
            <dd>{hospital ? <LabelText of={hospital} lang={lang} /> : t('hospital.later')}</dd>
          </div>
        )}
        {stay && (
          <div>
            <dt>{t('stay')}</dt>
            <dd>
              {stay.to
                ? t('stay.span', { from: day(stay.from), to: day(stay.to) })
                : t('stay.from', { from: day(stay.from) })}
            </dd>
          </div>
        )}
        {travels && (
          <div>
            <dt>{t('travel')}</dt>
            <dd>{t('travel.span', { from: day(visa.arrivesOn), to: day(visa.leavesOn) })}</dd>
          </div>
        )}
        {times.map((time) => (
          <div key={`${time.at} ${time.kind}`}>
            <dt>
              {t(time.kind === 'followUp' ? `time.followUp.${time.mode}` : `time.${time.kind}`)}
              {time.at < of.asOf && <Pill>{t('time.past')}</Pill>}
            </dt>
            <dd>
              <Time at={time.at} format={format} zone={JAPAN} own={false} />
              <small> {t('time.japan')}</small>
              {own?.ownTime(time.at, JAPAN) && (
                <span className={styles.ownTime}>
                  <Time at={time.at} format={own} />
                  <small> {t('time.own')}</small>
                </span>
              )}
              <small className={styles.length}>{t('time.length', { count: time.minutes })}</small>
            </dd>
          </div>
        ))}
      </dl>
      {!stay && !travels && times.length === 0 && <p className={styles.quiet}>{t('dates.none')}</p>}
    </Section>
  );
}

/** In the zone that this browser is set to, once it has said so: the forum knows nobody's here. */
function useOwnFormat(lang: Lang): Format | null {
  const [zone, setZone] = useState<string | null>(null);
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return zone ? formatFor(lang, zone) : null;
}

function Papers({ visa, t }: { visa: NonNullable<Shown['visa']>; t: T<'patientPage'> }) {
  const done = visa.items.filter(({ state }) => state === 'brought').length;
  return (
    <Section title={t('papers')} note={t('papers.count', { done, all: visa.items.length })}>
      {!visa.needed && <p className={styles.quiet}>{t('papers.free')}</p>}
      <ul role="list" className={styles.papers}>
        {visa.items.map(({ item, by, state }) => (
          <li key={item}>
            <span>
              {t(`item.${item}`)}
              <small>{t(`from.${by}`)}</small>
            </span>
            <Pill tone={state === 'brought' ? 'good' : 'neutral'}>
              {t(state === 'brought' ? 'paper.brought' : 'paper.open')}
            </Pill>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Coordinator({ of, lang, t }: Pick<Props, 'of' | 'lang' | 't'>) {
  return (
    <Section title={t('contact')}>
      <p className={styles.who}>
        <LabelText of={of.coordinator} lang={lang} />
      </p>
      <p className={styles.words} dir="auto">
        {of.contact}
      </p>
    </Section>
  );
}
