import { Link, useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import type { FormResult } from '#app/page.ts';
import {
  FieldError,
  FactsSection,
  Icon,
  Meter,
  Pill,
  Submit,
  Time,
  toast,
  useOneAtATime,
} from '#app/ui/index.ts';
import type { EventPageData } from './event-page.tsx';
import styles from './event.module.css';
import { useLiveSeats, useRefresh } from './live-seats.ts';

type PanelProps = { event: EventPageData; format: Format; t: T<'events'> };
type Seats = EventPageData['seats'];

/** Seats as they are this moment, and one's own. Signed-in readers hear of each change at once. */
export function RegistrationPanel(props: PanelProps) {
  return props.event.reader === 'visitor' ? (
    <RefreshedPanel {...props} />
  ) : (
    <LivePanel {...props} />
  );
}

function LivePanel(props: PanelProps) {
  return <PanelBody {...props} seats={useLiveSeats(props.event)} />;
}

function RefreshedPanel(props: PanelProps) {
  useRefresh();
  return <PanelBody {...props} seats={props.event.seats} />;
}

function PanelBody({ event, seats, format, t }: PanelProps & { seats: Seats }) {
  const { mine, phase } = event;
  // Of an event that is over and took no registrations there is nothing to say.
  if (phase === 'past' && seats.taken === 0 && !mine) return null;
  return (
    <FactsSection title={t('registration')}>
      <div className={styles.registration}>
        <SeatCount seats={seats} t={t} />
        {mine && <OwnPlace mine={mine} t={t} />}
        {phase === 'draft' ? (
          <p className={styles.hint}>{t('registration.draft')}</p>
        ) : (
          <Acts event={event} seats={seats} t={t} />
        )}
        {(event.registration === 'open' || event.registration === 'waiting') && (
          <p className={styles.hint}>
            {t('registration.closes')}{' '}
            <Time at={event.registrationClosesAt} format={format} zone={event.timeZone} />
            {event.seatsPerOrg !== null && (
              <>
                <br />
                {t('registration.perOrg', { count: event.seatsPerOrg })}
              </>
            )}
          </p>
        )}
      </div>
    </FactsSection>
  );
}

function SeatCount({ seats, t }: { seats: Seats; t: T<'events'> }) {
  if (seats.total === null) {
    return (
      <p className={styles.seats}>
        <strong>{seats.taken}</strong> {t('seats.registered')}
      </p>
    );
  }
  const full = seats.left === 0;
  return (
    <>
      <p className={styles.seats}>
        <strong>{seats.taken}</strong> {t('seats.of', { total: seats.total })}
        {seats.waiting > 0 && (
          <span className={styles.waiting}>{t('seats.waiting', { count: seats.waiting })}</span>
        )}
      </p>
      <Meter
        bare
        label={t('seats.label')}
        value={seats.taken}
        max={seats.total}
        note={t('seats.left', { count: seats.left ?? 0 })}
        tone={full ? 'quiet' : 'matsu'}
      />
      <p className={styles.left} role="status">
        {full ? t('seats.full') : t('seats.left', { count: seats.left ?? 0 })}
      </p>
    </>
  );
}

function OwnPlace({ mine, t }: { mine: NonNullable<EventPageData['mine']>; t: T<'events'> }) {
  return (
    <div className={styles.mine} data-state={mine.state}>
      {mine.state === 'confirmed' ? (
        <>
          <Pill tone="good" icon="check">
            {t('mine.confirmed')}
          </Pill>
          <strong>{t('mine.seat', { seat: mine.seat ?? 0 })}</strong>
        </>
      ) : (
        <>
          <Pill tone="caution" icon="clock">
            {t('mine.waiting')}
          </Pill>
          <strong>{t('mine.place', { place: mine.waitingPlace ?? 0 })}</strong>
          <p className={styles.hint}>{t('mine.waitingHint')}</p>
        </>
      )}
      {mine.organisation && (
        <p className={styles.hint}>{t('mine.elsewhere', { organisation: mine.organisation })}</p>
      )}
    </div>
  );
}

function Acts({ event, seats, t }: { event: EventPageData; seats: Seats; t: T<'events'> }) {
  const fetcher = useFetcher<FormResult>();
  const onSubmit = useOneAtATime(fetcher.state);
  useSpeech(event, fetcher, t);
  const here = `/events/${event.id}`;
  if (event.reader === 'visitor' && event.acts.includes('register')) {
    return (
      <Link className={styles.signIn} to={`/sign-in?next=${encodeURIComponent(here)}`}>
        {t('registration.signIn')}
        <Icon name="arrow-right" size={16} />
      </Link>
    );
  }
  const pending = fetcher.state !== 'idle';
  const refused = fetcher.data && !fetcher.data.ok ? fetcher.data.message : undefined;
  if (event.acts.includes('cancel')) {
    return (
      <fetcher.Form method="post" action={`${here}/cancel`} onSubmit={onSubmit}>
        <input type="hidden" name="registrationId" value={event.mine?.registrationId} />
        <Submit tone="secondary" wide pending={pending}>
          {event.mine?.state === 'waiting' ? t('act.leaveLine') : t('act.cancel')}
        </Submit>
        <FieldError error={refused} />
      </fetcher.Form>
    );
  }
  if (event.acts.includes('register') && event.may.register) {
    const full = seats.left === 0;
    return (
      <fetcher.Form
        method="post"
        action={`${here}/register`}
        className={styles.act}
        onSubmit={onSubmit}
      >
        <Submit wide pending={pending}>
          {full ? t('act.wait') : t('act.register')}
        </Submit>
        {full && <p className={styles.hint}>{t('act.waitHint')}</p>}
        <FieldError error={refused} />
      </fetcher.Form>
    );
  }
  return <p className={styles.closed}>{t(`registration.${closedWord(event)}`)}</p>;
}

function closedWord({ registration, mine }: EventPageData) {
  if (registration === 'open' || registration === 'waiting') return 'notForYou';
  return registration === 'over' && mine ? 'attended' : registration;
}

/** Says what became of the act that was just sent, and offers the way back. */
function useSpeech(
  event: EventPageData,
  fetcher: ReturnType<typeof useFetcher<FormResult>>,
  t: T<'events'>,
) {
  const sent = useRef<{ act: string; was: string | undefined } | null>(null);
  const { formAction } = fetcher;
  const { mine, id } = event;
  useEffect(() => {
    if (formAction) sent.current = { act: formAction, was: mine?.registrationId };
  }, [formAction, mine?.registrationId]);
  useEffect(() => {
    const last = sent.current;
    if (fetcher.state !== 'idle' || !last) return;
    if (last.was === mine?.registrationId) return;
    sent.current = null;
    const undo = (verb: string, fields: Record<string, string>) => ({
      label: t('undo'),
      run: () => fetcher.submit(fields, { method: 'post', action: `/events/${id}/${verb}` }),
    });
    if (!mine) toast(t('done.cancelled'), 'info', undo('register', {}));
    else {
      const words = mine.state === 'waiting' ? t('done.waiting') : t('done.registered');
      toast(words, 'good', undo('cancel', { registrationId: mine.registrationId }));
    }
  }, [fetcher, mine, id, t]);
}
