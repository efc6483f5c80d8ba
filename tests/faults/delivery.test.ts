import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { audienceOf, crowd, lastSeq, read, send, storedClientIds, until } from './crowd.ts';
import { asOwner } from './ledger.ts';
import { ask, openSocket, signIn, startNodes, type Nodes } from './nodes.ts';

const FULL = process.env['FAULTS'] === 'full';
const CLIENTS = FULL ? 50 : 20;
const KILLS = FULL ? 10 : 2;
const RATE = 20;

let nodes: Nodes | undefined;
const closing: { close(): void }[] = [];
afterEach(async () => {
  for (const each of closing.splice(0)) each.close();
  await nodes?.stop();
  nodes = undefined;
}, 120_000);

describe('a message shown as sent is stored, and everybody entitled sees it once, in one order', () => {
  test(`through ${KILLS} times kill -9 of a node under ${RATE} messages a second, two nodes, ${CLIENTS} readers; a reader that does not catch up misses some (the control)`, async () => {
    nodes = await startNodes(2);
    const people = opened(await crowd(nodes, { readers: CLIENTS, rate: RATE }));
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(2000);
      const victim = kill % 2;
      await nodes.nodes[victim]!.kill();
      await nodes.restart(victim);
    }
    const whole = await people.expectWhole();
    expect(whole.controlMissed, 'without catching up something is missed').toBeGreaterThan(0);
    report({ test: 'kill -9', faults: KILLS, ...whole });
  }, 600_000);

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
    const rounds = FULL ? 200 : 4;
    for (let round = 0; round <= rounds; round += 1) {
      // The control: where the version of the rights stays, nobody asks again, and the reader reads on.
      const control = round === rounds;
      await asOwner(
        nodes,
        'UPDATE project_member SET left_at = NULL WHERE project_id = $1 AND org_id = $2',
        [projectId, orgId],
      );
      const reader = read(urls[round % 2]!, cookie, threadId, await lastSeq(nodes, threadId));
      opened(reader.socket);
      await until(() => reader.ready);
      const acknowledged = new Set<string>();
      for (let i = 0; i < 5; i += 1) await send(writer, threadId, acknowledged);
      await pause(Math.random() * 200);
      // What a removal does: the end of taking part and a new version of the rights, in one transaction.
      const [{ at }] = (await asOwner<{ at: number }>(
        nodes,
        `WITH gone AS (UPDATE project_member SET left_at = now() WHERE project_id = $1 AND org_id = $2 RETURNING 1),
              told AS (UPDATE channel SET last_seq = last_seq + 1, acl_version = acl_version + $4
                       WHERE kind = 'thread' AND record_id = $3 RETURNING id, last_seq),
              row AS (INSERT INTO channel_event SELECT id, last_seq, 'members.changed', '{}', now() FROM told)
         SELECT last_seq AS at FROM told, gone`,
        [projectId, orgId, threadId, control ? 0 : 1],
      )) as [{ at: number }];
      for (let i = 0; i < 5; i += 1) await send(writer, threadId, acknowledged);
      if (control) {
        await until(() => Math.max(...reader.seen) > Number(at));
        expect(Math.max(...reader.seen)).toBeGreaterThan(Number(at));
        expect(reader.closed).toBe(false);
        break;
      }
      await until(() => reader.closed);
      await pause(300);
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
  }, 900_000);
});

function opened<T extends { close(): void }>(each: T): T {
  closing.push(each);
  return each;
}

function report(figures: object) {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
