import type { Socket } from 'socket.io-client';
import { backOff } from './back-off.ts';
import { follow, type Follower } from './follower.ts';
import { callOverHttp } from './http.ts';
import {
  channelKey,
  NO_ANSWER,
  type Answer,
  type ChannelRef,
  type LogEvent,
  type Refusal,
  type Signal,
  type Since,
} from './protocol.ts';

/**
 * How this page hears of news. `open`: over the socket. `reduced`: the socket cannot be had, so it
 * asks every few seconds. `offline`: neither works. `ended`: signed out.
 */
export type ConnectionState = 'idle' | 'connecting' | 'open' | 'reduced' | 'offline' | 'ended';

export type Listener = {
  apply: (events: LogEvent[]) => void;
  resync: () => void;
  closed: () => void;
  signal?: (signal: Signal) => void;
};

const ANSWER_WITHIN_MS = 8000;
/** Without a socket for this long the page goes on asking by itself. */
const REDUCED_AFTER_MS = 10_000;
const POLL_MS = 4000;

type Following = { follower: Follower; listener: Listener };

let state: ConnectionState = 'idle';
let socket: Socket | undefined;
let opening: Promise<void> | undefined;
let actingAs: string | undefined;
let refusals = 0;
/** Whether the page asks for news by itself, because the socket has been gone for long. */
let polling = false;
/** A restarting server asks its pages to come back spread over this long. */
let spreadMs = 0;
let reconnectTimer: ReturnType<typeof setTimeout> | undefined;
let reducedTimer: ReturnType<typeof setTimeout> | undefined;
let pollTimer: ReturnType<typeof setTimeout> | undefined;
const following = new Set<Following>();
const watchers = new Set<() => void>();

/** The state now, and a way to hear when it changes: for `useSyncExternalStore`. */
export function connectionState(): ConnectionState {
  return state;
}
export function watchConnection(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** The organisation the page was drawn for: commands say it, so that another tab's switch is noticed. */
export function actFor(orgId: string): void {
  actingAs = orgId;
}

/** Calls a use case and answers what the forum said. Never throws: no answer is an answer too. */
export async function call<T>(name: string, input: object): Promise<Answer<T>> {
  if (state === 'ended') return { ok: false, code: 'SIGNED_OUT', kind: 'signedOut' };
  if (socket?.connected) {
    return frame<Answer<T>>('call', { name, input, ...(actingAs && { actingAs }) });
  }
  await open();
  if (socket?.connected) return call(name, input);
  return overHttp<T>(name, input);
}

/** Follows a channel from a place in its log until the returned function is called. */
export function followChannel(channel: ChannelRef, after: number, listener: Listener) {
  const follower = follow({
    channel,
    after,
    since,
    apply: (events) => listener.apply(events),
    resync: () => listener.resync(),
    closed: () => listener.closed(),
  });
  const entry: Following = { follower, listener };
  following.add(entry);
  void open().then(() => follower.catchUp());
  return {
    startFrom: follower.startFrom,
    stop() {
      follower.stop();
      following.delete(entry);
      const others = [...following].some((one) => sameChannel(one, channel));
      if (!others && socket?.connected) socket.emit('unsubscribe', { channel });
    },
  };
}

/** Tells those who listen now; whether it arrives matters to nobody. */
export function sendSignal(channel: ChannelRef, type: 'typing'): void {
  if (socket?.connected) socket.volatile.emit('signal', { channel, type });
}

/** Tells whether the page is in front of somebody; only such a page counts as being here. */
function sayInFront() {
  const is = document.visibilityState === 'visible';
  if (socket?.connected) socket.volatile.emit('inFront', { is });
}

async function since(channel: ChannelRef, after: number): Promise<Answer<Since>> {
  if (!socket?.connected) return overHttp<Since>('channels.since', { channel, after });
  const answer = await frame<({ ok: true } & Since) | Refusal>('subscribe', { channel, after });
  if (answer.ok) return { ok: true, data: answer };
  // With the line still up nobody but the follower itself would ask again.
  return answer === NO_ANSWER && socket.connected ? { ...NO_ANSWER, kind: 'unavailable' } : answer;
}

async function overHttp<T>(name: string, input: object): Promise<Answer<T>> {
  if (!polling) return NO_ANSWER;
  const answer = await callOverHttp<T>(name, input, actingAs);
  if (polling) become(!answer.ok && answer.kind === 'unreachable' ? 'offline' : 'reduced');
  if (!answer.ok && answer.kind === 'signedOut') end();
  return answer;
}

async function frame<T>(name: string, payload: object): Promise<T> {
  try {
    return (await socket!.timeout(ANSWER_WITHIN_MS).emitWithAck(name, payload)) as T;
  } catch {
    return NO_ANSWER as T & Refusal;
  }
}

/** Opens the one connection of this page; the client's code is fetched when it is first needed. */
function open(): Promise<void> {
  opening ??= start().catch(() => {
    // The code could not be fetched: the next need tries again.
    opening = undefined;
    become(navigator.onLine ? 'connecting' : 'offline');
  });
  return opening;
}

async function start() {
  become('connecting');
  lostConnection();
  addEventListener('offline', () => state !== 'ended' && !polling && become('offline'));
  addEventListener('online', hurryBack);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') hurryBack();
    sayInFront();
  });
  const { io } = await import('socket.io-client');
  socket = io({
    transports: ['websocket'],
    reconnection: false,
    timeout: 8000,
  });
  socket.on('connect', onConnect);
  socket.on('disconnect', onLost);
  socket.on('connect_error', onRefused);
  socket.on('events', ({ channel, events }: { channel: ChannelRef; events: LogEvent[] }) => {
    for (const one of following) if (sameChannel(one, channel)) one.follower.receive(events);
  });
  socket.on('signal', (signal: Signal) => {
    for (const one of following)
      if (sameChannel(one, signal.channel)) one.listener.signal?.(signal);
  });
  socket.on('closed', ({ channel }: { channel: ChannelRef }) => {
    for (const one of following) {
      if (!sameChannel(one, channel)) continue;
      one.follower.stop();
      one.listener.closed();
    }
  });
  socket.on('lapsed', ({ channel }: { channel: ChannelRef }) => {
    for (const one of following) if (sameChannel(one, channel)) void one.follower.catchUp();
  });
  socket.on('restarting', ({ inMs }: { inMs: number }) => (spreadMs = inMs));
  socket.on('ended', end);
  await new Promise<void>((done) => {
    socket!.once('connect', done);
    socket!.once('connect_error', () => done());
  });
}

