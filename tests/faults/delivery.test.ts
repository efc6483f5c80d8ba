import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import {
  audienceOf,
  crowd,
  lastSeq,
  read,
  send,
  storedClientIds,
  until,
  type Reader,
} from './crowd.ts';
import { asOwner, blockNotices } from './ledger.ts';
import { ask, openSocket, signIn, startNodes, type Nodes } from './nodes.ts';

const FULL = process.env['FAULTS'] === 'full';
/** The load under which nodes are killed, and how often. */
const LOAD = FULL ? { readers: 100, rate: 50, threads: 10 } : { readers: 20, rate: 20 };
const KILLS = FULL ? 20 : 2;
const REMOVALS = FULL ? 200 : 4;
/** A busy machine may take this much longer where little is tried. */
const SLACK_MS = FULL ? 0 : 8000;

let nodes: Nodes | undefined;
const closing: { close(): void }[] = [];
afterEach(async () => {
  for (const each of closing.splice(0)) each.close();
  await nodes?.stop();
  nodes = undefined;
}, 120_000);

describe('a message shown as sent is stored, and everybody entitled sees it once, in one order', () => {
  test(`through ${KILLS} times kill -9 of a node under ${LOAD.rate} messages a second, two nodes, ${LOAD.readers} readers; a reader that does not catch up misses some, a writer that does not wait loses some (the controls)`, async () => {
    nodes = await startNodes(2);
    const people = opened(await crowd(nodes, LOAD));
    const level: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(1000);
      const victim = kill % 2;
      await nodes.nodes[victim]!.kill();
      await nodes.restart(victim);
      level.push(...(await people.level()));
    }
    const whole = await people.expectWhole();
    level.sort((a, b) => a - b);
    const p99Ms = level[Math.floor(level.length * 0.99)]!;
    report({
      test: 'kill -9',
      faults: KILLS,
      levelP99Ms: p99Ms,
      longestMs: level.at(-1),
      ...whole,
    });
    expect(p99Ms, 'level after a restart').toBeLessThan(5000 + SLACK_MS);
    expect(level.at(-1)).toBeLessThan(10_000 + SLACK_MS);
    expect(whole.controlMissed, 'without catching up something is missed').toBeGreaterThan(0);
    expect(whole.controlLost, 'what nobody waits for is lost').toBeGreaterThan(0);
  }, 900_000);

  test('the same clientId sent ten times at once from three sockets and two nodes is one message; other words are a conflict', async () => {
    nodes = await startNodes(2);
    const urls = nodes.nodes.map((node) => node.url);
    const { people, threadId } = await audienceOf(nodes);
    const cookie = await signIn(urls[0]!, people[0]!);
    const three = [urls[0]!, urls[1]!, urls[0]!].map((url) => opened(openSocket(url, cookie)));
    const rounds = FULL ? 1000 : 10;
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
    // The control: whoever makes a new id for each try has written ten messages.
    const tries = await Promise.all(
      Array.from({ length: 10 }, (_, i) => {
        const input = { threadId, clientId: randomUUID(), body: 'control', lang: 'en' };
        return ask(three[i % 3]!, 'call', { name: 'discussions.post', input }, 10_000);
      }),
    );
    expect(new Set(tries.map((answer) => answer.data.seq)).size).toBe(10);
    report({ test: 'same clientId', rounds, twice });
  }, 600_000);

  test('a removed organisation gets nothing that was written after the removal, whichever node it listens on and whether notices arrive or not; where the version of the rights stays it reads on (the control)', async () => {
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
    const cookie = await signIn(urls[0]!, email);
    const writing = opened(await writeOn(urls, people[0]!, threadId));

    // The control: where the version of the rights stays, nobody asks again, and the reader reads on.
    // It is long past asking for what it missed: asking would be refused.
    const untold = await readerAnew(0, 20);
    const end = await remove(0, true);
    await until(() => Math.max(...untold.seen) > end);
    expect(Math.max(...untold.seen)).toBeGreaterThan(end);
    expect(untold.closed).toBe(false);
    untold.socket.close();

    const outMs: number[][] = [[], []];
    for (const deaf of [false, true]) {
      if (deaf) await blockNotices(nodes);
      for (let round = 0; round < REMOVALS / 2; round += 1) {
        const reader = await readerAnew(round);
        const at = await remove(1, !deaf);
        const began = Date.now();
        await until(() => reader.closed);
        outMs[Number(deaf)]!.push(Date.now() - began);
        await pause(300);
        expect(Math.max(...reader.seen), 'nothing from the removal on').toBeLessThan(at);
        expect(reader.closed).toBe(true);
        const again = { channel: { kind: 'thread', id: threadId }, after: 0 };
        const refused = { ok: false, code: 'NOT_FOUND' };
        expect(await ask(reader.socket, 'subscribe', again)).toMatchObject(refused);
        reader.socket.close();
      }
    }
    const [heardMs, deafMs] = outMs.map((each) => Math.max(...each)) as [number, number];
    report({ test: 'removal', rounds: REMOVALS, written: await writing.end(), heardMs, deafMs });
    expect(heardMs).toBeLessThan(1000 + SLACK_MS);
    // The nodes' own look once a second stands in for the notice.
    expect(deafMs).toBeLessThan(2000 + SLACK_MS);

    /** The organisation takes part again, and its person has read something. */
    async function readerAnew(round: number, events = 1): Promise<Reader> {
      await asOwner(
        nodes!,
        'UPDATE project_member SET left_at = NULL WHERE project_id = $1 AND org_id = $2',
        [projectId, orgId],
      );
      const from = await lastSeq(nodes!, threadId);
      const reader = read(urls[round % 2]!, cookie, threadId, from);
      opened(reader.socket);
      await until(() => reader.ready && reader.seen.length >= events);
      expect(reader.seen.length, 'it read before').toBeGreaterThanOrEqual(events);
      await pause(Math.random() * 200);
      return reader;
    }

    /** What a removal does, in one transaction: the end of taking part and a new version of the rights. */
    async function remove(newVersion: 0 | 1, tells: boolean): Promise<number> {
      const [{ at }] = (await asOwner<{ at: string }>(
        nodes!,
        `WITH gone AS (UPDATE project_member SET left_at = now() WHERE project_id = $1 AND org_id = $2 RETURNING 1),
              told AS (UPDATE channel SET last_seq = last_seq + 1, acl_version = acl_version + $4
                       WHERE kind = 'thread' AND record_id = $3 RETURNING id, last_seq),
              row AS (INSERT INTO channel_event SELECT id, last_seq, 'members.changed', '{}', now() FROM told)
         SELECT last_seq AS at, CASE WHEN $5 THEN pg_notify('forum_log', id || ':' || last_seq) END
         FROM told, gone`,
        [projectId, orgId, threadId, newVersion, tells],
      )) as [{ at: string }];
      return Number(at);
    }
  }, 900_000);
});

/** Somebody writes to the thread on every node at an even pace, until it ends. */
async function writeOn(urls: string[], email: string, threadId: string) {
  const sockets = await Promise.all(
    urls.map(async (url) => openSocket(url, await signIn(url, email))),
  );
  const acknowledged = new Set<string>();
  const sends: Promise<void>[] = [];
  let goesOn = true;
  const pump = (async () => {
    for (let i = 0; goesOn; i += 1) {
      sends.push(send(sockets[i % sockets.length]!, threadId, acknowledged));
      await pause(1000 / LOAD.rate);
    }
  })();
  return {
    /** How many were acknowledged in the end: all. */
    async end() {
      goesOn = false;
      await pump;
      await Promise.all(sends);
      return acknowledged.size;
    },
    close() {
      goesOn = false;
      for (const socket of sockets) socket.close();
    },
  };
}

function opened<T extends { close(): void }>(each: T): T {
  closing.push(each);
  return each;
}

function report(figures: object) {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
