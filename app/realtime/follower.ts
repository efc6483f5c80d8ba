import { backOff } from './back-off.ts';
import { mayPass, type Answer, type ChannelRef, type LogEvent, type Since } from './protocol.ts';
import { take } from './sequence.ts';

export type Follower = {
  channel: ChannelRef;
  /** Events as the server pushed them. */
  receive(events: readonly LogEvent[]): void;
  /** Asks for what was missed, until level. */
  catchUp(): Promise<void>;
  /** The page was read anew at this place of the log. */
  startFrom(seq: number): void;
  stop(): void;
};

export type FollowerOptions = {
  channel: ChannelRef;
  after: number;
  /** What was missed after a place; over the socket this also subscribes. */
  since: (channel: ChannelRef, after: number) => Promise<Answer<Since>>;
  apply: (events: LogEvent[]) => void;
  /** Too far behind to catch up: read the page again. */
  resync: () => void;
  /** The right to listen is gone. */
  closed: () => void;
  wait?: (ms: number) => Promise<void>;
  random?: () => number;
};

/**
 * Follows one channel so that every event is applied once and in order, however pushes and answers
 * come. It holds no events of its own: what it cannot apply yet it asks for again.
 */
export function follow(options: FollowerOptions): Follower {
  const { channel, wait = pause, random = Math.random } = options;
  let last = options.after;
  let stopped = false;
  let running: Promise<void> | null = null;
  let askAgain = false;

  function takeIn(events: readonly LogEvent[]): boolean {
    const taken = take(last, events);
    last = taken.last;
    if (taken.apply.length > 0) options.apply(taken.apply);
    return taken.gap;
  }

  function receive(events: readonly LogEvent[]) {
    if (!stopped && takeIn(events)) void catchUp();
  }

  function catchUp(): Promise<void> {
    askAgain = true;
    running ??= untilLevel().finally(() => (running = null));
    return running;
  }

  async function untilLevel() {
    for (let failures = 0; askAgain && !stopped;) {
      askAgain = false;
      const from = last;
      const answer = await options.since(channel, from);
      if (stopped) return;
      if (answer.ok) {
        failures = 0;
        const gap = takeIn(answer.data.events);
        // The log no longer holds what follows, or the record was made anew.
        if (gap && last === from) return options.resync();
        askAgain ||= gap || answer.data.more === true;
      } else if (answer.code === 'RESYNC') {
        return options.resync();
      } else if (answer.kind === 'unreachable') {
        // The connection asks again when it is back.
        return;
      } else if (mayPass(answer)) {
        await wait(Math.max(backOff(++failures, random()), (answer.retryAfter ?? 0) * 1000));
        askAgain = true;
      } else {
        return options.closed();
      }
    }
  }

  return {
    channel,
    receive,
    catchUp,
    startFrom(seq) {
      if (seq === last) return;
      last = seq;
      void catchUp();
    },
    stop() {
      stopped = true;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
