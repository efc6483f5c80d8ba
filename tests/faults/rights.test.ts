import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { audienceOf, lastSeq, read, until, type Reader } from './crowd.ts';
import { asOwner } from './ledger.ts';
import { ask, signIn, startNodes, type Nodes } from './nodes.ts';

/** The rights of sockets are looked at every five seconds where nobody said that they changed. */
const UNSAID_MS = 6500;
const SAID_MS = 1500;

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
  async (_, { take, give, out }) => {
    const [email] = ground.people.slice(-1);
    const person = await idOf(email!);
    const reader = await follower(email!, 1);
    const untouched = await follower(ground.people[0]!, 1);
    await asOwner(nodes, take, [person]);
    const asked = { name: 'discussions.threadPage', input: { threadId: ground.threadId } };
    const refused = await ask(reader.socket, 'call', asked);
    expect(refused?.ok ?? false, 'the next thing it asks for').toBe(false);
    const began = Date.now();
    await until(() => out(reader));
    expect(out(reader)).toBe(true);
    expect(Date.now() - began).toBeLessThan(UNSAID_MS);
    // The control: by the same measure, whoever lost nothing is there and is answered.
    expect(out(untouched)).toBe(false);
    expect(await ask(untouched.socket, 'call', asked)).toMatchObject({ ok: true });
    await asOwner(nodes, give, [person]);
  },
);

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
