import { Form, Outlet, useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { call } from '#app/realtime/connection.ts';
import { useChannel } from '#app/realtime/use-channel.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { ReleasedPapers } from '#app/features/papers/released-papers.tsx';
import { useT, type T } from '#app/i18n/use-t.ts';
import {
  Button,
  ButtonLink,
  DetailColumns,
  FactsSection,
  Notice,
  Page,
  PageHead,
  Panel,
  type FormState,
} from '#app/ui/index.ts';
import { displayCode, offerPath } from './addresses.ts';
import { AnswerClock } from './answer-clock.tsx';
import { ANSWER_FORM, AnswerForm } from './answer-form.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { ClinicalPanel } from './clinical-panel.tsx';
import { KeyFacts } from './key-facts.tsx';
import { Ladder } from './ladder.tsx';
import { LapsedNotice } from './lapsed-notice.tsx';
import { OfferClosed } from './offer-closed.tsx';
import type { AskedData, OfferData } from './offer-data.ts';
import { QuestionsPanel } from './questions-panel.tsx';
import { ReasonsList } from './reasons-list.tsx';
import styles from './referrals.module.css';
import { StatusPill } from './state-pill.tsx';
import { WILLING_FORM, WillingForm } from './willing-form.tsx';
import { useCaseTrail } from './use-case-trail.ts';

type Props = { offer: OfferData; state: FormState; t: T<'referrals'>; format: Format };

/** What a hospital is asked: the de-identified case, why it was chosen, how long it has, its answer. */
export function OfferPage({ offer, state, t, format }: Props) {
  return offer.asked ? (
    <OpenOffer offer={offer} asked={offer.asked} state={state} t={t} format={format} />
  ) : (
    <OfferClosed offer={offer} t={t} format={format} />
  );
}

function OpenOffer({ offer, asked, state, t, format }: Props & { asked: AskedData }) {
  const { teaser, clock } = asked;
  const p = useT('papers');
  const o = useT('opinions');
  useLiveOffer(offer, asked.asOf);
  useMarkViewed(offer);
  return (
    <Page>
      <PageHead
        trail={[...useCaseTrail(), { label: t('offer.trail'), to: offerPath(offer.offerId) }]}
        title={t('offer.title', { specialty: teaser.specialty.text, request: teaser.request.text })}
        state={<StatusPill status={offer.own.status} t={t} />}
        facts={[
          displayCode(offer.own.code),
          t('urgency.fact', { urgency: t(`urgency.${teaser.urgency}`) }),
        ]}
        acts={
          <span className={`${styles.acts} ${styles.wideOnly}`}>
            <Acts offer={offer} asked={asked} t={t} />
          </span>
        }
      />
      <Ladder stage={asked.clinical ? 'clinical' : 'teaser'} t={t} />
      {clock && (
        <div className={styles.phoneOnly}>
          <AnswerClock clock={clock} format={format} t={t} />
        </div>
      )}
      {offer.aim && (
        <Notice tone="info" title={o(`offer.${offer.aim}`)}>
          {o('offer.text')}
        </Notice>
      )}
      {asked.chosen && (
        <Notice tone="good" title={t('offer.chosen')}>
          {t('offer.chosen.text')}
        </Notice>
      )}
      <LapsedNotice lapsed={asked.lapsed} where="offer" t={t} format={format} />
      {!asked.inTime && asked.actions.length > 0 && offer.own.status !== 'willing' && (
        <Notice tone="caution" title={t('offer.tooLate')} />
      )}
      {!asked.consented && asked.mode === 'FIRST_ACCEPT' && (
        <Notice tone="caution" title={t('offer.noConsent')} />
      )}
      <div className={styles.withBar}>
        <DetailColumns
          main={
            <>
              <KeyFacts teaser={teaser} withheld t={t} format={format} />
              {asked.clinical ? (
                <ClinicalPanel clinical={asked.clinical} t={t} format={format} />
              ) : (
                <ClinicalAhead offer={offer} asked={asked} t={t} />
              )}
              <ReleasedPapers papers={asked.papers} offerId={offer.offerId} t={p} />
              <AnswerForm offer={offer} asked={asked} t={t} />
              <WillingForm offer={offer} asked={asked} state={state} t={t} format={format} />
              <QuestionsPanel
                questions={asked.questions}
                note={t('questions.note.offer')}
                act={
                  <ButtonLink to={offerPath(offer.offerId, 'ask')} preventScrollReset>
                    {t('act.ask')}
                  </ButtonLink>
                }
                t={t}
                format={format}
              />
            </>
          }
          facts={
            <>
              {clock && (
                <div className={styles.wideOnly}>
                  <FactsSection title={t(asked.chosen ? 'clock.confirm' : 'clock.label')}>
                    <AnswerClock clock={clock} format={format} t={t} />
                  </FactsSection>
                </div>
              )}
              <FactsSection title={t('reasons.title')}>
                <ReasonsList reasons={asked.reasons} t={t} />
              </FactsSection>
              <CaseTimeline
                entries={asked.timeline}
                now={offer.now}
                waiting
                t={t}
                format={format}
              />
              <FactsSection title={t('reading.title')}>
                <p className={styles.hint}>{t('reading.text')}</p>
              </FactsSection>
            </>
          }
        />
      </div>
      <div className={styles.bar}>
        <Acts offer={offer} asked={asked} t={t} short />
      </div>
      <Outlet />
    </Page>
  );
}

/** What can be answered. The main act sends the answer's form, wherever the button stands. */
function Acts({
  offer,
  asked,
  t,
  short,
}: {
  offer: OfferData;
  asked: AskedData;
  t: T<'referrals'>;
  short?: boolean;
}) {
  return (
    <>
      {asked.actions.includes('decline') && (
        <ButtonLink to={offerPath(offer.offerId, 'decline')} preventScrollReset>
          {t(short ? 'act.decline.short' : 'act.decline')}
        </ButtonLink>
      )}
      {asked.actions.includes('answer') && (
        <span>
          <Button
            type="submit"
            form={WILLING_FORM}
            tone="primary"
            disabled={!asked.inTime && offer.own.status !== 'willing'}
          >
            {t(offer.own.status === 'willing' ? 'act.changeAnswer' : 'act.answer')}
          </Button>
        </span>
      )}
      {(asked.actions.includes('accept') || asked.actions.includes('confirm')) && (
        <span>
          <Button
            type="submit"
            form={ANSWER_FORM}
            tone="primary"
            disabled={!asked.inTime || !asked.consented}
          >
            {t(asked.chosen ? 'act.confirm' : 'act.accept')}
          </Button>
        </span>
      )}
    </>
  );
}

/** The clinical summary opens when the hospital says it is interested. */
function ClinicalAhead({
  offer,
  asked,
  t,
}: {
  offer: OfferData;
  asked: AskedData;
  t: T<'referrals'>;
}) {
  return (
    <Panel title={t('clinical.title')}>
      <Form
        method="post"
        action={offerPath(offer.offerId, 'interest')}
        preventScrollReset
        className={styles.opening}
      >
        <p>{t('clinical.ahead')}</p>
        <input type="hidden" name="version" value={offer.version} />
        <div>
          <Button
            type="submit"
            icon="stethoscope"
            disabled={!asked.actions.includes('showInterest') || !asked.inTime || !asked.consented}
          >
            {t('act.showInterest')}
          </Button>
        </div>
        <p className={styles.hint}>{t('clinical.ahead.hint')}</p>
      </Form>
    </Panel>
  );
}

/** The page is read again when the offer moves, and at once when it closes. */
function useLiveOffer({ offerId }: OfferData, asOf: number) {
  const { revalidate } = useRevalidator();
  useChannel('offer', offerId, asOf, {
    apply: () => revalidate(),
    resync: () => revalidate(),
    closed: () => revalidate(),
  });
}

/** The secretariat sees that the offer was looked at: once per page, when it is really on screen. */
function useMarkViewed({ offerId }: OfferData) {
  const marked = useRef('');
  useEffect(() => {
    if (marked.current === offerId) return;
    marked.current = offerId;
    void call('referrals.markViewed', { offerId });
  }, [offerId]);
}
