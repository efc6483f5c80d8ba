import type { T } from '#app/i18n/use-t.ts';
import { FactsList, type Fact } from '#app/ui/index.ts';
import styles from './referrals.module.css';
import type { ReasonView } from './view.ts';

/** Why a hospital was chosen, on its own profile's words. */
export function ReasonsList({ reasons, t }: { reasons: readonly ReasonView[]; t: T<'referrals'> }) {
  const kinds = [...new Set(reasons.map(({ kind }) => kind))];
  const facts: Fact[] = kinds.map((kind) => ({
    label: t(`reason.${kind}`),
    value: reasons
      .filter((reason) => reason.kind === kind)
      .map((reason, i) => (
        <span key={i} className={styles.line}>
          <ReasonText reason={reason} t={t} />
        </span>
      )),
  }));
  return <FactsList facts={facts} />;
}

export function ReasonText({ reason, t }: { reason: ReasonView; t: T<'referrals'> }) {
  if (reason.kind === 'department') {
    const { specialty, cases, capacity } = reason;
    return (
      <>
        {specialty}
        {cases !== null && ` ${t('reason.cases', { cases })}`}
        {capacity === 'limited' && ` ${t('reason.limited')}`}
        {capacity === 'unconfirmed' && ` ${t('reason.unconfirmed')}`}
      </>
    );
  }
  if (reason.kind === 'certification') {
    return (
      <>
        {reason.name}
        {reason.validTo && `　${t('reason.validTo', { month: reason.validTo })}`}
      </>
    );
  }
  const { name, evidence } = reason;
  return evidence?.text ? <span lang={evidence.lang}>{evidence.text}</span> : <>{name}</>;
}
