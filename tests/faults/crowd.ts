import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { expect } from 'vitest';
import { follow } from '#app/realtime/follower.ts';
import {
  NO_ANSWER,
  type Answer,
  type ChannelRef,
  type LogEvent,
  type Since,
} from '#app/realtime/protocol.ts';
import { asOwner } from './ledger.ts';
import { ask, openSocket, signIn, type Nodes } from './nodes.ts';

/** Everybody is level this soon after the last fault. */
const SETTLE_MS = 10_000;
/** A person has at most ten sockets on a node; a writer and the control may be theirs as well. */
const SOCKETS_EACH = 8;
/** Messages a second of the writer that is a control; divides the rate of the others. */
const PRESUMED_RATE = 5;

export type Reader = {
  /** The sequence numbers as they were shown. */
  seen: number[];
  ready: boolean;
  closed: boolean;
  /** Pages it had to read anew, because it was too far behind. */
  resyncs: number;
  /** How often it asked for what it missed. */
  asked: number;
  socket: Socket;
};

export type CrowdOptions = {
  readers: number;
  /** Messages a second. */
  rate: number;
  /** Over how many threads readers and writers are spread. */
  threads?: number;
  /** The way to a node, where something stands before it. */
  via?: (url: string) => string;
};

/**
 * People who write to threads and read them along, over several nodes, while faults happen. Two
 * controls are among them: a reader that never asks for what it missed, and a writer that takes for
 * sent what was not acknowledged.
 */
export async function crowd(nodes: Nodes, options: CrowdOptions) {
  const { via = (url: string) => url, rate } = options;
  const urls = nodes.nodes.map((node) => node.url);
  const { people, threadId, projectId } = await audienceOf(nodes);
  const needed = Math.ceil(options.readers / urls.length / SOCKETS_EACH);
  while (people.length < needed) people.push(await colleagueOf(nodes, people[0]!, people.length));
  const cookies = await Promise.all(people.map((email) => signIn(urls[0]!, email)));
  const threadIds = [threadId];
  while (threadIds.length < (options.threads ?? 1)) {
    threadIds.push(await anotherThread(nodes, cookies[0]!, projectId));
  }
  const heads = () => Promise.all(threadIds.map((id) => lastSeq(nodes, id)));
  const starts = await heads();
  const join = (i: number, catchUp = true) => {
    const url = urls[i % urls.length]!;
    // Each thread is read on every node, and a person has few sockets on each.
    const turn = Math.floor(i / urls.length);
    const thread = turn % threadIds.length;
    const cookie = cookies[turn % cookies.length]!;
    const more = { catchUp, origin: url };
    return Object.assign(read(via(url), cookie, threadIds[thread]!, starts[thread]!, more), {
      thread,
    });
  };
  const readers = Array.from({ length: options.readers }, (_, i) => join(i));
  const control = join(0, false);
  const senders = urls.map((url, i) => openSocket(url, cookies[i]!));
  const acknowledged = new Set<string>();
  const presumed: string[] = [];
  const sends: Promise<void>[] = [];
  let sending = true;
  const began = Date.now();
  const pump = (async () => {
    for (let i = 0; sending; i += 1) {
      const sender = senders[i % senders.length]!;
      const to = threadIds[Math.floor(i / senders.length) % threadIds.length]!;
      sends.push(send(sender, to, acknowledged));
      if (i % (rate / PRESUMED_RATE) === 0) sends.push(presume(sender, to, presumed));
      await pause(1000 / rate);
    }
  })();

  return {
    threadId,
    readers,
    acknowledged,
    /** How long each reader takes until it has seen what is there now, in milliseconds. */
    level: async () => settled(readers, await heads()),
    /** Ends the writing, waits until all is level, and holds everybody against the database. */
    async expectWhole() {
      await settled(readers, await heads());
      await pause(500);
      sending = false;
      await pump;
      const seconds = (Date.now() - began) / 1000;
      await Promise.all(sends);
      const ends = await heads();
      const levelMs = Math.max(...(await settled(readers, ends)));
      const stored = (await Promise.all(threadIds.map((id) => storedClientIds(nodes, id)))).flat();
      const there = new Set(stored);
      const missing = [...acknowledged].filter((clientId) => !there.has(clientId));
      const expected = starts.map((start, i) =>
        Array.from({ length: ends[i]! - start }, (_, n) => start + 1 + n),
      );
      expect(acknowledged.size, 'messages were sent at all').toBeGreaterThan(rate);
      expect(missing, 'acknowledged but not stored').toEqual([]);
      expect(stored.length, 'stored once each').toBe(there.size);
      for (const { seen, thread } of readers) {
        expect(seen, 'each once, in order').toEqual(expected[thread]);
      }
      return {
        clients: readers.length,
        threads: threadIds.length,
        sent: acknowledged.size,
        perSecond: Math.round(acknowledged.size / seconds),
        delivered: readers.reduce((sum, reader) => sum + reader.seen.length, 0),
        missing: missing.length,
        levelMs,
        controlMissed: expected[control.thread]!.length - control.seen.length,
        controlLost: presumed.filter((clientId) => !there.has(clientId)).length,
      };
    },
    close() {
      sending = false;
      for (const { socket } of [...readers, control]) socket.close();
      for (const socket of senders) socket.close();
    },
  };
}

