import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { mailKinds, mailKindSpec, isMailKind, type MailKind } from '#emails/kinds.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import { describeError, type Log } from '#server/platform/log.ts';
import { displayName, readAddress, singleLine, type Mailbox } from './address.ts';
import {
  heldUntil,
  isSuppressed,
  leaseNext,
  reclaimLeases,
  settle,
  suppressAddress,
  type LeasedMail,
  type Outcome,
} from './outbox-rows.ts';
import { nextTry } from './retry.ts';
import { readFailure, type MailAttachment, type MailTransport } from './transport.ts';

/** The person a mail goes to, as known when it is sent. */
export type MailRecipient = Mailbox & { timeZone?: string };
export type MailToResolve = { kind: MailKind; personId: string; vars: unknown };

export type RenderedMail = {
  subject: string;
  html: string;
  text: string;
  attachments: MailAttachment[];
};
export type RenderMailContext = { lang: Lang; to: MailRecipient; origin: string; now: Date };
export type RenderMail = (
  kind: MailKind,
  vars: unknown,
  context: RenderMailContext,
) => Promise<RenderedMail>;

export type MailWorkerOptions = {
  database: Database;
  log: Log;
  transport: MailTransport;
  render: RenderMail;
  /** Who the person is now; null when they are gone or no longer entitled to this mail. */
  recipient: (tx: Tx, mail: MailToResolve) => Promise<MailRecipient | null>;
  /** What a mail says whose kind is filled when it is sent; null when there is nothing to say now. */
  fill?: (tx: Tx, mail: MailToResolve & { lang: Lang }) => Promise<object | null>;
  from: Mailbox;
  /** Base of the links and domain of the Message-ID. */
  origin: () => string;
  parallel?: number;
  deadlineMs?: number;
  pollMs?: number;
  random?: () => number;
};

/** A mail that may go: to whom, and what it says. */
type Ready = { to: MailRecipient; now: Date; says: object };

export type MailWorker = {
  /** Sends everything that is due; answers how many mails it handled. */
  sendDue: () => Promise<number>;
  wake: () => void;
  /** Takes no further mail and lets those on their way arrive; after the time given they are cut off. */
  stop: (options?: { timeoutMs?: number }) => Promise<void>;
};

/**
 * Sends the outbox. The rows are the truth: any number of workers may look at them, each mail is
 * leased by one, and a lease outlives its worker by two minutes. A mail goes out at least once; a
 * repeat after a crash carries the same Message-ID.
 */
