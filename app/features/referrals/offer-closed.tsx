import { Outlet } from '@remix-run/react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  FactsList,
  Notice,
  Page,
  PageHead,
  Panel,
  Time,
  type Fact,
} from '#app/ui/index.ts';
import { displayCode, offerPath } from './addresses.ts';
import { priceRange } from './price.ts';
import type { OfferData } from './offer-data.ts';
import styles from './referrals.module.css';
import { StatusPill } from './state-pill.tsx';
import { useCaseTrail } from './use-case-trail.ts';

type Own = OfferData['own'];

const CLOSED_AS = {
  declined: ['closed.declined', 'closed.declined.text'],
  backup: ['closed.backup', 'closed.backup.text'],
  released: ['closed.released', 'closed.released.text'],
  noConsent: ['closed.noConsent', 'closed.noConsent.text'],
  closed: ['closed.notice', 'closed.text'],
} as const;
/** Where it is more than a request that has ended. */
const TITLES: Partial<Record<keyof typeof CLOSED_AS, 'closed.backup' | 'offer.tab'>> = {
  backup: 'closed.backup',
  noConsent: 'offer.tab',
};

/** All that is left with a hospital of a case that is closed to it: its own answer and its own times. */
export function OfferClosed({
  offer,
  t,
  format,
}: {
  offer: OfferData;
  t: T<'referrals'>;
  format: Format;
}) {
  const { own, givesBack } = offer;
  const why = CLOSED_AS[closedAs(offer)];
  return (
    <Page width="reading">
      <PageHead
        trail={useCaseTrail()}
        title={t(TITLES[closedAs(offer)] ?? 'closed.title')}
        state={<StatusPill status={own.status} t={t} />}
        facts={[displayCode(own.code)]}
      />
      <div className={styles.closed}>
        <div role="status">
          <Notice tone="info" title={t(why[0])}>
            {t(why[1])}
            {givesBack !== null && (
              <>
                <br />
                {t('closed.noConsent.giveBack')}
              </>
            )}
          </Notice>
        </div>
        <Panel title={t('closed.own')} note={t('answer.private')}>
          <FactsList facts={ownFacts(own, t, format)} />
        </Panel>
        <p className={styles.acts}>
          {givesBack !== null && (
            <ButtonLink
              to={offerPath(offer.offerId, 'release')}
              icon="undo-2"
              tone="danger"
              preventScrollReset
            >
              {t('act.release')}
            </ButtonLink>
          )}
          <ButtonLink to="/referrals" icon="arrow-left">
            {t('closed.back')}
          </ButtonLink>
        </p>
      </div>
      <Outlet />
    </Page>
  );
}

function closedAs({ own, withoutConsent }: OfferData): keyof typeof CLOSED_AS {
  if (withoutConsent) return 'noConsent';
  return own.status in CLOSED_AS ? (own.status as keyof typeof CLOSED_AS) : 'closed';
}

function ownFacts(own: Own, t: T<'referrals'>, format: Format): Fact[] {
  const times = (
    [
      ['closed.sentAt', own.sentAt],
      ['closed.viewedAt', own.viewedAt],
      ['closed.answeredAt', own.answeredAt],
      ['closed.closedAt', own.closedAt],
    ] as const
  ).flatMap(([key, at]) =>
    at ? [{ label: t(key), value: <Time at={at} format={format} /> }] : [],
  );
  const { answer } = own;
  const day = format.calendarDate;
  if (!answer) return times;
  if ('reason' in answer) {
    return [
      ...times,
      { label: t('decline.reason'), value: t(`decline.${answer.reason}`) },
      ...(answer.comment ? [{ label: t('decline.comment'), value: answer.comment }] : []),
    ];
  }
  return [
    ...times,
    { label: t('answer.department'), value: answer.department },
    ...('physician' in answer
      ? [{ label: t('answer.physician'), value: answer.physician }]
      : [
          { label: t('answer.price'), value: priceRange(answer, format) },
          { label: t('answer.validUntil'), value: day(answer.validUntil) },
        ]),
    { label: t('answer.earliestOn'), value: day(answer.earliestOn) },
  ];
}
