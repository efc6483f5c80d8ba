import { DateTime } from 'luxon';
import type { MailRhythm, Preferences } from './schemas.ts';

/** What holds for people who have chosen nothing: what concerns them at once, the rest on Mondays. */
export const DEFAULT_PREFERENCES: Preferences = {
  personal: 'realtime',
  referrals: 'realtime',
  discussions: 'weekly',
  events: 'weekly',
  quietFrom: 22 * 60,
  quietUntil: 7 * 60,
  digestHour: 8,
  digestDay: 1,
};

/** These have a mail of their own, which is sent with the act itself. */
export const TYPES_WITH_OWN_MAIL: readonly string[] = [
  'referral.offered',
  'referral.accepted',
  'event.registered',
  'event.waiting',
  'event.promoted',
];

/**
 * When the quiet hours that `now` lies in end; null outside of them. They are read on the clock of
 * the person's wall, so they last an hour more or less in the night of a change.
 */
export function quietUntil(now: Date, timeZone: string, preferences: Quiet): Date | null {
  const { quietFrom, quietUntil: until } = preferences;
  if (quietFrom === null || until === null) return null;
  const local = DateTime.fromJSDate(now).setZone(timeZone);
  const minute = local.hour * 60 + local.minute;
  const overnight = quietFrom > until;
  const isQuiet = overnight
    ? minute >= quietFrom || minute < until
    : minute >= quietFrom && minute < until;
  if (!isQuiet) return null;
  const day = overnight && minute >= quietFrom ? local.plus({ days: 1 }) : local;
  const end = day.set({
    hour: Math.floor(until / 60),
    minute: until % 60,
    second: 0,
    millisecond: 0,
  });
  // In the hour that a clock shows twice the end may lie behind; then it is over when it comes again.
  return end.toJSDate() > now ? end.toJSDate() : end.plus({ hours: 1 }).toJSDate();
}
type Quiet = Pick<Preferences, 'quietFrom' | 'quietUntil'>;

/** A digest's turn: which period it tells of, and from when on it may go. */
export type DigestTurn = { period: string; from: Date };

/**
 * The newest turn of a digest that has come: `2026-11-22` for a day, `2026-W47` for a week. A turn
 * whose hour the clocks jumped over comes with the hour after it.
 */
export function digestTurn(
  now: Date,
  timeZone: string,
  rhythm: 'daily' | 'weekly',
  { digestHour, digestDay }: Pick<Preferences, 'digestHour' | 'digestDay'>,
): DigestTurn {
  const local = DateTime.fromJSDate(now).setZone(timeZone);
  const at = (day: DateTime) => day.set({ hour: digestHour, minute: 0, second: 0, millisecond: 0 });
  let turn = at(local);
  if (rhythm === 'weekly') turn = at(turn.plus({ days: digestDay - turn.weekday }));
  if (turn > local) turn = at(turn.minus(rhythm === 'weekly' ? { weeks: 1 } : { days: 1 }));
  const period = rhythm === 'weekly' ? turn.toFormat("kkkk-'W'WW") : turn.toFormat('yyyy-MM-dd');
  return { period, from: turn.toJSDate() };
}

/** When the next digest comes, of those that this person gets; null where none does. */
export function nextDigest(now: Date, timeZone: string, preferences: Preferences): Date | null {
  const { personal, referrals, discussions, events } = preferences;
  const chosen = new Set([personal, referrals, discussions, events]);
  const turns = (['daily', 'weekly'] as const)
    .filter((rhythm) => chosen.has(rhythm))
    .map((rhythm) => {
      const { from } = digestTurn(now, timeZone, rhythm, preferences);
      const length = rhythm === 'daily' ? { days: 1 } : { weeks: 1 };
      return DateTime.fromJSDate(from).setZone(timeZone).plus(length).toJSDate();
    });
  const first = turns.sort((a, b) => a.getTime() - b.getTime())[0];
  return first ? (quietUntil(first, timeZone, preferences) ?? first) : null;
}

/**
 * How often a thread's news are mailed: what was said of its mails, else whether one follows it (then
 * it is as personal as an answer) or has muted it, else what was said of its project, else of all.
 */
export function rhythmOf(
  thread: { threadId: string; projectId: string | null; level: string | null },
  overrides: ReadonlyMap<string, MailRhythm>,
  preferences: Pick<Preferences, 'personal' | 'discussions'>,
): MailRhythm {
  const own = overrides.get(`thread:${thread.threadId}`);
  if (own) return own;
  if (thread.level === 'mute') return 'off';
  if (thread.level === 'follow') return preferences.personal;
  const ofProject = thread.projectId ? overrides.get(`project:${thread.projectId}`) : undefined;
  return ofProject ?? preferences.discussions;
}
