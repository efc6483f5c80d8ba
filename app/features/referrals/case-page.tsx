import { Outlet, useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';
import { call } from '#app/realtime/connection.ts';
import { useChannel } from '#app/realtime/use-channel.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { AppointmentPanel } from '#app/features/appointments/appointment-panel.tsx';
import { isTalk, ThreadPanel } from '#app/features/case-thread/thread-panel.tsx';
import { SummaryPanel } from '#app/features/summaries/summary-panel.tsx';
import { OpinionPanel } from '#app/features/opinions/opinion-panel.tsx';
import { EstimatePanel } from '#app/features/estimates/estimate-panel.tsx';
import { EmergencyBanner } from '#app/features/privacy/emergency-banner.tsx';
import { StatusPanel } from '#app/features/status-page/status-panel.tsx';
import { VisaPanel } from '#app/features/visa/visa-panel.tsx';
import type { T } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  DetailColumns,
  EmptyState,
  FactsList,
  FactsSection,
  Monogram,
  Notice,
  Page,
  PageHead,
} from '#app/ui/index.ts';
import { BEFORE_ASKING, DONE } from '#server/referrals/plain.ts';
import { casePath, displayCode } from './addresses.ts';
import { isBlank } from './blank.ts';
import { AnswerClock } from './answer-clock.tsx';
import { answersTo, CaseActs, NextStep } from './case-acts.tsx';
import type { CaseData } from './case-data.ts';
import { CaseTimeline } from './case-timeline.tsx';
import { ClinicalPanel } from './clinical-panel.tsx';
import { ConsentPanel } from './consent/consent-panel.tsx';
import { HospitalPanel } from './hospital-panel.tsx';
import { IdentityPanel } from './identity-panel.tsx';
import { DoublesPanel } from './intake/doubles-panel.tsx';
import { KeyFacts } from './key-facts.tsx';
import { CaseWay, Ladder } from './ladder.tsx';
import { OffersPanel } from './offers-panel.tsx';
import { OpenPanel } from './open-panel.tsx';
import { QuestionsPanel } from './questions-panel.tsx';
import styles from './referrals.module.css';
import { StatePill } from './state-pill.tsx';
import { ChainFacts, StayPanel } from './stay-panel.tsx';
import { useCaseTrail } from './use-case-trail.ts';
import type { ClinicalView, IdentityView } from './view.ts';

type Props = { of: CaseData; t: T<'referrals'>; format: Format };

/** A case for those who carry it: sender, officer, the hospital that has it; for others where it stands. */
export function CasePage({ of, t, format }: Props) {
  const { meta, teaser, side } = of;
  const request = teaser?.request.text;
  useMarkSeen(meta.code);
  return (
    <Page>
      {of.channel && <LiveCase channel={of.channel} />}
      {of.emergency && <EmergencyBanner code={meta.code} of={of.emergency} format={format} />}
      {of.keeps && (
        <Notice tone="caution" title={t('keeps.title')}>
          {t('keeps.case')}
        </Notice>
      )}
      <PageHead
        trail={[...useCaseTrail(), { label: t(`side.${side}`), to: casePath(meta.code) }]}
        title={
          meta.specialty && request
            ? t('case.title', { specialty: meta.specialty, request })
            : meta.specialty || request || t('list.unnamed')
        }
        state={<StatePill state={meta.state} t={t} />}
        facts={[
          displayCode(meta.code),
          t('urgency.fact', { urgency: t(`urgency.${meta.urgency}`) }),
          ...(meta.outcome ? [t(`outcome.${meta.outcome}`)] : []),
        ]}
        acts={<CaseActs of={of} t={t} />}
      />
      {side === 'accepted' ? (
        <Ladder stage={meta.state === 'closed' ? 'after' : 'identified'} t={t} />
      ) : (
        <CaseWay state={meta.state} t={t} />
      )}
      <NextStep of={of} t={t} />
      <DetailColumns
        main={<Panels of={of} t={t} format={format} />}
        facts={<Facts of={of} t={t} format={format} />}
      />
      <Outlet />
    </Page>
  );
}

