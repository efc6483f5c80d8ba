import type { ReactNode } from 'react';
import type { T } from '#app/i18n/use-t.ts';
import { Icon, Monogram, Pill, type IconName } from '#app/ui/index.ts';
import type { CandidateView } from './candidate-view.ts';
import { ReasonText } from './reasons-list.tsx';
import styles from './candidates.module.css';

type Words = T<'referrals'>;

/** One hospital with all that speaks for and against asking it; a box to choose it where it can be asked. */
export function CandidateLine({
  candidate,
  onChange,
  t,
}: {
  candidate: CandidateView;
  onChange?: (on: boolean) => void;
  t: Words;
}) {
  const { orgId, name, city, obstacles, score } = candidate;
  const id = `c-${orgId}`;
  const head = (
    <>
      <Monogram text={candidate.monogram} hue={candidate.hue} size={22} />
      <span lang={name.lang}>{name.text}</span>
      <small>{city}</small>
    </>
  );
  return (
    <li className={styles.candidate}>
      {obstacles.length === 0 ? (
        <>
          <input
            type="checkbox"
            id={id}
            name="orgIds"
            value={orgId}
            onChange={(event) => onChange?.(event.currentTarget.checked)}
          />
          <label htmlFor={id}>{head}</label>
          <span className={styles.score} title={t('choose.score.hint')}>
            {t('choose.score', { score })}
          </span>
        </>
      ) : (
        <span className={styles.name}>{head}</span>
      )}
      <div className={styles.why}>
        {obstacles.map((obstacle, i) => (
          <ObstacleLine key={i} obstacle={obstacle} t={t} />
        ))}
        {obstacles.length === 0 && <Reasons candidate={candidate} t={t} />}
      </div>
    </li>
  );
}

/** What speaks for a hospital that can be asked, what against, and what nobody knows of it. */
function Reasons({ candidate, t }: { candidate: CandidateView; t: Words }) {
  const { parts, doubts, unknown } = candidate;
  return (
    <>
      <Why icon="circle-check" tone="for" title={t('why.for')}>
        {parts.map(({ reason, points }, i) => (
          <li key={i}>
            <b>{t(`reason.${reason.kind}`)}</b>
            <span>
              <ReasonText reason={reason} t={t} />
            </span>
            <i>{t('why.points', { points })}</i>
          </li>
        ))}
      </Why>
      <Why icon="circle-alert" tone="against" title={t('why.against')}>
        {doubts.map((doubt, i) => (
          <li key={i}>
            <span>{doubtText(doubt, t)}</span>
            {doubt.cost > 0 && <i>{t('why.cost', { points: doubt.cost })}</i>}
          </li>
        ))}
      </Why>
      <Why icon="circle-help" tone="unknown" title={t('why.unknown')}>
        {unknown.map((each, i) => (
          <li key={i}>
            <span>{unknownText(each, t)}</span>
          </li>
        ))}
      </Why>
    </>
  );
}

/** What speaks one way, under one sign; nothing where nothing does. */
function Why({
  icon,
  tone,
  title,
  children,
}: {
  icon: IconName;
  tone: 'for' | 'against' | 'unknown';
  title: string;
  children: ReactNode[];
}) {
  if (children.length === 0) return null;
  return (
    <div className={styles.side} data-tone={tone}>
      <Icon name={icon} size={16} label={title} />
      <ul role="list">{children}</ul>
    </div>
  );
}

function ObstacleLine({ obstacle, t }: { obstacle: CandidateView['obstacles'][number]; t: Words }) {
  const { kind, day, code, standing, evidence } = obstacle;
  const detail =
    kind === 'paused' && day
      ? t('obstacle.until', { day })
      : (kind === 'certificationMissing' || kind === 'standingLapsed') && day
        ? t('obstacle.ranOut', { day })
        : null;
  return (
    <span className={styles.obstacle}>
      <Pill tone="neutral">
        {kind === 'standingLapsed'
          ? t('obstacle.standingLapsed', { what: t(`standing.${standing!}`) })
          : t(`obstacle.${kind}`, { code })}
      </Pill>
      {detail && <span>{detail}</span>}
      {evidence && <span lang={evidence.lang}>{evidence.text}</span>}
    </span>
  );
}

function doubtText({ kind, code, day }: CandidateView['doubts'][number], t: Words): string {
  if (kind === 'limited') return day ? t('doubt.limitedUntil', { day }) : t('doubt.limited');
  if (kind === 'certificationLapsed') return t('doubt.certificationLapsed', { code, day: day! });
  return t(`doubt.${kind}`);
}

function unknownText({ kind, of, day }: CandidateView['unknown'][number], t: Words): string {
  if (kind === 'capacity') {
    return day ? t('unknown.capacitySince', { day }) : t('unknown.capacity');
  }
  if (kind === 'old') return t('unknown.old', { what: t(`reason.${of!}`), day: day! });
  if (kind === 'unchecked') return t('unknown.unchecked', { what: t(`reason.${of!}`) });
  return t(`unknown.${kind}`);
}
