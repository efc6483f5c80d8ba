import type { Server as HttpServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import pLimit, { type LimitFunction } from 'p-limit';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import type { Actor } from '#server/platform/access/actor.ts';
import { CHANNEL_KINDS, channelName, type ChannelRef } from '#server/platform/channels/log.ts';
import { RESYNC_BEHIND, type Batch, type Reader } from '#server/platform/channels/reader.ts';
import { openChannel, rightToListen } from '#server/platform/channels/listeners.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import {
  forbidden,
  invalid,
  isAppError,
  notFound,
  rateLimited,
  signedOut,
} from '#server/platform/errors.ts';
import type { Kernel } from '#server/platform/kernel.ts';
import { describeError } from '#server/platform/log.ts';
import type { Sessions } from '#server/platform/sessions.ts';
import { addressPrefix, callerByCookie, clientAddress } from './caller.ts';
import { isOurOrigin } from './guards.ts';

type Known = {
  token: string;
  actor: Actor;
  ip: string;
  /** Channels this socket listens to, by the id of the channel row. */
  channels: Map<number, ChannelRef>;
  /** What was asked last about a channel, by its name, until it is answered. */
  asked: Map<string, Promise<unknown>>;
  /** Whether its page is in front of somebody, as far as the page says. */
  inFront: boolean;
  /** What the rights to them were last asked with, all of them together. */
  checkedAs: Acting;
};
type Acting = Pick<Actor, 'orgId' | 'roles'>;
type ForumSocket = Socket<any, any, any, Known>;

const MAX_SUBSCRIPTIONS = 100;
const MAX_SOCKETS_PER_PERSON = 10;
/** So many frames of one person are worked on at a time; the others wait behind them, and for nobody else. */
const FRAMES_AT_ONCE = 4;
const SESSION_TICK_MS = 5000;
/** How often a page in front of somebody counts anew as a sign of presence. */
const PRESENT_EVERY_MS = 20_000;
const LAGGING_BYTES = 1024 * 1024;

const Channel = z.strictObject({ kind: z.enum(CHANNEL_KINDS), id: z.uuid() });
const Frames = {
  call: z.strictObject({
    name: z.string().max(100),
    input: z.unknown(),
    actingAs: z.uuid().optional(),
    key: z.string().max(200).optional(),
  }),
  subscribe: z.strictObject({ channel: Channel, after: z.number().int().min(0) }),
  unsubscribe: z.strictObject({ channel: Channel }),
  signal: z.strictObject({ channel: Channel, type: z.enum(['typing']) }),
  inFront: z.strictObject({ is: z.boolean() }),
} as const;
type Frame = keyof typeof Frames;

export type SocketOptions = {
  kernel: Kernel;
  sessions: Sessions;
  reader: () => Reader;
  /** Notes that these people have a page in front of them; called a few times a minute at most. */
  present?: (personIds: readonly string[]) => Promise<void>;
  origin: () => string;
  limitsScale: number;
  trustedProxies: readonly string[];
};

/**
 * The realtime door: one gateway, one connection a tab. Each frame is checked, its sender's session
 * read again, and answered; what is sent is what the channel log says, in its order. Socket.IO's own
 * recovery stays off: it replays packets before anybody asks whether they may still be read.
 */
