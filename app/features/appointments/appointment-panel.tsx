import { useT, type T } from '#app/i18n/use-t.ts';
import { casePath } from '#app/features/referrals/addresses.ts';
import { BothTimes } from '#app/features/opinions/both-times.tsx';
import type { Format } from '#server/platform/i18n/format.ts';
import {
  ButtonLink,
  EmptyState,
  FactsList,
  Panel,
  Pill,
  Time,
  VisuallyHidden,
} from '#app/ui/index.ts';
import styles from './appointments.module.css';
import { JAPAN, type AppointmentsView, type AppointmentView } from './view.ts';

type Say = { t: T<'appointments'>; format: Format };

const TONES = {
  proposed: 'waiting',
  confirmed: 'good',
  cancelled: 'neutral',
  lapsed: 'neutral',
  held: 'good',
} as const;

/** The appointment of a case: what is proposed or confirmed, and what the reader can do about it. */
export function AppointmentPanel({
  of,
  side,
  senderZone,
  given,
  over,
  format,
}: {
  of: AppointmentsView;
  side: string;
  /** By which clock the sending side lives, for a meeting by video. */
  senderZone: string | null;
  /** A second opinion was given, and what becomes of the case is not decided: no time is waited for. */
  given: boolean;
  /** The case has ended: nothing is proposed or waited for any more. */
  over: boolean;
  format: Format;
}) {
  const t = useT('appointments');
  const [newest] = of.appointments;
  const open = newest && (newest.state === 'proposed' || newest.state === 'confirmed');
  const propose = of.rights.propose && (
    <ButtonLink to={casePath(of.code, 'appointment')}>{t('propose')}</ButtonLink>
  );
  if (!open && !of.rights.propose && !newest && (over || side !== 'partner')) return null;
  return (
    <Panel title={t(titleOf(of, open ? newest.kind : null))}>
      {open ? (
        <Open of={of} one={newest} side={side} senderZone={senderZone} t={t} format={format} />
      ) : (
        <div className={styles.stack}>
          {newest && <p className={styles.note}>{before(newest, t)}</p>}
          {(given || over) && !propose ? null : of.followUp ? (
            <EmptyState title={t('none.followUp')} act={propose}>
              {of.rights.propose && t('none.followUp.hint')}
            </EmptyState>
          ) : (
            <EmptyState
              title={t(side === 'partner' ? 'none.partner' : 'none.hospital')}
              act={propose}
            >
              {t(side === 'partner' ? 'none.partner.hint' : 'none.hint')}
            </EmptyState>
          )}
        </div>
      )}
    </Panel>
  );
}

/** What the panel is about: what stands open, else what can be proposed next. */
function titleOf({ followUp }: AppointmentsView, open: AppointmentView['kind'] | null) {
  if (open === 'followUp' || (open === null && followUp)) return 'title.followUp';
  return open === 'opinion' ? 'title.opinion' : 'title';
}

function before(one: AppointmentView, t: T<'appointments'>): string {
  if (one.state === 'held') return t(`before.held.${one.kind}`);
  if (one.state === 'lapsed') return t('before.lapsed');
  const reason = t(`reason.${one.cancelReason ?? 'other'}` as 'reason.other');
  return t('before.cancelled', { reason });
}

function Open({
  of,
  one,
  side,
  senderZone,
  t,
  format,
}: {
  of: AppointmentsView;
  one: AppointmentView;
  side: string;
  senderZone: string | null;
} & Say) {
  const online = one.mode === 'online';
  const byVideo = (one.kind === 'opinion' || online) && senderZone !== null;
  const confirmed = one.state === 'confirmed';
  const until = format.dateTime(one.heldUntil);
  return (
    <div className={styles.stack}>
      <p className={styles.state}>
        <Pill tone={TONES[one.state]}>{t(`state.${one.state}`)}</Pill>
        {!confirmed && (
          <span className={styles.note}>
            {t(of.rights.confirm ? 'held.partner' : 'held', { at: until })}
          </span>
        )}
      </p>
      <ul role="list" className={styles.times} aria-label={t(confirmed ? 'time' : 'times')}>
        {one.times.map((time) => (
          <li key={time.id}>
            <span className={styles.time} data-confirmed={confirmed ? '' : undefined}>
              {byVideo ? (
                <BothTimes at={time.startsAt} sender={senderZone} format={format} />
              ) : (
                <Time at={time.startsAt} format={format} zone={JAPAN} />
              )}
            </span>
            {of.rights.confirm && (
              <ButtonLink small to={casePath(of.code, 'confirm-time', time.id)} preventScrollReset>
                <span aria-hidden="true">{t('confirm')}</span>
                <VisuallyHidden>
                  {t('confirm.time', { time: format.dateTime(time.startsAt, JAPAN) })}
                </VisuallyHidden>
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
      <FactsList
        layout="columns"
        facts={[
          ...(one.kind === 'followUp' ? [{ label: t('mode'), value: t(`mode.${one.mode}`) }] : []),
          {
            label: t('department'),
            value: <span lang={one.departmentName.lang}>{one.departmentName.text}</span>,
          },
          { label: t('length'), value: t('minutes', { count: one.minutes }) },
          { label: t('interpreter'), value: one.interpreter ?? t('interpreter.none') },
        ]}
      />
      {of.meeting && !of.meeting.said && (
        <p className={styles.note}>
          {t(of.meeting.arranges ? 'meeting.unsaid.hospital' : 'meeting.unsaid')}
        </p>
      )}
      {(confirmed || of.rights.cancel) && (
        <p className={styles.acts}>
          {of.meeting && (of.meeting.said || of.meeting.arranges) && (
            <ButtonLink
              small
              icon="video"
              tone={of.meeting.said ? 'secondary' : 'primary'}
              to={casePath(of.code, 'meeting')}
            >
              {t(of.meeting.said ? 'meeting.open' : 'meeting.say')}
            </ButtonLink>
          )}
          {confirmed && (
            <ButtonLink
              small
              icon="download"
              reloadDocument
              to={`/referrals/appointments/${one.id}/calendar`}
            >
              {t('calendar')}
            </ButtonLink>
          )}
          {of.rights.cancel && (
            <ButtonLink
              small
              tone="quiet"
              to={casePath(of.code, 'cancel-appointment')}
              preventScrollReset
            >
              {t(confirmed || side === 'partner' ? 'cancel' : 'cancel.proposed')}
            </ButtonLink>
          )}
        </p>
      )}
    </div>
  );
}
