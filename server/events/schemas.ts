import { z } from 'zod';

/** Kinds of event, as the forum's vocabulary names them. */
export const EVENT_KINDS = [
  'symposium',
  'forum-meeting',
  'member-company-programme',
  'government-exchange',
  'overseas-officials-meeting',
  'joint-event',
  'seminar-training',
  'business-meeting',
  'exhibition',
  'public-private-mission',
] as const;
export const EVENT_FORMATS = ['onsite', 'online', 'hybrid'] as const;
/** Whom an event is for. People of the secretariat see every one. */
export const EVENT_AUDIENCES = ['public', 'members'] as const;
export const SESSION_KINDS = [
  'opening',
  'keynote',
  'talk',
  'panel',
  'questions',
  'breakout',
  'break',
  'reception',
  'closing',
] as const;
export const SPEAKER_PARTS = ['speaker', 'chair', 'panelist', 'moderator'] as const;
export const INTERPRETATION_MODES = ['simultaneous', 'consecutive', 'whispered'] as const;
/** Languages that are spoken and interpreted at events, as ISO 639-1 codes. */
export const TONGUES = [
  ...['ja', 'en', 'zh', 'ko', 'th', 'vi', 'id', 'ms', 'tl', 'mn', 'my', 'km', 'lo', 'hi', 'uz'],
  ...['kk', 'ru', 'ar', 'fr', 'es', 'pt'],
] as const;
/** Zones offered first; any IANA zone is accepted. */
export const VENUE_ZONES = [
  ...['Asia/Tokyo', 'Asia/Seoul', 'Asia/Taipei', 'Asia/Shanghai', 'Asia/Hong_Kong'],
  ...['Asia/Manila', 'Asia/Singapore', 'Asia/Kuala_Lumpur', 'Asia/Ho_Chi_Minh', 'Asia/Bangkok'],
  ...['Asia/Jakarta', 'Asia/Yangon', 'Asia/Ulaanbaatar', 'Asia/Almaty', 'Asia/Tashkent'],
  ...['Asia/Kolkata', 'Asia/Dubai', 'Africa/Nairobi', 'Europe/Berlin', 'Europe/London'],
  ...['America/Sao_Paulo', 'America/New_York', 'America/Los_Angeles', 'UTC'],
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];
export type EventFormat = (typeof EVENT_FORMATS)[number];
export type SessionKind = (typeof SESSION_KINDS)[number];
export type SpeakerPart = (typeof SPEAKER_PARTS)[number];
export type InterpretationMode = (typeof INTERPRETATION_MODES)[number];
export type Interpretation = { from: string; to: string; mode: InterpretationMode };

/** A text in some of the forum's languages; at least one is given. */
export type Label = { ja?: string; en?: string; zh?: string; ko?: string };

const CONTROL = /\p{Cc}/u;

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !CONTROL.test(text), 'noControlCharacters');

const label = (max: number) =>
  z
    .strictObject({
      ja: line(max).optional(),
      en: line(max).optional(),
      zh: line(max).optional(),
      ko: line(max).optional(),
    })
    .refine((text) => Object.values(text).some(Boolean), 'required');

const prose = z.string().trim().max(8000).optional();

/** A clock's reading at the venue, `2027-03-12T09:00`. */
const localTime = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text), 'notADateTime');

const zone = z.string().max(64).refine(isZone, 'unknownTimeZone');
const tongue = z.enum(TONGUES);
const seatCount = z.int().min(1).max(100_000);

/** What the secretariat says of an event. Times are the venue's clock in `timeZone`. */
export const eventFields = {
  title: label(200),
  kind: z.enum(EVENT_KINDS),
  format: z.enum(EVENT_FORMATS),
  audience: z.enum(EVENT_AUDIENCES),
  starts: localTime,
  ends: localTime,
  timeZone: zone,
  registrationCloses: localTime.nullable(),
  seats: seatCount.nullable(),
  seatsPerOrg: seatCount.nullable(),
  place: label(200).nullable(),
  host: label(200).nullable(),
  series: label(200).nullable(),
  /** Empty text takes a language away. */
  description: z.strictObject({ ja: prose, en: prose, zh: prose, ko: prose }),
};

/** One speaker; people without an account have only these words. */
export const speaker = z.strictObject({
  name: label(120),
  affiliation: label(200),
  part: z.enum(SPEAKER_PARTS).default('speaker'),
});

/** One session of a programme. Times are the venue's clock in the event's zone. */
export const sessionFields = {
  kind: z.enum(SESSION_KINDS),
  title: label(200),
  room: label(80),
  starts: localTime,
  ends: localTime,
  spokenLangs: z.array(tongue).max(6).default([]),
  interpretation: z
    .array(z.strictObject({ from: tongue, to: tongue, mode: z.enum(INTERPRETATION_MODES) }))
    .max(8)
    .default([])
    .refine((all) => all.every(({ from, to }) => from !== to), 'sameLanguage'),
  speakers: z.array(speaker).max(20).default([]),
};

export const LIST_FILTERS = ['upcoming', 'past', 'mine', 'drafts'] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];

/** Where the next page of a list begins: the last row's time and id. */
export const cursor = z
  .string()
  .max(80)
  .refine((text) => /^\d{4}-\d\d-\d\dT[\d:.]+Z~[0-9a-f-]{36}$/.test(text), 'invalid');

/** Is this the name of a time zone that this machine knows? */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
