import type { Tx } from '#server/platform/database/transaction.ts';
import { AppError, invalid, type Issue } from '#server/platform/errors.ts';
import { label } from '#server/platform/i18n/label.ts';
import { localOf, momentOf } from '#server/platform/times.ts';
import type { EventRow, SessionRow } from './access.ts';
import { collisionsOf, type Slot } from './collisions.ts';
import { liesWithin } from './rules.ts';
import type { Label, SpeakerPart } from './schemas.ts';

export type SpeakerRow = {
  id: string;
  part: SpeakerPart;
  personId: string | null;
  orgId: string | null;
  name: Label;
  affiliation: Label;
};
export type SessionWithSpeakers = SessionRow & { speakers: SpeakerRow[] };

/** The sessions of an event in order, each with its speakers. */
export async function sessionsOf(tx: Tx, eventId: string): Promise<SessionWithSpeakers[]> {
  return tx.sql<SessionWithSpeakers>`
    SELECT s.id, s.event_id AS "eventId", s.kind, s.title, s.room, s.starts_at AS "startsAt",
      s.ends_at AS "endsAt", s.spoken_langs AS "spokenLangs", s.interpretation,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'part', p.part,
          'personId', p.person_id, 'orgId', p.org_id, 'name', p.name, 'affiliation', p.affiliation)
          ORDER BY p.position)
        FROM session_speaker p WHERE p.session_id = s.id), '[]') AS speakers
    FROM event_session s WHERE s.event_id = ${eventId} ORDER BY s.starts_at, s.id`;
}

/** Two clock readings as moments; refused where a clock skips them or they stand the wrong way round. */
export function spanOf(
  { starts, ends }: { starts: string; ends: string },
  zone: string,
): { startsAt: Date; endsAt: Date } {
  const startsAt = momentOf(starts, zone);
  const endsAt = momentOf(ends, zone);
  const issues: Issue[] = [
    ...(startsAt ? [] : [{ path: 'starts', message: 'noSuchTime' }]),
    ...(endsAt ? [] : [{ path: 'ends', message: 'noSuchTime' }]),
  ];
  if (!startsAt || !endsAt) {
    throw invalid('NO_SUCH_TIME', `No clock in ${zone} shows this time on that day.`, issues);
  }
  if (endsAt <= startsAt) {
    const message = 'The end must be after the beginning.';
    throw invalid('INVALID_INPUT', message, [{ path: 'ends', message: 'endsBeforeStart' }]);
  }
  return { startsAt, endsAt };
}

/** Refuses a session that lies outside its event, or that another session is in the way of. */
export function requireFits(
  event: EventRow,
  session: Slot,
  programme: SessionWithSpeakers[],
): void {
  if (!liesWithin(session, event)) {
    const [from, to] = [event.startsAt, event.endsAt].map((at) => localOf(at, event.timeZone));
    throw invalid(
      'SESSION_OUTSIDE_EVENT',
      `The event is from ${from} to ${to} (${event.timeZone}).`,
      [{ path: session.startsAt < event.startsAt ? 'starts' : 'ends', message: 'outsideEvent' }],
    );
  }
  const collisions = collisionsOf(session, programme);
  if (collisions.length === 0) return;
  const code = collisions.some(({ over }) => over === 'room') ? 'ROOM_TAKEN' : 'SPEAKER_BUSY';
  throw new AppError('conflict', code, {
    detail: collisions
      .map((each) => sentence(each.over, programme, each.sessionId, event))
      .join(' '),
    issues: collisions.map(({ sessionId, over }) => ({
      path: `collides.${over}.${sessionId}`,
      message: over === 'room' ? 'roomTaken' : 'speakerBusy',
    })),
  });
}

function sentence(
  over: 'room' | 'speakers',
  programme: SessionWithSpeakers[],
  sessionId: string,
  event: EventRow,
): string {
  const other = programme.find(({ id }) => id === sessionId)!;
  const title = label(other.title, 'en');
  const [from, to] = [other.startsAt, other.endsAt].map((at) =>
    localOf(at, event.timeZone).slice(11),
  );
  const what = over === 'room' ? 'The room is taken by' : 'A speaker is also in';
  return `${what} “${title}” (${from}–${to}).`;
}