export function socketsDoor(http: HttpServer, options: SocketOptions) {
  const { kernel, sessions } = options;
  const log = kernel.options.log;
  const trusted = new Set(options.trustedProxies);
  const handshakes = new RateLimiterMemory({ points: 30 * options.limitsScale, duration: 60 });
  const frames = new RateLimiterMemory({ points: 100 * options.limitsScale, duration: 10 });
  const refused = new RateLimiterMemory({ points: 100, duration: 10 });
  /** For each channel: the version of its rights that all listeners here were checked against. */
  const checkedAgainst = new Map<number, number>();
  const channelOf = new Map<number, ChannelRef>();
  /** Whose frames are worked on, while they have a page open here. */
  const turns = new Map<string, LimitFunction>();
  /** When each person here was last noted as present. */
  const notedAt = new Map<string, number>();

  const io = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    perMessageDeflate: false,
    connectTimeout: 10_000,
    allowRequest: (req, allow) => {
      // One answer for every failure: a stranger learns nothing from the difference.
      if (!isOurOrigin(req.headers, options.origin())) return allow('refused', false);
      handshakes.consume(addressPrefix(clientAddress(req, trusted))).then(
        () => allow(null, true),
        () => allow('refused', false),
      );
    },
  });

  io.use(async (socket, next) => {
    try {
      const { actor, token } = await callerByCookie(socket.handshake.headers, sessions);
      if (actor.kind !== 'person' || !token) return next(new Error('SIGNED_OUT'));
      const mine = await io.in(personRoom(actor.personId!)).fetchSockets();
      if (mine.length >= MAX_SOCKETS_PER_PERSON) return next(new Error('TOO_MANY_SOCKETS'));
      const ip = addressPrefix(clientAddress(socket.request, trusted));
      // Counted for the person and no longer for the address: a hall of participants behind one router
      // is no attack.
      await handshakes.consume(actor.personId!);
      await handshakes.reward(ip);
      socket.data = {
        actor,
        token,
        ip,
        channels: new Map(),
        asked: new Map(),
        inFront: true,
        checkedAs: actor,
      } satisfies Known;
      next();
    } catch (error) {
      log.warn(describeError(error), 'handshake');
      next(new Error('UNAVAILABLE'));
    }
  });

  io.on('connection', async (socket: ForumSocket) => {
    kernel.options.metrics.sockets.inc();
    socket.once('disconnect', () => kernel.options.metrics.sockets.dec());
    void socket.join(personRoom(socket.data.actor.personId!));
    for (const frame of Object.keys(Frames) as Frame[]) {
      socket.on(
        frame,
        (payload: unknown, ack?: unknown) => void receive(socket, frame, payload, ack),
      );
    }
    // The person's own channel tells of changed rights and ended sessions, so every socket listens.
    await subscribe(socket, { kind: 'person', id: socket.data.actor.personId! }, null).catch(
      (error) => {
        log.warn(describeError(error), 'own channel');
        socket.disconnect(true);
      },
    );
  });

  async function receive(socket: ForumSocket, frame: Frame, payload: unknown, ack: unknown) {
    const reply = typeof ack === 'function' ? (ack as (answer: object) => void) : () => undefined;
    try {
      await frames.consume(socket.data.actor.personId!).catch(async () => {
        await refused.consume(socket.id).catch(() => socket.disconnect(true));
        throw rateLimited('RATE_LIMITED', 1);
      });
      const checked = Frames[frame].safeParse(payload);
      if (!checked.success) throw invalid('BROKEN_FRAME');
      const inTurn = turnsOf(socket.data.actor.personId!);
      const work = () => inTurn(() => signedIn(socket, frame, checked.data));
      const answered =
        'channel' in checked.data ? inOrder(socket, checked.data.channel, work) : work();
      reply({ ok: true, ...(await answered) });
    } catch (error) {
      reply(refusal(error));
    }
  }

  function turnsOf(personId: string): LimitFunction {
    const known = turns.get(personId) ?? pLimit(Math.floor(FRAMES_AT_ONCE * options.limitsScale));
    turns.set(personId, known);
    return known;
  }

  /**
   * What a page asks about one channel is worked on in the order in which it was asked: on the way from
   * page to page one gives up what the next begins to follow.
   */
  function inOrder<T>({ data }: ForumSocket, channel: ChannelRef, work: () => Promise<T>) {
    const name = channelName(channel);
    const done = (data.asked.get(name) ?? Promise.resolve()).then(work);
    const over = done.then(
      () => undefined,
      () => undefined,
    );
    data.asked.set(name, over);
    void over.then(() => data.asked.get(name) === over && data.asked.delete(name));
    return done;
  }

  async function signedIn(socket: ForumSocket, frame: Frame, data: any): Promise<object> {
    const actor = await sessions.read(socket.data.token);
    if (!actor) {
      socket.emit('ended', {});
      socket.disconnect(true);
      throw signedOut();
    }
    socket.data.actor = actor;
    return answer(socket, frame, data);
  }

  async function answer(socket: ForumSocket, frame: Frame, data: any): Promise<object> {
    if (frame === 'call') {
      const answered = await kernel.execute(data.name, data.input, {
        actor: socket.data.actor,
        door: 'socket',
        requestId: randomUUID(),
        ip: socket.data.ip,
        actingAs: data.actingAs,
        idempotencyKey: data.key,
      });
      return { data: answered };
    }
    if (frame === 'subscribe') return subscribe(socket, data.channel, data.after);
    if (frame === 'unsubscribe') return unsubscribe(socket, data.channel);
    if (frame === 'inFront') {
      socket.data.inFront = data.is;
      return {};
    }
    return signal(socket, data.channel, data.type);
  }

  /**
   * Joins first and reads after, asking for the right both times: what happens in between reaches the
   * room, and a right lost in between is seen by the second look.
   * @param after the last sequence number the page knows; null to begin with what comes now
   */
  async function subscribe(socket: ForumSocket, channel: ChannelRef, after: number | null) {
    const { channels } = socket.data;
    if (channels.size >= MAX_SUBSCRIPTIONS) throw rateLimited('TOO_MANY_SUBSCRIPTIONS');
    const head = await openChannel(kernel, socket.data.actor, channel);
    if (!head) throw notFound();
    if (after !== null && head.lastSeq - after > RESYNC_BEHIND) throw invalid('RESYNC');
    channels.set(head.id, channel);
    channelOf.set(head.id, channel);
    if (!checkedAgainst.has(head.id)) checkedAgainst.set(head.id, head.aclVersion);
    await socket.join(room(head.id));
    options.reader().watch(head.id, head.lastSeq);
    const missed = await transaction(kernel.options.database, asking(socket), async (tx) => {
      if (!(await rightToListen(kernel, tx, socket.data.actor, channel))) return null;
      return options.reader().since(tx, channel.kind, channel.id, after ?? head.lastSeq);
    });
    if (!missed) {
      leave(socket, head.id);
      throw notFound();
    }
    return { seq: missed.seq, events: missed.events, more: missed.more };
  }

  function unsubscribe(socket: ForumSocket, channel: ChannelRef): object {
    for (const [id, ref] of socket.data.channels) {
      if (channelName(ref) === channelName(channel)) leave(socket, id);
    }
    return {};
  }

  /** Typing and the like: to those who listen now, kept nowhere. */
  function signal(socket: ForumSocket, channel: ChannelRef, type: string): object {
    for (const [id, ref] of socket.data.channels) {
      if (channelName(ref) !== channelName(channel)) continue;
      socket
        .to(room(id))
        .volatile.emit('signal', { channel, type, personId: socket.data.actor.personId });
      return {};
    }
    throw forbidden('NOT_SUBSCRIBED');
  }

  /** Hands a batch of the log to the channel's listeners here; where rights changed, checks them first. */
  async function deliver(batch: Batch) {
    const channel = channelOf.get(batch.channelId);
    if (!channel) return;
    if (checkedAgainst.get(batch.channelId) !== batch.aclVersion) {
      await checkListeners(batch.channelId, channel);
      checkedAgainst.set(batch.channelId, batch.aclVersion);
    }
    io.local.to(room(batch.channelId)).emit('events', { channel, events: batch.events });
    if (channel.kind === 'person') await followPerson(channel.id, batch.events);
  }

  async function checkListeners(channelId: number, channel: ChannelRef) {
    for (const socket of listeners(channelId)) await keepOrClose(socket, channelId, channel);
  }

  /** "Could not tell" is out as well, and told to ask again: the gate answers when it can. */
  async function keepOrClose(socket: ForumSocket, channelId: number, channel: ChannelRef) {
    const keeps = await mayStillListen(socket, channel).catch(() => null);
    if (keeps) return;
    leave(socket, channelId);
    socket.emit(keeps === null ? 'lapsed' : 'closed', { channel });
  }

  async function mayStillListen(socket: ForumSocket, channel: ChannelRef): Promise<boolean> {
    const actor = await sessions.read(socket.data.token);
    if (!actor) return false;
    socket.data.actor = actor;
    return transaction(kernel.options.database, asking(socket), (tx) =>
      rightToListen(kernel, tx, actor, channel),
    );
  }

  /** What a person's own channel says about its sessions and rights, done to its sockets here. */
  async function followPerson(personId: string, events: Batch['events']) {
    const types = new Set(events.map((event) => event.type));
    if (!types.has('access.changed') && !types.has('session.ended')) return;
    for (const socket of localSockets()) {
      if (socket.data.actor.personId !== personId) continue;
      await askAnew(socket);
    }
  }

  /** Asks for the rights to every channel of a socket again. */
  async function askAnew(socket: ForumSocket) {
    if (!(await stillSignedIn(socket))) return;
    socket.data.checkedAs = socket.data.actor;
    for (const [id, ref] of socket.data.channels) await keepOrClose(socket, id, ref);
  }

  /** Whoever is signed out is told so; where it cannot be told, the line is cut and opened anew. */
  async function stillSignedIn(socket: ForumSocket): Promise<boolean> {
    const actor = await sessions.read(socket.data.token).catch(() => undefined);
    if (actor) {
      socket.data.actor = actor;
      return true;
    }
    if (actor === null) socket.emit('ended', {});
    socket.disconnect(true);
    return false;
  }

  /**
   * Sessions end by time too, memberships end and roles change without a word on any channel, and slow
   * readers must not fill the memory: all are looked at here.
   */
  async function tick() {
    const sockets = localSockets();
    for (const socket of sockets) {
      const line = lineOf(socket);
      // Cut, since closing it would wait until the page has taken everything.
      if (line.waiting > LAGGING_BYTES) line.cut();
    }
    await notePresent(sockets);
    const ids = new Set(sockets.map((socket) => socket.data.actor.sessionId!));
    if (ids.size === 0) return;
    const alive = await sessions.alive([...ids]);
    for (const socket of sockets) {
      const acting = alive.get(socket.data.actor.sessionId!);
      // Not with the actor of the latest frame: that one may be newer than what was asked with it.
      if (acting && actsAlike(acting, socket.data.checkedAs)) continue;
      await askAnew(socket);
    }
  }

  /** Who has a page in front of them, all in one go; a failure costs a mark on some page, no more. */
  async function notePresent(sockets: ForumSocket[]) {
    const now = Date.now();
    const inFront = new Set(
      sockets.flatMap(({ data }) => (data.inFront ? [data.actor.personId!] : [])),
    );
    for (const id of notedAt.keys()) if (!inFront.has(id)) notedAt.delete(id);
    const due = [...inFront].filter((id) => now - (notedAt.get(id) ?? 0) >= PRESENT_EVERY_MS);
    if (due.length === 0) return;
    for (const id of due) notedAt.set(id, now);
    await options.present?.(due).catch((error) => log.warn(describeError(error), 'presence'));
  }

  const timer = setInterval(() => {
    tick().catch((error) => log.warn(describeError(error), 'socket tick'));
  }, SESSION_TICK_MS);

  io.of('/').adapter.on('delete-room', (name: string) => {
    if (name.startsWith(PERSON)) turns.delete(name.slice(PERSON.length));
    if (!name.startsWith(ROOM)) return;
    const id = Number(name.slice(ROOM.length));
    options.reader().unwatch(id);
    checkedAgainst.delete(id);
    channelOf.delete(id);
  });

  function leave(socket: ForumSocket, channelId: number) {
    socket.data.channels.delete(channelId);
    void socket.leave(room(channelId));
  }

  function listeners(channelId: number): ForumSocket[] {
    const ids = io.of('/').adapter.rooms.get(room(channelId)) ?? new Set<string>();
    return [...ids].flatMap((id) => (io.of('/').sockets.get(id) as ForumSocket | undefined) ?? []);
  }

  function localSockets(): ForumSocket[] {
    return [...io.of('/').sockets.values()].filter((socket) => socket.data.actor) as ForumSocket[];
  }

  return {
    io,
    deliver,
    /** Tells pages to come back spread over a few seconds, closes, and waits for requests under way. */
    async stop() {
      clearInterval(timer);
      io.emit('restarting', { inMs: 3000 });
      await new Promise((done) => setTimeout(done, 50));
      io.disconnectSockets(true);
      await io.close();
    },
  };
}

