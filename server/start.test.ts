import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';

const open: { close(): unknown }[] = [];

afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

async function start(env: Record<string, string>): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['server/start.mjs'], { env: { ...process.env, ...env } });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

async function occupy(answer?: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end(answer ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return (server.address() as AddressInfo).port;
}

test('a used port gives a sentence with the way out, before anything is done', async () => {
  const port = await occupy('no web server');
  const { code, said } = await start({ PORT: String(port) });
  expect(code).toBe(1);
  expect(said.trim()).toBe(
    `Port ${port} is used by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
  );
});

test('a forum that already runs there is recognised', async () => {
  const port = await occupy('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok');
  const { said } = await start({ PORT: String(port) });
  expect(said).toContain('a forum that is already running');
});

test('an address that this machine does not have gives a sentence', async () => {
  const { code, said } = await start({ HOST: '192.0.2.1', PORT: '0' });
  expect(code).toBe(1);
  expect(said).toContain('This machine has no address 192.0.2.1');
});
