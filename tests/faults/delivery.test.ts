import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { afterEach, describe, expect, test } from 'vitest';
import { follow } from '#app/realtime/follower.ts';
import {
  NO_ANSWER,
  type Answer,
  type ChannelRef,
  type LogEvent,
  type Since,
} from '#app/realtime/protocol.ts';
import { ask, openSocket, signIn, startNodes, type Nodes } from './nodes.ts';

const FULL = process.env['FAULTS'] === 'full';
const CLIENTS = FULL ? 50 : 20;
const KILLS = FULL ? 10 : 3;
const RATE = 20;
const SETTLE_MS = 10_000;

let nodes: Nodes | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await nodes?.stop();
  nodes = undefined;
}, 120_000);

describe('a message shown as sent is stored, and everybody entitled sees it once, in one order', () => {
  test(`through ${KILLS} times kill -9 of a node under ${RATE} messages a second, two nodes, ${CLIENTS} readers; a reader that does not catch up misses some (the control)`, async () => {
    nodes = await startNodes(2);
    const urls = nodes.nodes.map((node) => node.url);
    const { people, threadId } = await audienceOf(nodes);
    const cookies = await Promise.all(
      people.map(async (email) => ({ email, cookie: await signIn(urls[0]!, email) })),
    );
    const start = await lastSeq(nodes, threadId);
    const readers = Array.from({ length: CLIENTS }, (_, i) =>
      read(urls[i % 2]!, cookies[i % cookies.length]!.cookie, threadId, start),
    );
    const control = read(urls[0]!, cookies[0]!.cookie, threadId, start, false);
    const senders = urls.map((url, i) => opened(openSocket(url, cookies[i]!.cookie)));
    const acknowledged = new Set<string>();

    let sending = true;
    const sends: Promise<void>[] = [];
    const pump = (async () => {
      for (let i = 0; sending; i += 1) {
        sends.push(send(senders[i % senders.length]!, threadId, acknowledged));
        await pause(1000 / RATE);
      }
    })();
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(2000);
      const victim = kill % 2;
      await nodes.nodes[victim]!.kill();
      await nodes.restart(victim);
    }
    await pause(2000);
    sending = false;
    await pump;
    await Promise.all(sends);

    const end = await lastSeq(nodes, threadId);
    await settled(readers, end);
    const stored = await storedClientIds(nodes, threadId);
    const missingAcks = [...acknowledged].filter((clientId) => !stored.includes(clientId));
    const expected = Array.from({ length: end - start }, (_, i) => start + 1 + i);

    expect(
      acknowledged.size,
      'messages must have been sent for this test to mean anything',
    ).toBeGreaterThan(RATE * KILLS);
    expect(missingAcks, 'acknowledged but not stored').toEqual([]);
    expect(stored.length, 'stored once each').toBe(new Set(stored).size);
    for (const reader of readers) {
      expect(reader.seen, 'each once, in order').toEqual(expected);
    }
    expect(control.seen.length, 'without catching up something is missed').toBeLessThan(
      expected.length,
    );
    report({
      kills: KILLS,
      clients: CLIENTS,
      sent: acknowledged.size,
      delivered: readers.reduce((sum, reader) => sum + reader.seen.length, 0),
      missing: missingAcks.length,
      controlMissed: expected.length - control.seen.length,
    });
  }, 600_000);

  test('the same clientId sent ten times at once from three sockets and two nodes is one message; other words are a conflict', async () => {
    nodes = await startNodes(2);
    const urls = nodes.nodes.map((node) => node.url);
    const { people, threadId } = await audienceOf(nodes);
    const cookie = await signIn(urls[0]!, people[0]!);
    const three = [urls[0]!, urls[1]!, urls[0]!].map((url) => opened(openSocket(url, cookie)));
    const rounds = FULL ? 200 : 20;
    for (let round = 0; round < rounds; round += 1) {
      const clientId = randomUUID();
      const input = { threadId, clientId, body: `round ${round}`, lang: 'en' };
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          ask(three[i % 3]!, 'call', { name: 'discussions.post', input }, 10_000),
        ),
      );
      expect(answers.every((answer) => answer?.ok)).toBe(true);
      expect(new Set(answers.map((answer) => answer.data.seq)).size, 'one place for all').toBe(1);
      const other = await ask(three[0]!, 'call', {
        name: 'discussions.post',
        input: { ...input, body: 'other words' },
      });
      expect(other).toMatchObject({ ok: false, code: 'CLIENT_ID_REUSED' });
      expect((await storedClientIds(nodes, threadId)).includes(clientId)).toBe(true);
    }
    const [{ twice }] = (await asOwner<{ twice: number }>(
      nodes,
      'SELECT count(*)::int - count(DISTINCT client_id)::int AS twice FROM post WHERE thread_id = $1',
      [threadId],
    )) as [{ twice: number }];
    expect(twice).toBe(0);
  }, 300_000);

  test('a removed organisation gets nothing that was written after the removal, whichever node it listens on', async () => {
    nodes = await startNodes(2);
    const urls = nodes.nodes.map((node) => node.url);
    const { people, threadId, projectId } = await audienceOf(nodes);
    const [{ orgId, email }] = (await asOwner<{ orgId: string; email: string }>(
      nodes,
      `SELECT pm.org_id AS "orgId", p.email FROM project_member pm JOIN membership m ON m.org_id = pm.org_id AND m.ended_at IS NULL
       JOIN person p ON p.id = m.person_id JOIN credential c ON c.person_id = p.id JOIN organisation o ON o.id = pm.org_id
       WHERE pm.project_id = $1 AND pm.left_at IS NULL AND o.kind <> 'secretariat' AND p.email <> $2
         AND NOT EXISTS (SELECT 1 FROM membership other JOIN project_member two ON two.org_id = other.org_id
           WHERE other.person_id = p.id AND other.org_id <> pm.org_id AND two.project_id = pm.project_id)
       ORDER BY p.email LIMIT 1`,
      [projectId, people[0]],
    )) as [{ orgId: string; email: string }];
    const writer = opened(openSocket(urls[0]!, await signIn(urls[0]!, people[0]!)));
    const cookie = await signIn(urls[0]!, email);
    const rounds = FULL ? 40 : 6;
    for (let round = 0; round < rounds; round += 1) {
      await asOwner(
        nodes,
        'UPDATE project_member SET left_at = NULL WHERE project_id = $1 AND org_id = $2',
        [projectId, orgId],
      );
      const reader = read(urls[round % 2]!, cookie, threadId, await lastSeq(nodes, threadId));
      await until(() => reader.ready);
      const acknowledged = new Set<string>();
      for (let i = 0; i < 5; i += 1) await send(writer, threadId, acknowledged);
      await pause(Math.random() * 200);
      // What a removal does: the end of taking part and a new version of the rights, in one transaction.
      const [{ at }] = (await asOwner<{ at: number }>(
        nodes,
        `WITH gone AS (UPDATE project_member SET left_at = now() WHERE project_id = $1 AND org_id = $2 RETURNING 1),
              told AS (UPDATE channel SET last_seq = last_seq + 1, acl_version = acl_version + 1
                       WHERE kind = 'thread' AND record_id = $3 RETURNING id, last_seq),
              row AS (INSERT INTO channel_event SELECT id, last_seq, 'members.changed', '{}', now() FROM told)
         SELECT last_seq AS at FROM told, gone`,
        [projectId, orgId, threadId],
      )) as [{ at: number }];
      for (let i = 0; i < 5; i += 1) await send(writer, threadId, acknowledged);
      await pause(2500);
      expect(reader.seen.length, 'it read before').toBeGreaterThan(0);
      expect(Math.max(...reader.seen), 'nothing from the removal on').toBeLessThan(Number(at));
      expect(reader.closed).toBe(true);
      expect(
        await ask(reader.socket, 'subscribe', {
          channel: { kind: 'thread', id: threadId },
          after: 0,
        }),
      ).toMatchObject({ ok: false, code: 'NOT_FOUND' });
      reader.socket.close();
    }
  }, 300_000);
});

