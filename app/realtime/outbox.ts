import { backOff } from './back-off.ts';
import { mayPass, type Refusal } from './protocol.ts';

/** After this long without an answer a message is shown as not sent; it is still here. */
export const GIVE_UP_MS = 60_000;

/**
 * A message on its way. `waiting` is sent when its turn comes, `sent` was acknowledged and leaves when
 * the log brings it, `failed` waits for the writer: try again or discard.
 */
export type Outgoing<T> = {
  /** Made once: sending again with it writes nothing twice. */
  clientId: string;
  content: T;
  writtenAt: number;
  state: 'waiting' | 'sent' | 'failed';
  attempts: number;
  /** Not to be tried before. */
  notBefore: number;
  /** Since when it has been tried; a retry by hand begins anew. */
  since: number;
  /** Why not, where the forum said. */
  refusal: Refusal | null;
};
export type Outbox<T> = readonly Outgoing<T>[];

/** Adds a message at the end: messages go out in the order they were written. */
export function enqueue<T>(box: Outbox<T>, clientId: string, content: T, now: number): Outbox<T> {
  const entry: Outgoing<T> = {
    clientId,
    content,
    writtenAt: now,
    state: 'waiting',
    attempts: 0,
    notBefore: now,
    since: now,
    refusal: null,
  };
  return [...box, entry];
}

/** Whose turn it is: the first that waits. Those behind it wait for it, so that order is kept. */
export function next<T>(box: Outbox<T>): Outgoing<T> | undefined {
  return box.find((entry) => entry.state === 'waiting');
}

/** The forum has it. */
export function acknowledged<T>(box: Outbox<T>, clientId: string): Outbox<T> {
  return change(box, clientId, { state: 'sent', refusal: null });
}

/**
 * A try was not answered, or answered with no. What may pass is tried again later with the same id;
 * what would be refused again, and what has been tried for a minute, is given back to the writer.
 */
export function refused<T>(
  box: Outbox<T>,
  clientId: string,
  refusal: Refusal,
  now: number,
  random: number,
): Outbox<T> {
  const entry = box.find((one) => one.clientId === clientId);
  if (!entry || entry.state !== 'waiting') return box;
  const attempts = entry.attempts + 1;
  const wait = Math.max(backOff(attempts, random), (refusal.retryAfter ?? 0) * 1000);
  const over = now + wait - entry.since > GIVE_UP_MS;
  if (!mayPass(refusal) || over)
    return change(box, clientId, { state: 'failed', attempts, refusal });
  return change(box, clientId, { attempts, notBefore: now + wait, refusal });
}

/** The writer tries again: the same id, a new minute. */
export function again<T>(box: Outbox<T>, clientId: string, now: number): Outbox<T> {
  return change(box, clientId, {
    state: 'waiting',
    attempts: 0,
    notBefore: now,
    since: now,
    refusal: null,
  });
}

/** The connection is back: whoever waits need not wait out their pause. */
export function hurry<T>(box: Outbox<T>, now: number): Outbox<T> {
  return box.map((entry) => (entry.state === 'waiting' ? { ...entry, notBefore: now } : entry));
}

/** The writer gives it up, or the log has brought it. */
export function without<T>(box: Outbox<T>, clientIds: ReadonlySet<string>): Outbox<T> {
  return box.some((entry) => clientIds.has(entry.clientId))
    ? box.filter((entry) => !clientIds.has(entry.clientId))
    : box;
}

/** Is there anything that closing the page would lose? */
export function holdsUnsent<T>(box: Outbox<T>): boolean {
  return box.some((entry) => entry.state !== 'sent');
}

function change<T>(box: Outbox<T>, clientId: string, to: Partial<Outgoing<T>>): Outbox<T> {
  return box.map((entry) => (entry.clientId === clientId ? { ...entry, ...to } : entry));
}