export function createMailWorker(options: MailWorkerOptions): MailWorker & { start: () => void } {
  const { database, log, parallel = 2, pollMs = 1_000 } = options;
  const stopping = new AbortController();
  const ending = new AbortController();
  let awake = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function sendDue(): Promise<number> {
    await inTransaction(reclaimLeases);
    let handled = 0;
    const slot = async () => {
      while (!stopping.signal.aborted && (await sendNext())) handled += 1;
    };
    await Promise.all(Array.from({ length: parallel }, slot));
    return handled;
  }

  async function sendNext(): Promise<boolean> {
    const token = randomUUID();
    const mail = await inTransaction((tx) => leaseNext(tx, token));
    if (!mail) return false;
    const outcome = await handle(mail);
    await inTransaction(async (tx) => {
      await settle(tx, mail.id, token, outcome);
    });
    if (outcome.state === 'dead')
      log.error({ mail: mail.id, kind: mail.kind, reason: outcome.reason }, 'mail given up');
    return true;
  }

  async function handle(mail: LeasedMail): Promise<Outcome> {
    let address = '';
    try {
      const ready = await inTransaction((tx) => prepare(tx, mail));
      if ('state' in ready) return ready;
      address = ready.to.address;
      return await send(mail, ready);
    } catch (error) {
      const failure = readFailure(error);
      if (failure.reason === 'internal')
        log.error({ mail: mail.id, kind: mail.kind, ...describeError(error) }, 'mail');
      return inTransaction(async (tx) => {
        if (failure.badAddress) await suppressAddress(tx, address, failure);
        const at = nextTry(mail.attempts + 1, tx.now, options.random ?? Math.random);
        if (failure.then === 'dead' || !at)
          return { state: 'dead', reason: failure.reason, failure };
        return { state: 'pending', at, failure };
      });
    }
  }

  /** To whom the mail goes now, or why it does not. */
  async function prepare(tx: Tx, mail: LeasedMail): Promise<Outcome | Ready> {
    if (!isMailKind(mail.kind)) return { state: 'dead', reason: 'unknown kind' };
    const { urgent, staleAfterMinutes } = mailKindSpec(mail.kind);
    const ageMinutes = (tx.now.getTime() - mail.createdAt.getTime()) / 60_000;
    if (staleAfterMinutes && ageMinutes > staleAfterMinutes)
      return { state: 'dead', reason: 'stale' };
    const to = await recipientOf(tx, mail);
    if (!to) return { state: 'suppressed', reason: 'no recipient' };
    if (!urgent && (await isSuppressed(tx, to.address)))
      return { state: 'suppressed', reason: 'bounced' };
    const until = await heldUntil(tx, mail);
    if (until === 'drop') return { state: 'suppressed', reason: 'too many' };
    if (until) return { state: 'pending', at: until };
    const says = await saysOf(tx, mail);
    return says ? { to, now: tx.now, says } : { state: 'suppressed', reason: 'nothing to say' };
  }

  async function saysOf(tx: Tx, mail: LeasedMail): Promise<object | null> {
    const { kind, personId, lang } = mail;
    const vars = mailKinds[kind].vars.parse(mail.vars);
    if (!mailKindSpec(kind).content) return vars;
    return personId && options.fill ? options.fill(tx, { kind, personId, lang, vars }) : null;
  }

  async function recipientOf(tx: Tx, mail: LeasedMail): Promise<MailRecipient | null> {
    const { kind, personId, vars, toAddress, toName } = mail;
    const found = personId
      ? await options.recipient(tx, { kind, personId, vars })
      : { address: toAddress ?? '', name: toName ?? '' };
    const address = found && readAddress(found.address);
    return address ? { ...found, address, name: displayName(found.name) } : null;
  }

  async function send(mail: LeasedMail, { to, now, says }: Ready): Promise<Outcome> {
    const { lang, kind } = mail;
    const origin = options.origin();
    const rendered = await options.render(kind, says, { lang, to, origin, now });
    const unsubscribe =
      'unsubscribePath' in says ? new URL(String(says.unsubscribePath), origin).href : null;
    const messageId = `<${mail.id}@${new URL(origin).hostname}>`;
    const outgoing = {
      ...rendered,
      subject: singleLine(rendered.subject),
      ...{ id: mail.id, kind, lang, messageId, unsubscribe, from: options.from },
      to: { name: to.name, address: to.address },
    };
    const deadline = AbortSignal.timeout(options.deadlineMs ?? 60_000);
    const signal = AbortSignal.any([deadline, ending.signal]);
    const { code, reply } = await options.transport.send(outgoing, signal);
    return { state: 'sent', messageId, code, reply };
  }

  function inTransaction<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
    return transaction(database, {}, run);
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      awake = new AbortController();
      await sendDue().catch((error) =>
        log.error(describeError(error), 'the outbox could not be sent'),
      );
      const signal = AbortSignal.any([awake.signal, stopping.signal]);
      await pause(pollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    sendDue,
    start: () => void (running = loop()),
    wake: () => awake.abort(),
    async stop({ timeoutMs = 8_000 } = {}) {
      stopping.abort();
      const timer = setTimeout(() => ending.abort(), timeoutMs);
      await running;
      clearTimeout(timer);
      options.transport.close();
    },
  };
}