/**
 * Somebody who reads along: the page's own follower over a raw socket. The control takes what is
 * pushed and never asks.
 */
function read(url: string, cookie: string, threadId: string, start: number, catchUp = true) {
  const socket = opened(openSocket(url, cookie));
  const channel: ChannelRef = { kind: 'thread', id: threadId };
  const reader = {
    seen: [] as number[],
    ready: false,
    closed: false,
    socket,
  };
  const apply = (events: LogEvent[]) => reader.seen.push(...events.map((event) => event.seq));
  async function since(_: ChannelRef, after: number): Promise<Answer<Since>> {
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
    resync: () => {
      throw new Error('nobody falls that far behind here');
    },
    closed: () => (reader.closed = true),
  });
  const concernsUs = (frame: { channel: ChannelRef }) => frame.channel.id === threadId;
  socket.on('connect', () => void follower.catchUp());
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
async function send(socket: Socket, threadId: string, acknowledged: Set<string>) {
  const clientId = randomUUID();
  const input = { threadId, clientId, body: `message ${clientId}`, lang: 'en' };
  for (let tries = 1; tries < 200; tries += 1) {
    // A socket that is away keeps what it is given and pours it out when it is back.
    while (!socket.connected) await pause(100);
    const answer = await ask(socket, 'call', { name: 'discussions.post', input }, 5000);
    if (answer?.ok) return void acknowledged.add(clientId);
    await pause(Math.min(5000, 200 * tries) * (0.5 + Math.random()));
  }
  throw new Error('a message was never acknowledged');
}