function Panels({ of, t, format }: Props) {
  const { teaser, clinical, rights, side, meta } = of;
  // Said for one part, it holds for the other without reading the page again.
  const [said, setSaid] = useState(false);
  const onOpened = useCallback(() => setSaid(true), []);
  const askReason = of.askReason && !said;
  return (
    <>
      {of.doubles.length > 0 && (
        <DoublesPanel
          doubles={of.doubles}
          code={meta.code}
          judges={side === 'officer'}
          t={t}
          format={format}
        />
      )}
      {of.offers && of.offers.length > 0 && (
        <OffersPanel offers={of.offers} t={t} format={format} />
      )}
      {of.thread && of.channel && (
        <ThreadPanel code={meta.code} channelId={of.channel.id} of={of.thread} format={format} />
      )}
      {of.opinion && <OpinionPanel of={of.opinion} format={format} />}
      {of.summary && <SummaryPanel of={of.summary} format={format} />}
      {of.estimates && <EstimatePanel of={of.estimates} side={side} format={format} />}
      {of.appointments && (
        <AppointmentPanel
          of={of.appointments}
          side={side}
          senderZone={of.opinion?.zones.sender ?? null}
          given={of.opinion?.opinion?.state === 'held'}
          over={DONE.includes(meta.state)}
          format={format}
        />
      )}
      {of.reports && of.reports.owed > 0 && (
        <Notice
          tone={side === 'guarantor' ? 'caution' : 'info'}
          title={t('visaReports.owed', { count: of.reports.owed })}
          act={
            <ButtonLink small to={casePath(meta.code, 'visa', 'reports')}>
              {t('visaReports.open')}
            </ButtonLink>
          }
        />
      )}
      {of.visa && <VisaPanel of={of.visa} format={format} />}
      {of.statusPage && <StatusPanel of={of.statusPage} format={format} />}
      {isBlank(of) && (
        <EmptyState
          title={t('draft.blank')}
          act={
            of.rights.edit && (
              <ButtonLink icon="pencil" to={casePath(meta.code, 'edit', 'patient')}>
                {t('draft.begin')}
              </ButtonLink>
            )
          }
        >
          {t('draft.blank.text')}
        </EmptyState>
      )}
      {isBlank(of, 'facts') ? null : teaser ? (
        <KeyFacts teaser={teaser} withheld={!rights.identity} t={t} format={format} />
      ) : (
        <p className={styles.hint}>{t('case.metaOnly')}</p>
      )}
      {rights.identity && !isBlank(of, 'identity') && (
        <OpenPanel<IdentityView>
          part="identity"
          action={casePath(meta.code, 'identity')}
          askReason={askReason}
          onOpened={onOpened}
          t={t}
        >
          {(identity) => <IdentityPanel identity={identity} t={t} format={format} />}
        </OpenPanel>
      )}
      {isBlank(of, 'clinical') ? null : clinical ? (
        <ClinicalPanel clinical={clinical} t={t} format={format} />
      ) : (
        rights.clinical && (
          <OpenPanel<ClinicalView>
            part="clinical"
            action={casePath(meta.code, 'clinical')}
            askReason={askReason}
            onOpened={onOpened}
            t={t}
          >
            {(view) => <ClinicalPanel clinical={view} t={t} format={format} />}
          </OpenPanel>
        )
      )}
      {of.hospital && <HospitalPanel of={of} t={t} format={format} />}
      {of.stay && <StayPanel stay={of.stay} t={t} format={format} />}
      {(of.questions.length > 0 || of.rights.ask) && (
        <QuestionsPanel
          questions={of.questions}
          act={
            of.rights.ask &&
            !of.clock?.paused && (
              <ButtonLink to={casePath(meta.code, 'ask')} preventScrollReset>
                {t('act.askSender')}
              </ButtonLink>
            )
          }
          answerTo={(question) =>
            answersTo(of, question) ? casePath(meta.code, 'questions', question.id) : null
          }
          t={t}
          format={format}
        />
      )}
      {of.consent && <ConsentPanel of={of} t={t} format={format} />}
    </>
  );
}

function Facts({ of, t, format }: Props) {
  const { clock, partner, officer, offered, meta, side } = of;
  return (
    <>
      {clock && (
        <FactsSection title={t(meta.state === 'broadcasting' ? 'clock.label' : 'clock.intake')}>
          <AnswerClock clock={clock} format={format} t={t} quiet />
        </FactsSection>
      )}
      <FactsSection title={t('case.circle')}>
        <FactsList
          facts={[
            ...(partner
              ? [
                  {
                    label: t('list.from'),
                    value: (
                      <span className={styles.mark}>
                        <Monogram text={partner.monogram} hue={partner.hue} size={20} />
                        <span lang={partner.name.lang}>{partner.name.text}</span>
                      </span>
                    ),
                  },
                ]
              : []),
            {
              label: t('officer'),
              value: officer ? <span lang={officer.lang}>{officer.name}</span> : t('officer.none'),
            },
            ...(offered
              ? [{ label: t('case.offered'), value: t('case.offeredTo', { count: offered }) }]
              : []),
            ...(of.answers && meta.state === 'broadcasting'
              ? [{ label: t('case.answers'), value: t('answers.counts', of.answers) }]
              : []),
            // Before hospitals are asked it is not settled how the case is decided.
            ...(side === 'accepted' || BEFORE_ASKING.some((state) => state === meta.state)
              ? []
              : [{ label: t('case.mode'), value: t(`mode.${meta.mode}`) }]),
          ]}
        />
      </FactsSection>
      {of.chain && <ChainFacts chain={of.chain} t={t} />}
      {of.erasesAt && (
        <FactsSection title={t('case.kept')}>
          <p>
            {t(of.consent?.withdrawnAt ? 'case.kept.withdrawn' : 'case.kept.until', {
              day: format.date(of.erasesAt),
            })}
          </p>
        </FactsSection>
      )}
      {of.rights.accessLog && (
        <FactsSection title={t('case.seen')}>
          <ButtonLink small icon="eye" to={casePath(meta.code, 'access')}>
            {t('case.seen.open')}
          </ButtonLink>
        </FactsSection>
      )}
      <CaseTimeline entries={of.timeline} now={of.now} t={t} format={format} />
    </>
  );
}

function LiveCase({ channel }: { channel: { id: string; asOf: number } }) {
  const { revalidate } = useRevalidator();
  useChannel('case', channel.id, channel.asOf, {
    apply: (events) => {
      if (!events.every(({ type }) => isTalk(type))) revalidate();
    },
    resync: () => revalidate(),
    closed: () => revalidate(),
  });
  return null;
}

/** Remembers that this person has looked, for "changed since you looked". */
function useMarkSeen(code: string) {
  useEffect(() => {
    void call('referrals.markSeen', { code });
  }, [code]);
}
