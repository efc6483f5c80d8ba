import { dayOf, hourBefore, localOf } from '#server/platform/times.ts';
import { sameLabel } from './collisions.ts';
import type { Interpretation, Label, SpeakerPart } from './schemas.ts';
import type { SessionWithSpeakers } from './sessions.ts';

export type SpeakerView = { id: string; part: SpeakerPart; name: Label; affiliation: Label };

/** A session as readers see it. Places in the day are minutes from the day's first full hour. */
export type SessionView = {
  id: string;
  kind: string;
  title: Label;
  room: Label;
  startsAt: string;
  endsAt: string;
  /** The venue's clock: `09:00`. */
  starts: string;
  ends: string;
  spokenLangs: string[];
  interpretation: Interpretation[];
  speakers: SpeakerView[];
  column: number;
  from: number;
  to: number;
};

export type ProgrammeDay = {
  /** `2027-03-12` at the venue. */
  day: string;
  /** The moment that minute 0 stands for. */
  opensAt: string;
  minutes: number;
  hours: { at: number; label: string }[];
  rooms: Label[];
  sessions: SessionView[];
};

/** The programme by day and room, on the venue's clock. */
export function programmeOf(
  sessions: readonly SessionWithSpeakers[],
  zone: string,
): ProgrammeDay[] {
  const rooms = roomsOf(sessions);
  const days = [...new Set(sessions.map(({ startsAt }) => dayOf(startsAt, zone)))].sort();
  return days.map((day) => {
    const ofDay = sessions.filter(({ startsAt }) => dayOf(startsAt, zone) === day);
    return dayProgramme(day, ofDay, rooms, zone);
  });
}

function dayProgramme(
  day: string,
  sessions: readonly SessionWithSpeakers[],
  allRooms: readonly Label[],
  zone: string,
): ProgrammeDay {
  const used = allRooms.filter((room) => sessions.some((each) => sameLabel(each.room, room)));
  const first = Math.min(...sessions.map(({ startsAt }) => startsAt.getTime()));
  const last = Math.max(...sessions.map(({ endsAt }) => endsAt.getTime()));
  const opensAt = hourBefore(new Date(first), zone);
  const minuteOf = (at: Date | number) => Math.round((Number(at) - opensAt.getTime()) / 60_000);
  const minutes = minuteOf(last);
  return {
    day,
    opensAt: opensAt.toISOString(),
    minutes,
    hours: hoursOf(opensAt, minutes, zone),
    rooms: used,
    sessions: sessions.map((session) => ({
      ...readable(session, zone),
      column: used.findIndex((room) => sameLabel(room, session.room)),
      from: minuteOf(session.startsAt),
      to: minuteOf(session.endsAt),
    })),
  };
}

function readable({ id, kind, title, room, ...session }: SessionWithSpeakers, zone: string) {
  return {
    id,
    kind,
    title,
    room,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    starts: localOf(session.startsAt, zone).slice(11),
    ends: localOf(session.endsAt, zone).slice(11),
    spokenLangs: session.spokenLangs,
    interpretation: session.interpretation,
    // Who a speaker is in the forum stays on the server.
    speakers: session.speakers.map(({ id, part, name, affiliation }) => ({
      id,
      part,
      name,
      affiliation,
    })),
  };
}

/** Every full hour, walked in real time: on the day the clocks change one is missing or comes twice. */
function hoursOf(opensAt: Date, minutes: number, zone: string) {
  const hours = [];
  for (let at = 0; at < minutes; at += 60) {
    const there = new Date(opensAt.getTime() + at * 60_000);
    hours.push({ at, label: localOf(there, zone).slice(11) });
  }
  return hours;
}

/** Rooms in the order of the event: the one with the most sessions first, the others by name. */
function roomsOf(sessions: readonly SessionWithSpeakers[]): Label[] {
  const rooms: { room: Label; sessions: number }[] = [];
  for (const { room } of sessions) {
    const known = rooms.find((each) => sameLabel(each.room, room));
    if (known) known.sessions += 1;
    else rooms.push({ room, sessions: 1 });
  }
  const name = ({ en, ja }: Label) => en ?? ja ?? '';
  return rooms
    .sort((a, b) => b.sessions - a.sessions || (name(a.room) < name(b.room) ? -1 : 1))
    .map(({ room }) => room);
}
