import { homeOrgOf, idOf, orgOf, personOf } from '../cast.ts';
import type { Text } from '../cast/shape.ts';
import { readEvents, type SourceEvent } from '../content.ts';
import { atJapanTime, dayFrom, weekdayFrom } from '../dates.ts';
import { EVENTS, PAST_EVENT_NAMES, type SeedEvent, type SeedSpeaker } from '../events.ts';
import type { Row, Rows } from './insert.ts';
import { proseRows } from './prose.ts';

const HOUR_MS = 3_600_000;
/** How long ago an event was published, and how far apart its registrations came in. */
const PUBLISHED_DAYS = 25;
const BETWEEN_REGISTRATIONS_MS = 15 * HOUR_MS;

/** The events of the cast and the dated one of the documents, with programmes and registrations. */
export function eventRows(today: Date): Rows {
  const past = readEvents().events;
  return {
    event: [...EVENTS.map((one) => eventRow(one, today)), ...past.map(pastEventRow)],
    event_session: EVENTS.flatMap((one) => sessionRows(one, today)),
    session_speaker: EVENTS.flatMap(speakerRows),
    registration: EVENTS.flatMap((one) => registrationRows(one, today)),
    parallel_text: [
      ...EVENTS.flatMap((one) =>
        proseRows('event', one.key, 'description', one.description, today),
      ),
      ...past.flatMap((one) =>
        proseRows('event', one.id, 'digest', digestWithPanel(one), new Date(one.endsAt)),
      ),
    ],
  };
}

function eventRow(one: SeedEvent, today: Date): Row {
  const days = daysOf(one, today);
  const startsAt = atJapanTime(days[0]!, one.from);
  const published = one.state === 'published';
  return {
    id: idOf('event', one.key),
    slug: one.key,
    kind: one.kind,
    state: one.state,
    audience: one.audience,
    title: one.title,
    series: one.series ?? null,
    host: one.host,
    place: one.place,
    format: one.format,
    starts_at: startsAt,
    ends_at: atJapanTime(days.at(-1)!, one.to),
    time_zone: 'Asia/Tokyo',
    seats: one.seats ?? null,
    seats_per_org: one.seatsPerOrg ?? null,
    registration_closes_at: published ? new Date(startsAt.getTime() - 48 * HOUR_MS) : null,
    published_at: published ? publishedAt(today) : null,
    created_by: idOf('person', one.createdBy),
    created_at: atJapanTime(dayFrom(today, -PUBLISHED_DAYS - 10), '11:00'),
    version: 0,
  };
}

/** The people of its panel stay words in its digest; the forum has no records of them. */
function pastEventRow(one: SourceEvent): Row {
  return {
    id: idOf('event', one.id),
    slug: one.id,
    kind: one.kind,
    state: 'published',
    audience: 'public',
    title: { ...one.title, ...PAST_EVENT_NAMES.title },
    series: { ...one.series, ...PAST_EVENT_NAMES.series },
    host: { ...one.host, ...PAST_EVENT_NAMES.host },
    place: { ...one.place, ...PAST_EVENT_NAMES.place },
    format: one.format,
    starts_at: one.startsAt,
    ends_at: one.endsAt,
    time_zone: one.timeZone,
    seats: null,
    seats_per_org: null,
    registration_closes_at: one.startsAt,
    published_at: one.startsAt,
    created_by: idOf('person', 'okada'),
    created_at: one.startsAt,
    version: 0,
  };
}

function digestWithPanel({ digest, panelists }: SourceEvent): Text {
  const panel = (heading: string, line: (each: SourceEvent['panelists'][number]) => string) =>
    `\n\n${heading}\n\n${panelists.map((each) => `- ${line(each)}`).join('\n')}`;
  return {
    ja: digest.ja + panel('登壇者', (p) => `${p.name.ja}（${p.organization.ja} ${p.position.ja}）`),
    en: digest.en + panel('Panel', (p) => `${p.name.en}, ${p.position.en}, ${p.organization.en}`),
  };
}

function sessionRows(one: SeedEvent, today: Date): Row[] {
  const days = daysOf(one, today);
  return one.sessions.map((session, i) => ({
    id: idOf('session', `${one.key}:${i + 1}`),
    event_id: idOf('event', one.key),
    kind: session.kind,
    title: session.title,
    room: session.room,
    starts_at: atJapanTime(days[session.day - 1]!, session.from),
    ends_at: atJapanTime(days[session.day - 1]!, session.to),
    spoken_langs: session.spoken,
    interpretation: session.interpretation,
  }));
}

function speakerRows(one: SeedEvent): Row[] {
  return one.sessions.flatMap((session, i) =>
    session.speakers.map((speaker, position) => ({
      id: idOf('speaker', `${one.key}:${i + 1}:${position + 1}`),
      session_id: idOf('session', `${one.key}:${i + 1}`),
      position,
      part: speaker.part,
      ...speakerFacts(speaker),
    })),
  );
}

function speakerFacts({ who, as }: SeedSpeaker): Row {
  const person = personOf(who);
  const org = orgOf(as ?? homeOrgOf(who));
  const written = `${person.familyName} ${person.givenName}`;
  return {
    person_id: person.id,
    org_id: org.id,
    name: { ja: person.nameLang === 'ja' ? written : person.latinName, en: person.latinName },
    affiliation: org.name,
  };
}

function registrationRows(one: SeedEvent, today: Date): Row[] {
  const opened = publishedAt(today).getTime();
  const at = (place: number) => new Date(opened + (place + 1) * BETWEEN_REGISTRATIONS_MS);
  const row = (who: string, place: number, state: string, seat: number | null): Row => ({
    id: idOf('registration', `${one.key}:${who}`),
    event_id: idOf('event', one.key),
    person_id: idOf('person', who),
    org_id: idOf('organisation', homeOrgOf(who)),
    state,
    seat,
    created_at: at(place),
    cancelled_at: state === 'cancelled' ? at(place + 6) : null,
  });
  return [
    ...one.registered.map((who, place) => row(who, place, 'confirmed', place + 1)),
    ...one.cancelled.map((who, place) => row(who, place + 2, 'cancelled', null)),
  ];
}

function daysOf(one: SeedEvent, today: Date): string[] {
  const first = weekdayFrom(today, one.opens.days, one.opens.weekday);
  return Array.from({ length: one.lastsDays }, (_, i) =>
    dayFrom(new Date(`${first}T00:00:00Z`), i),
  );
}

function publishedAt(today: Date): Date {
  return atJapanTime(dayFrom(today, -PUBLISHED_DAYS), '10:00');
}