const ROOM = 'channel ';
const room = (channelId: number) => `${ROOM}${channelId}`;
const PERSON = 'person ';
const personRoom = (personId: string) => `${PERSON}${personId}`;

/** A socket's line: the bytes that its page has not taken yet, in the line and waiting for it. */
function lineOf(socket: ForumSocket): { waiting: number; cut: () => void } {
  const { transport, writeBuffer } = socket.conn as unknown as {
    transport: { socket?: { bufferedAmount: number; terminate: () => void } };
    writeBuffer: { data?: string }[];
  };
  const queued = writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
  return {
    waiting: queued + (transport.socket?.bufferedAmount ?? 0),
    cut: () => transport.socket?.terminate(),
  };
}

function actsAlike(one: Acting, other: Acting) {
  return one.orgId === other.orgId && [...one.roles].join() === [...other.roles].join();
}

function asking(socket: ForumSocket) {
  return { personId: socket.data.actor.personId, orgId: socket.data.actor.orgId };
}

function refusal(error: unknown): object {
  if (!isAppError(error)) return { ok: false, kind: 'fault', code: 'UNEXPECTED' };
  return {
    ok: false,
    kind: error.kind,
    code: error.code,
    ...(error.issues.length ? { issues: error.issues } : {}),
    ...(error.changes.length ? { changes: error.changes } : {}),
    ...(error.retryAfter ? { retryAfter: error.retryAfter } : {}),
  };
}
