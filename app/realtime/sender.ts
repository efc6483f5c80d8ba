import { connectionState, watchConnection } from './connection.ts';
import * as outbox from './outbox.ts';
import type { Outbox } from './outbox.ts';
import type { Answer } from './protocol.ts';

/** Sends what was written in one place (a thread), one after the other, until the forum has it. */
export type Sender<T> = {
  box(): Outbox<T>;
  watch(watcher: () => void): () => void;
  send(content: T): void;
  again(clientId: string): void;
  discard(clientId: string): void;
  /** The connection is back. */
  resume(): void;
  /** Whether this window made what has this id; otherwise another of the same person's did. */
  sentHere(clientId: string): boolean;
  /** The log has brought these: they are posts now. */
  arrived(clientIds: ReadonlySet<string>): void;
};

const senders = new Map<string, Sender<unknown>>();
const EMPTY: Outbox<never> = [];

/**
 * The sender of a place. It outlives the page that made it, so that what was written goes out even if
 * the writer has moved on within the forum; it lives in memory only.
 */
export function senderOf<T>(
  place: string,
  submit: (clientId: string, content: T) => Promise<Answer<unknown>>,
): Sender<T> {
  // While a page is drawn on the server there is nobody yet who could write.
  if (typeof document === 'undefined') return createSender(submit);
  let sender = senders.get(place) as Sender<T> | undefined;
  if (!sender) {
    sender = createSender(submit);
    resumeWithConnection(sender as Sender<unknown>);
    senders.set(place, sender as Sender<unknown>);
    if (senders.size === 1) warnBeforeLeaving();
  }
  return sender;
}

/** Whether closing the window would lose something that was written and not yet sent. */
export function anythingUnsent(): boolean {
  return [...senders.values()].some((sender) => outbox.holdsUnsent(sender.box()));
}

function createSender<T>(
  submit: (clientId: string, content: T) => Promise<Answer<unknown>>,
): Sender<T> {
  let box: Outbox<T> = EMPTY;
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watchers = new Set<() => void>();
  const made = new Set<string>();

  function become(next: Outbox<T>) {
    if (next === box) return;
    box = next;
    for (const watcher of watchers) watcher();
  }

  async function sendNext() {
    clearTimeout(timer);
    const entry = outbox.next(box);
    if (busy || !entry) return;
    const wait = entry.notBefore - Date.now();
    if (wait > 0) {
      timer = setTimeout(() => void sendNext(), wait);
      return;
    }
    busy = true;
    const answer = await submit(entry.clientId, entry.content);
    busy = false;
    become(
      answer.ok
        ? outbox.acknowledged(box, entry.clientId)
        : outbox.refused(box, entry.clientId, answer, Date.now(), Math.random()),
    );
    void sendNext();
  }

  return {
    box: () => box,
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    send(content) {
      const clientId = crypto.randomUUID();
      made.add(clientId);
      become(outbox.enqueue(box, clientId, content, Date.now()));
      void sendNext();
    },
    again(clientId) {
      become(outbox.again(box, clientId, Date.now()));
      void sendNext();
    },
    resume() {
      box = outbox.hurry(box, Date.now());
      void sendNext();
    },
    sentHere: (clientId) => made.has(clientId),
    discard: (clientId) => become(outbox.without(box, new Set([clientId]))),
    arrived: (clientIds) => become(outbox.without(box, clientIds)),
  };
}

function resumeWithConnection(sender: Sender<unknown>) {
  watchConnection(() => {
    if (connectionState() === 'open' || connectionState() === 'reduced') sender.resume();
  });
}

function warnBeforeLeaving() {
  addEventListener('beforeunload', (event) => {
    if (anythingUnsent()) event.preventDefault();
  });
}