async function settled(readers: { seen: number[] }[], end: number) {
  const deadline = Date.now() + SETTLE_MS;
  while (Date.now() < deadline && readers.some((reader) => (reader.seen.at(-1) ?? 0) < end))
    await pause(50);
}

async function until(condition: () => boolean) {
  for (let i = 0; i < 200 && !condition(); i += 1) await pause(50);
}

function opened(socket: Socket): Socket {
  sockets.push(socket);
  return socket;
}

/** A thread and people who take part in it whichever organisation they act for: they have one. */
async function audienceOf(forum: Nodes) {
  const rows = await asOwner<{ threadId: string; projectId: string; email: string }>(
    forum,
    `SELECT t.id AS "threadId", t.project_id AS "projectId", p.email FROM thread t
     JOIN project_member pm ON pm.project_id = t.project_id AND pm.left_at IS NULL
     JOIN organisation o ON o.id = pm.org_id AND o.kind <> 'secretariat'
     JOIN membership m ON m.org_id = pm.org_id AND m.ended_at IS NULL
     JOIN person p ON p.id = m.person_id JOIN credential c ON c.person_id = p.id
     WHERE t.id = (SELECT x.id FROM thread x JOIN project pr ON pr.id = x.project_id AND pr.privacy = 'invited'
                    WHERE x.kind = 'thread' AND x.state = 'open' ORDER BY x.created_at LIMIT 1)
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

async function lastSeq(forum: Nodes, threadId: string): Promise<number> {
  const rows = await asOwner<{ seq: string }>(
    forum,
    `SELECT last_seq AS seq FROM channel WHERE kind = 'thread' AND record_id = $1`,
    [threadId],
  );
  return Number(rows[0]?.seq ?? 0);
}

async function storedClientIds(forum: Nodes, threadId: string): Promise<string[]> {
  const rows = await asOwner<{ id: string }>(
    forum,
    'SELECT client_id AS id FROM post WHERE thread_id = $1',
    [threadId],
  );
  return rows.map((row) => row.id);
}

async function asOwner<T>(forum: Nodes, text: string, values: unknown[] = []): Promise<T[]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: forum.db.ownerUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as T[];
  } finally {
    await client.end();
  }
}

function report(figures: Record<string, number>) {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
