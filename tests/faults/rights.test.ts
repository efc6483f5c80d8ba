import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { audienceOf, lastSeq, read, until, type Reader } from './crowd.ts';
import { asOwner } from './ledger.ts';
import { ask, signIn, startNodes, type Nodes } from './nodes.ts';
import { weakenedBuild } from './weakened.ts';

/** The rights of sockets are looked at every five seconds where nobody said that they changed. */
const UNSAID_MS = 6500;
const SAID_MS = 1500;
const FULL = process.env['FAULTS'] === 'full';
/** How often each right is taken, by turns from a reader of either node. */
const ROUNDS = FULL ? 25 : 1;

let nodes: Nodes;
let ground: Awaited<ReturnType<typeof audienceOf>>;
const sockets: Socket[] = [];
beforeAll(async () => {
  nodes = await startNodes(2);
  ground = await audienceOf(nodes);
}, 180_000);
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});
afterAll(() => nodes.stop());

const WAYS = {
  'a session that is deleted': {
    take: 'DELETE FROM session WHERE user_id = $1',
    give: 'SELECT $1::uuid',
    out: (reader: Reader) => !reader.socket.connected,
  },
  'a person who is deactivated': {
    take: 'UPDATE person SET deactivated_at = now() WHERE id = $1',
    give: 'UPDATE person SET deactivated_at = NULL WHERE id = $1',
    out: (reader: Reader) => !reader.socket.connected,
  },
  'a membership that ends': {
    take: 'UPDATE membership SET ended_at = now() WHERE person_id = $1',
    give: 'UPDATE membership SET ended_at = NULL WHERE person_id = $1',
    out: (reader: Reader) => reader.closed || !reader.socket.connected,
  },
  'an organisation that is suspended': {
    take: `UPDATE organisation SET override = 'suspended'
           WHERE id = (SELECT org_id FROM membership WHERE person_id = $1 LIMIT 1)`,
    give: `UPDATE organisation SET override = NULL
           WHERE id = (SELECT org_id FROM membership WHERE person_id = $1 LIMIT 1)`,
    out: (reader: Reader) => reader.closed || !reader.socket.connected,
  },
};

test.each(Object.entries(WAYS))(
  '%s is refused at once, and loses its open pages though nobody told the nodes',
  async (name, { take, give, out }) => {
    const [email] = ground.people.slice(-1);
    const person = await idOf(email!);
    const outMs: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const reader = await follower(email!, round % 2);
      const untouched = await follower(ground.people[0]!, round % 2);
      await asOwner(nodes, take, [person]);
      expect(await isAnswered(reader), 'the next thing it asks for').toBe(false);
      const began = Date.now();
      await until(() => out(reader));
      outMs.push(Date.now() - began);
      expect(out(reader)).toBe(true);
      // The control: by the same measure, whoever lost nothing is there and is answered.
      expect(out(untouched)).toBe(false);
      expect(await isAnswered(untouched)).toBe(true);
      await asOwner(nodes, give, [person]);
      for (const { socket } of [reader, untouched]) socket.close();
    }
    report({ test: name, rounds: ROUNDS, longestMs: Math.max(...outMs) });
    expect(Math.max(...outMs)).toBeLessThan(UNSAID_MS);
  },
);

test.runIf(FULL)(
  'a node that trusts its first look at a session answers and leaves the page open (the control)',
  async () => {
    const { dir, discard } = await weakenedBuild([
      [/SESSION_TICK_MS = 5e3/, 'SESSION_TICK_MS = 5e8'],
      [
        /const actor = await \w+\.read\(socket\.data\.token\);(\s*if \(!actor\) \{\s*socket\.emit)/,
        'const actor = socket.data.actor;$1',
      ],
    ]);
    const weak = await startNodes(1, {}, dir);
    try {
      const { url } = weak.nodes[0]!;
      const cookie = await signIn(url, ground.people[0]!);
      const reader = read(url, cookie, ground.threadId, await lastSeq(weak, ground.threadId));
      sockets.push(reader.socket);
      await until(() => reader.ready);
      await asOwner(weak, 'DELETE FROM session');
      expect(await isAnswered(reader)).toBe(true);
      await pause(UNSAID_MS);
      expect(reader.socket.connected && !reader.closed).toBe(true);
    } finally {
      await weak.stop();
      discard();
    }
  },
);

async function isAnswered(reader: Reader): Promise<boolean> {
  const asked = { name: 'discussions.threadPage', input: { threadId: ground.threadId } };
  return (await ask(reader.socket, 'call', asked))?.ok === true;
}

test('signing out on one node closes the pages of that sign-in on the other', async () => {
  const email = ground.people[0]!;
  const url = nodes.nodes[0]!.url;
  const cookie = await signIn(url, email);
  const reader = await follower(email, 1, cookie);
  await fetch(`${url}/sign-out`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: cookie, Origin: url },
    body: new URLSearchParams(),
  });
  const began = Date.now();
  await until(() => !reader.socket.connected);
  expect(reader.socket.connected).toBe(false);
  expect(Date.now() - began).toBeLessThan(SAID_MS);
});

async function follower(email: string, node: number, signedIn?: string): Promise<Reader> {
  const { url } = nodes.nodes[node]!;
  const cookie = signedIn ?? (await signIn(url, email));
  const reader = read(url, cookie, ground.threadId, await lastSeq(nodes, ground.threadId));
  sockets.push(reader.socket);
  await until(() => reader.ready);
  expect(reader.ready).toBe(true);
  return reader;
}

async function idOf(email: string): Promise<string> {
  const [row] = await asOwner<{ id: string }>(nodes, 'SELECT id FROM person WHERE email = $1', [
    email,
  ]);
  return row!.id;
}

function report(figures: object) {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
