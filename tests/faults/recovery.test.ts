import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { crowd } from './crowd.ts';
import { asOwner, endConnections } from './ledger.ts';
import { lineTo, type Line } from './line.ts';
import { startNodes, type Nodes } from './nodes.ts';

const FULL = process.env['FAULTS'] === 'full';
/** The load under which connections, lines and processes end. */
const LOAD = FULL ? { readers: 100, rate: 50, threads: 10 } : { readers: 12, rate: 20 };

let nodes: Nodes | undefined;
let people: Awaited<ReturnType<typeof crowd>> | undefined;
let lines: Line[] = [];
afterEach(async () => {
  people?.close();
  for (const line of lines.splice(0)) await line.close();
  await nodes?.stop();
  nodes = people = undefined;
}, 120_000);

describe('everybody is level again, and no process ends', () => {
  test('when PostgreSQL ends all connections, and when it crashes', async () => {
    nodes = await startNodes(2);
    // The tests' cluster is forgetful; what is acknowledged here must outlive a crash.
    await asOwner(
      nodes,
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database()); END $$`,
    );
    await endConnections(nodes);
    people = await crowd(nodes, LOAD);
    const back: number[] = [];
    for (let round = 0; round < (FULL ? 20 : 2); round += 1) {
      await pause(1500);
      await endConnections(nodes);
    }
    await pause(1500);
    expectNoneEnded(nodes);
    for (let round = 0; round < (FULL ? 5 : 1); round += 1) {
      await pause(1500);
      await crash(nodes);
      back.push(await untilReady(nodes));
    }
    const whole = await people.expectWhole();
    expect(whole.controlLost, 'what nobody waits for is lost').toBeGreaterThan(0);
    expect(Math.max(...back), 'ready again after a crash').toBeLessThan(10_000);
    report({ test: 'database', backMs: Math.max(...back), ...whole });
    expectNoneEnded(nodes);
  }, 300_000);

  test('when lines are slow and cut in the middle of a frame', async () => {
    nodes = await startNodes(2);
    // In full ten minutes: a round trip of half a second, and each second one connection in twenty
    // is cut. In short every connection of a node at a time.
    const [delay, rounds, share] = FULL ? [250, 600, 0.05] : [100, 5, 1];
    let cuts = 0;
    const way = new Map<string, Line>();
    for (const { url } of nodes.nodes) way.set(url, await lineTo(url, delay));
    lines = [...way.values()];
    people = await crowd(nodes, { ...LOAD, via: (url) => way.get(url)!.url });
    for (let round = 0; round < rounds; round += 1) {
      await pause(1000);
      for (const line of FULL ? lines : [lines[round % 2]!]) cuts += line.cut(share);
    }
    const whole = await people.expectWhole();
    expect(whole.controlMissed, 'without catching up something is missed').toBeGreaterThan(0);
    expect(cuts, 'lines were cut').toBeGreaterThan(rounds);
    report({ test: 'lines', delayMs: delay, cuts, ...whole });
  }, 1_200_000);

  test.runIf(FULL)(
    'when a line falls silent: it is noticed within 45 seconds',
    async () => {
      nodes = await startNodes(1);
      const line = await lineTo(nodes.nodes[0]!.url, 0);
      lines = [line];
      people = await crowd(nodes, { readers: 10, rate: 5, via: () => line.url });
      await pause(2000);
      const connections = people.readers.map(({ socket }) => socket.id);
      line.goSilent();
      const began = Date.now();
      const back = () =>
        people!.readers.every(({ socket }, i) => socket.connected && socket.id !== connections[i]);
      while (Date.now() - began < 60_000 && !back()) await pause(100);
      const noticedMs = Date.now() - began;
      expect(noticedMs).toBeLessThan(47_000);
      report({ test: 'silent line', noticedMs, ...(await people.expectWhole()) });
    },
    300_000,
  );

  test('when nodes are stopped and started in turn', async () => {
    nodes = await startNodes(2);
    people = await crowd(nodes, LOAD);
    const stops: number[] = [];
    for (let round = 0; round < (FULL ? 10 : 2); round += 1) {
      await pause(1500);
      const began = Date.now();
      await nodes.nodes[round % 2]!.stop();
      stops.push(Date.now() - began);
      expect(nodes.nodes[round % 2]!.process.exitCode, 'it ends by itself').toBe(0);
      await nodes.restart(round % 2);
    }
    expect(Math.max(...stops)).toBeLessThan(10_000);
    const whole = await people.expectWhole();
    expect(whole.controlMissed, 'without catching up something is missed').toBeGreaterThan(0);
    expect(whole.controlLost, 'what nobody waits for is lost').toBeGreaterThan(0);
    report({ test: 'SIGTERM', longestStopMs: Math.max(...stops), ...whole });
  }, 300_000);
});

function expectNoneEnded(forum: Nodes) {
  for (const node of forum.nodes) expect(node.process.exitCode, node.output()).toBeNull();
}

/** One killed backend makes PostgreSQL end all others and recover from its log. */
async function crash(forum: Nodes) {
  const [victim] = await asOwner<{ pid: number }>(
    forum,
    `SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() LIMIT 1`,
  );
  process.kill(victim!.pid, 'SIGKILL');
}

/** How long until every node answers that it is ready, in milliseconds. */
async function untilReady(forum: Nodes): Promise<number> {
  const began = Date.now();
  for (const { url } of forum.nodes) {
    while (
      !(await fetch(`${url}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      ))
    )
      await pause(50);
  }
  return Date.now() - began;
}

function report(figures: object) {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
