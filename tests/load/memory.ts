import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { report } from './figures.ts';
import type { LoadedForum } from './forum.ts';
import { listen } from './listeners.ts';
import { startPeer } from './peers.ts';

const SOCKETS = 1000;

/** Resident memory of a fresh process, and with a thousand people's sockets that do nothing. */
export async function measureMemory(loaded: LoadedForum, settleSeconds: number) {
  await loaded.restart();
  const { forum, people } = loaded;
  const cookies = people.slice(0, SOCKETS).map(({ cookie }) => cookie);
  const own = await grow(forum.process.pid!, forum.url, cookies, settleSeconds);

  const peer = await startPeer('sockets.mjs');
  const bare = await grow(peer.process.pid!, peer.url, cookies, settleSeconds);
  await peer.stop();

  report({ name: 'memory, idle', value: own.idle / 1024, unit: 'MB' });
  report({ name: `memory, ${SOCKETS} idle sockets`, value: own.full / 1024, unit: 'MB' });
  const of = 'bare Socket.IO, memory per socket';
  const each = (growth: typeof own) => (growth.full - growth.idle) / SOCKETS;
  report({ name: of, value: each(bare), unit: 'kB' });
  report(
    { name: 'memory per socket', value: each(own), unit: 'kB', ratio: each(own) / each(bare), of },
    { on: 'value', most: 40 },
  );
}

async function grow(pid: number, url: string, cookies: string[], settleSeconds: number) {
  await pause(settleSeconds * 1000);
  const idle = residentKb(pid);
  const listening = await listen(url, cookies, null);
  await pause(settleSeconds * 1000);
  const full = residentKb(pid);
  await listening.close();
  return { idle, full };
}

function residentKb(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
}