/** What the control among the writers does: it sends once, and whatever the answer takes it for sent. */
async function presume(socket: Socket, threadId: string, presumed: string[]) {
  const clientId = randomUUID();
  presumed.push(clientId);
  const input = { threadId, clientId, body: `presumed ${clientId}`, lang: 'en' };
  if (socket.connected) await ask(socket, 'call', { name: 'discussions.post', input }, 5000);
}

/** Somebody new in the organisation of somebody, with the same password. */
async function colleagueOf(nodes: Nodes, email: string, number: number): Promise<string> {
  const [colleague] = await asOwner<{ email: string }>(
    nodes,
    `WITH whose AS (SELECT * FROM person WHERE email = $1),
       p AS (INSERT INTO person SELECT new.* FROM whose, jsonb_populate_record(null::person,
           to_jsonb(whose) || jsonb_build_object('id', gen_random_uuid(),
             'email', 'reader-' || $2::int || '@crowd.example')) AS new RETURNING *),
       m AS (INSERT INTO membership SELECT new.* FROM p, whose JOIN membership was
           ON was.person_id = whose.id AND was.ended_at IS NULL, jsonb_populate_record(null::membership,
           to_jsonb(was) || jsonb_build_object('id', gen_random_uuid(), 'person_id', p.id)) AS new),
       c AS (INSERT INTO credential SELECT new.* FROM p, whose JOIN credential was
           ON was.person_id = whose.id, jsonb_populate_record(null::credential,
           to_jsonb(was) || jsonb_build_object('person_id', p.id)) AS new)
     SELECT email FROM p`,
    [email, number],
  );
  return colleague!.email;
}

async function anotherThread(nodes: Nodes, cookie: string, projectId: string): Promise<string> {
  const socket = openSocket(nodes.nodes[0]!.url, cookie);
  const input = { projectId, title: 'Another', body: 'text', lang: 'en', clientId: randomUUID() };
  const answer = await ask(socket, 'call', { name: 'discussions.createThread', input }, 10_000);
  socket.close();
  expect(answer).toMatchObject({ ok: true });
  return answer.data.threadId;
}

/**
 * Somebody who reads along: the page's own follower over a raw socket. The control takes what is
 * pushed and never asks.
 */
