import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Monogram, Panel, Pill, Table, type PillTone } from '#app/ui/index.ts';
import type { CaseData } from './case-data.ts';
import { priceRange } from './price.ts';
import styles from './referrals.module.css';
import { decisionWords } from './view.ts';

type Offer = NonNullable<CaseData['offers']>[number];

const TONES: Partial<Record<Offer['status'], PillTone>> = {
  interested: 'info',
  willing: 'info',
  chosen: 'waiting',
  backup: 'info',
  accepted: 'good',
  declined: 'caution',
};

/** How each hospital stands: for the officer alone. */
export function OffersPanel({
  offers,
  t,
  format,
}: {
  offers: readonly Offer[];
  t: T<'referrals'>;
  format: Format;
}) {
  return (
    <Panel title={t('offers.title')} note={t('offers.note')}>
      <Table
        caption={t('offers.title')}
        dense
        rows={offers}
        rowKey={({ offerId }) => offerId}
        columns={[
          {
            key: 'name',
            label: t('hospital.name'),
            heads: true,
            cell: (offer) => (
              <span className={styles.mark}>
                <Monogram text={offer.monogram} hue={offer.hue} size={20} />
                <span lang={offer.name.lang}>{offer.name.text}</span>
              </span>
            ),
          },
          {
            key: 'status',
            label: t('state'),
            cell: (offer) => (
              <Pill tone={TONES[offer.status] ?? 'neutral'}>
                {t(`offerStatus.${offer.status}`)}
              </Pill>
            ),
          },
          {
            key: 'when',
            label: t('offers.last'),
            cell: (offer) => {
              const at = offer.answeredAt ?? offer.viewedAt ?? offer.sentAt;
              return at ? (
                <time dateTime={at}>
                  {format.day(at)} {format.time(at)}
                </time>
              ) : null;
            },
          },
          {
            key: 'answer',
            label: t('offers.answer'),
            cell: (offer) => answerWords(offer, t, format),
          },
        ]}
      />
    </Panel>
  );
}

function answerWords({ answer }: Offer, t: T<'referrals'>, format: Format): string {
  if (!answer) return '—';
  if ('priceLow' in answer) return `${answer.department} ${priceRange(answer, format)}`;
  if (!('reason' in answer)) return `${answer.department} ${answer.physician}`;
  const reason = t(`decline.${answer.reason}`);
  const words = answer.comment
    ? t('answer.withComment', { reason, comment: answer.comment })
    : reason;
  if (!answer.decidedOn) return words;
  return t('answer.withDecision', { words, decided: decisionWords(answer, format) });
}
