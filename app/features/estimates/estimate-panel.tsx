import { useT, type T } from '#app/i18n/use-t.ts';
import { casePath } from '#app/features/referrals/addresses.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { ButtonLink, EmptyState, FactsList, Panel, Pill } from '#app/ui/index.ts';
import styles from './estimates.module.css';
import { TONES, yen, yenRange, type EstimatesView, type VersionView } from './view.ts';

type Props = { of: EstimatesView; side: string; format: Format };

/** The estimate of a case on its page: the version that matters now, the deposit, what can be done. */
export function EstimatePanel({ of, side, format }: Props) {
  const t = useT('estimates');
  const shown =
    of.versions.find(({ id }) => id === of.current) ??
    of.versions.find(({ purpose }) => purpose === of.purpose);
  const begun = of.versions.some(({ state }) => state === 'draft');
  const write = of.rights.write && (
    <ButtonLink to={casePath(of.code, 'estimate', 'edit')}>
      {t(begun ? 'goOn' : of.versions.length > 0 ? 'rewrite' : 'write')}
    </ButtonLink>
  );
  if (!shown) {
    return (
      <Panel title={t(of.purpose === 'opinion' ? 'title.opinion' : 'title')}>
        <EmptyState title={t(side === 'partner' ? 'none.partner' : 'none')} act={write}>
          {t(of.purpose === 'opinion' ? 'none.hint.opinion' : 'none.hint')}
        </EmptyState>
      </Panel>
    );
  }
  const waits = of.rights.answer;
  return (
    <Panel
      title={t(shown.purpose === 'opinion' ? 'title.opinion' : 'title')}
      mark={<Pill tone={TONES[shown.state]}>{t(`state.${shown.state}`)}</Pill>}
      note={t('version', { number: shown.number })}
    >
      <div className={styles.stack}>
        <FactsList layout="columns" facts={factsOf(shown, of, t, format)} />
        <p className={styles.acts}>
          {of.rights.lines && (
            <ButtonLink
              tone={waits ? 'primary' : 'secondary'}
              to={`${casePath(of.code, 'estimate')}?version=${shown.number}`}
            >
              {t('open')}
            </ButtonLink>
          )}
          {write}
        </p>
      </div>
    </Panel>
  );
}

function factsOf(shown: VersionView, of: EstimatesView, t: T<'estimates'>, format: Format) {
  return [
    {
      label: t('total'),
      value: (
        <span className={styles.sum}>
          {yenRange({ low: shown.lowYen, high: shown.highYen }, format)}
        </span>
      ),
    },
    { label: t('validUntil'), value: format.calendarDate(shown.validUntil) },
    { label: t('deposit'), value: depositText(shown, of, t, format) },
    ...(shown.answerReason
      ? [
          {
            label: t('decline.reason'),
            value: t(`reason.${shown.answerReason}` as 'reason.other'),
          },
        ]
      : []),
  ];
}

/** What is asked, and once the estimate is accepted what is there. */
export function depositText(
  shown: VersionView,
  { deposit }: EstimatesView,
  t: T<'estimates'>,
  format: Format,
): string {
  if (shown.depositYen === 0) return t('deposit.none');
  if (!deposit || shown.state !== 'accepted') {
    return t('deposit.asked', { amount: yen(shown.depositYen, format) });
  }
  if (deposit.waived) return t('deposit.waived');
  return t('deposit.paid', {
    paid: yen(deposit.paidYen, format),
    asked: yen(deposit.askedYen, format),
  });
}