export function read(
  url: string,
  cookie: string,
  threadId: string,
  start: number,
  { catchUp = true, origin = url } = {},
): Reader {
  const socket = openSocket(url, cookie, { extraHeaders: { Cookie: cookie, Origin: origin } });
  const channel: ChannelRef = { kind: 'thread', id: threadId };
  const reader: Reader = {
    seen: [],
    ready: false,
    closed: false,
    resyncs: 0,
    asked: 0,
    socket,
  };
  const apply = (events: LogEvent[]) => reader.seen.push(...events.map((event) => event.seq));
  async function since(_: ChannelRef, after: number): Promise<Answer<Since>> {
    reader.asked += 1;
    const from = catchUp ? after : Number.MAX_SAFE_INTEGER;
    const answer = await ask(socket, 'subscribe', { channel, after: from }, 5000);
    reader.ready ||= answer?.ok === true;
    if (!answer) return { ...NO_ANSWER, kind: socket.connected ? 'unavailable' : 'unreachable' };
    return answer.ok ? { ok: true, data: answer } : answer;
  }
  const follower = follow({
    channel,
    after: start,
    since,
    apply,
    resync: () => (reader.resyncs += 1),
    closed: () => (reader.closed = true),
  });
  const concernsUs = (frame: { channel: ChannelRef }) => frame.channel.id === threadId;
  socket.on('connect', () => void follower.catchUp());
  socket.on('lapsed', (frame: { channel: ChannelRef }) => {
    if (concernsUs(frame)) void follower.catchUp();
  });
  socket.on('events', (frame: { channel: ChannelRef; events: LogEvent[] }) => {
    if (!concernsUs(frame)) return;
    if (catchUp) follower.receive(frame.events);
    else apply(frame.events);
  });
  socket.on('closed', (frame: { channel: ChannelRef }) => {
    if (!concernsUs(frame)) return;
    follower.stop();
    reader.closed = true;
  });
  return reader;
}

/** Sends one message until it is acknowledged, always with the same clientId, only over a live line. */
export async function send(socket: Socket, threadId: string, acknowledged: Set<string>, more = '') {
  const clientId = randomUUID();
  const input = { threadId, clientId, body: `message ${clientId}${more}`, lang: 'en' };
  for (let tries = 1; tries < 200; tries += 1) {
    // A socket that is away keeps what it is given and pours it out when it is back.
    while (!socket.connected) await pause(100);
    const answer = await ask(socket, 'call', { name: 'discussions.post', input }, 5000);
    if (answer?.ok) return void acknowledged.add(clientId);
    await pause(Math.min(5000, 200 * tries) * (0.5 + Math.random()));
  }
  throw new Error('a message was never acknowledged');
}

/** Waits until each has seen its thread's last message; how long each took, in milliseconds. */
function settled(readers: (Reader & { thread: number })[], ends: number[]): Promise<number[]> {
  const began = Date.now();
  return Promise.all(
    readers.map(async ({ seen, thread }) => {
      while (Date.now() - began < SETTLE_MS && (seen.at(-1) ?? 0) < ends[thread]!) await pause(20);
      return Date.now() - began;
    }),
  );
}

/** Waits up to ten seconds; whoever asks looks at the outcome. */
export async function until(condition: () => boolean) {
  for (let i = 0; i < 200 && !condition(); i += 1) await pause(50);
}

/** A thread and people who take part in it whichever organisation they act for: they have one. */
export async function audienceOf(nodes: Nodes) {
  const rows = await asOwner<{ threadId: string; projectId: string; email: string }>(
    nodes,
    `SELECT t.id AS "threadId", t.project_id AS "projectId", p.email FROM thread t
     JOIN project_member pm ON pm.project_id = t.project_id AND pm.left_at IS NULL
     JOIN organisation o ON o.id = pm.org_id AND o.kind <> 'secretariat'
     JOIN membership m ON m.org_id = pm.org_id AND m.ended_at IS NULL
     JOIN person p ON p.id = m.person_id JOIN credential c ON c.person_id = p.id
     WHERE t.id = (SELECT id FROM thread WHERE kind = 'thread' AND state = 'open' ORDER BY created_at LIMIT 1)
       AND o.kind IN ('hospital', 'society', 'company')
       AND NOT EXISTS (SELECT 1 FROM membership x WHERE x.person_id = p.id AND x.org_id <> pm.org_id)
     ORDER BY p.email`,
  );
  return {
    threadId: rows[0]!.threadId,
    projectId: rows[0]!.projectId,
    people: [...new Set(rows.map((row) => row.email))],
  };
}

export async function lastSeq(nodes: Nodes, threadId: string): Promise<number> {
  const rows = await asOwner<{ seq: string }>(
    nodes,
    `SELECT last_seq AS seq FROM channel WHERE kind = 'thread' AND record_id = $1`,
    [threadId],
  );
  return Number(rows[0]?.seq ?? 0);
}

export async function storedClientIds(nodes: Nodes, threadId: string): Promise<string[]> {
  const rows = await asOwner<{ id: string }>(
    nodes,
    'SELECT client_id AS id FROM post WHERE thread_id = $1',
    [threadId],
  );
  return rows.map((row) => row.id);
}
