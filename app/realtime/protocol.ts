import type { ChannelKind, ChannelRef } from '#server/platform/channels/log.ts';

export type { ChannelKind, ChannelRef };

/** One event of a channel's log: its place, its type, and what delivery added to it. */
export type LogEvent = { seq: number; type: string; at: string } & Record<string, unknown>;

/** What a listener missed after a place, and whether there is more than fits one answer. */
export type Since = { seq: number; events: LogEvent[]; more?: boolean };

/** Something that happens now and is kept nowhere: typing. */
export type Signal = { channel: ChannelRef; type: string; personId: string };

export type Refusal = {
  ok: false;
  code: string;
  kind: string;
  /** Seconds until a repeat may succeed. */
  retryAfter?: number;
};
export type Answer<T> = { ok: true; data: T } | Refusal;

/** Nothing came back: no connection, or no answer in time. Whether the act was done is unknown. */
export const NO_ANSWER: Refusal = { ok: false, code: 'NO_ANSWER', kind: 'unreachable' };

/** Refusals that time alone may lift; the others would be the same again. */
export function mayPass({ kind, code }: Refusal): boolean {
  return (
    kind === 'unreachable' ||
    kind === 'unavailable' ||
    kind === 'rateLimited' ||
    kind === 'fault' ||
    code === 'TRY_AGAIN'
  );
}

/** How a channel is written in keys of maps. */
export function channelKey({ kind, id }: ChannelRef): string {
  return `${kind}:${id}`;
}