function onConnect() {
  refusals = 0;
  spreadMs = 0;
  stopPolling();
  become('open');
  if (document.visibilityState !== 'visible') sayInFront();
  for (const { follower } of following) void follower.catchUp();
}

function onLost(reason: string) {
  if (state === 'ended' || reason === 'io client disconnect') return;
  lostConnection();
  become(navigator.onLine ? 'connecting' : 'offline');
  reconnectSoon();
}

function onRefused(error: Error) {
  if (error.message === 'SIGNED_OUT') return end();
  if (state === 'open') become('connecting');
  reconnectSoon();
}

function reconnectSoon() {
  clearTimeout(reconnectTimer);
  const pause = backOff(++refusals, Math.random()) + spreadMs * Math.random();
  reconnectTimer = setTimeout(() => socket?.connect(), pause);
}

/** The network or the tab is back: no reason to wait out a pause. */
function hurryBack() {
  if (!socket || state === 'ended') return;
  // The socket may have outlived the gap, and may also be dead without knowing: asking tells.
  if (socket.connected) return onConnect();
  if (state === 'offline') become('connecting');
  clearTimeout(reconnectTimer);
  socket.connect();
}

function lostConnection() {
  clearTimeout(reducedTimer);
  reducedTimer = setTimeout(() => {
    polling = true;
    void poll();
  }, REDUCED_AFTER_MS);
}

/** Reduced mode: asks each channel for news until the socket opens again. */
async function poll() {
  await Promise.all([...following].map(({ follower }) => follower.catchUp()));
  if (polling) pollTimer = setTimeout(() => void poll(), POLL_MS);
}

function stopPolling() {
  polling = false;
  clearTimeout(reducedTimer);
  clearTimeout(pollTimer);
}

function end() {
  clearTimeout(reconnectTimer);
  stopPolling();
  become('ended');
  socket?.disconnect();
}

function become(next: ConnectionState) {
  if (state === next) return;
  state = next;
  for (const watcher of watchers) watcher();
}

function sameChannel({ follower }: Following, channel: ChannelRef): boolean {
  return channelKey(follower.channel) === channelKey(channel);
}
