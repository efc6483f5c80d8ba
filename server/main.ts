import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RequestHandler } from 'express';
import type { ServerBuild } from '@remix-run/node';
import { renderMail } from '#emails/render.tsx';
import { httpDoor } from './doors/http.ts';
import { remixDoor } from './doors/remix.ts';
import { socketsDoor } from './doors/sockets.ts';
import { openGround, openKeyRing, prepareGround, seedDemo, seedDemoFiles } from './ground.ts';
import { schedules, workers } from './housekeeping.ts';
import { libreTranslate } from './discussions/index.ts';
import { mailFiller } from './mailings/index.ts';
import { openForum } from './open.ts';
import { startSealer } from './platform/audit/index.ts';
import { ConfigError, readConfig, type Config } from './platform/config.ts';
import { startJobs } from './platform/jobs/index.ts';
import { createLog, describeError } from './platform/log.ts';
import {
  createMailWorker,
  folderTransport,
  readMailbox,
  smtpTransport,
} from './platform/mail/index.ts';
import type { Metrics } from './platform/metrics.ts';
import { pushSender, vapidKeysIn } from './platform/push/index.ts';
import { SetupError } from './platform/setup-error.ts';
import { beat } from './presence/index.ts';
import { emergencyFigures } from './privacy/index.ts';
import { extendErasureList, replayErasures } from './privacy/index.ts';
import { recipientOf } from './recipients.ts';

const STOP_WITHIN_MS = 15_000;
/** How long requests under way may still take when the forum stops. */
const DRAIN_MS = 10_000;
/** Where server/build.mjs has put the screens; it says so to the process it starts. */
const BUILD = resolve(process.env['FORUM_BUILD'] ?? 'build');
const stops: (() => Promise<unknown>)[] = [];

/**
 * The process: configuration → database → migrations → forum → doors → graceful stop. Every step that
 * opens something adds how to close it; closing goes the other way round.
 */
async function main() {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  step('database');
  const ground = await openGround(config, step);
  stops.push(() => ground.stop());
  step('migrations');
  const applied = await prepareGround(config, ground, step);
  const keyRing = await openKeyRing(config, ground);
  let isNewDemo = false;
  if (config.mode === 'demo') {
    if (applied.length > 0) step('demo data');
    isNewDemo = await seedDemo(ground, keyRing);
  }

  const vapid = config.vapid ?? (await vapidKeysIn(join(config.dataDir, 'vapid.json')));
  const from = readMailbox(config.mailFrom) ?? { name: 'MEJ Forum', address: 'forum@mej.example' };

  step('forum');
  let origin = config.origin ?? '';
  const secure = config.origin?.startsWith('https://') ?? false;
  const forum = openForum({
    databaseUrl: ground.app,
    pool: config.pool,
    keyRing,
    pushKey: vapid.publicKey,
    translator: config.translation ? libreTranslate(config.translation) : null,
    dataDir: config.dataDir,
    clamd: config.clamd,
    mode: config.mode,
    secondFactor: config.secondFactor,
    limitsScale: config.limitsScale,
    log,
    origin: () => origin,
    secure,
    deliver: (batch) => sockets.deliver(batch),
  });
  stops.push(() => forum.database.close());
  const { anchorsFolder } = forum;
  const { signingKey } = keyRing;
  // A restored backup must not bring anybody back: before the doors open, what was erased is erased again.
  const again = await replayErasures(forum.database, forum.files, anchorsFolder, signingKey);
  if (again.length > 0)
    log.warn({ cases: again.length }, 'cases of a restored backup erased again');
  await extendErasureList(forum.database, anchorsFolder, signingKey);
  const sealer = await startSealer({
    database: forum.database,
    signingKey,
    anchorsFolder,
    log,
  });
  stops.push(() => sealer.stop());
  const mail = createMailWorker({
    database: forum.database,
    log,
    transport: config.smtpUrl
      ? smtpTransport({ url: config.smtpUrl, requireTls: config.mode === 'production' })
      : folderTransport(join(config.dataDir, 'outbox')),
    render: renderMail,
    recipient: recipientOf,
    fill: mailFiller(forum.kernel.capabilities, keyRing),
    from,
    origin: () => origin,
  });
  mail.start();
  stops.push(() => mail.stop());
  const { printer } = forum;
  stops.push(() => printer.stop());
  const jobs = await startJobs({
    database: forum.database,
    workers: workers(
      forum,
      log,
      pushSender({ keys: vapid, subject: `mailto:${from.address}`, mode: config.mode }),
      { keyRing, printer },
    ),
    schedules,
    log,
  });
  stops.push(() => jobs.stop());

  if (isNewDemo) {
    // Beside the start, which need not wait for it.
    void seedDemoFiles(forum).catch((error) => log.error(describeError(error), 'demo files'));
  }

  step('doors');
  let ready = true;
  const vite = config.development ? await startVite() : undefined;
  const { kernel, sessions, run, reader } = forum;
  const shared = {
    kernel,
    sessions,
    run,
    origin: () => origin,
    secure,
    limitsScale: config.limitsScale,
    trustedProxies: config.trustedProxies,
  };
  const http = httpDoor({
    ...shared,
    files: forum.files,
    development: config.development,
    ready: async () => ready && (await run('SELECT 1', [])).count === 1,
    clientDir: vite ? undefined : join(BUILD, 'client'),
    vite: vite?.middleware,
    pages: remixDoor({
      ...shared,
      build: vite ? vite.build : await importBuild(),
      demo: config.mode === 'demo',
    }),
  });
  const sockets = socketsDoor(http, {
    ...shared,
    reader: () => reader,
    present: (personIds) => beat(forum.database, personIds),
  });
  await reader.start();
  stops.push(() => reader.stop());
  await listen(http, config);
  const { port } = http.address() as AddressInfo;
  if (!origin) origin = `http://localhost:${port}`;
  if (config.metricsPort) {
    await serveMetrics(forum.metrics, config.metricsPort, () => emergencyFigures(forum.database));
  }
  stops.push(async () => {
    ready = false;
    const cut = setTimeout(() => http.closeAllConnections(), DRAIN_MS);
    await sockets.stop();
    clearTimeout(cut);
  });
  if (vite) stops.push(vite.stop);
  await greet(origin, config, forum.run);
}

async function importBuild(): Promise<ServerBuild> {
  return (await import(pathToFileURL(join(BUILD, 'server/index.js')).href)) as ServerBuild;
}

/** Vite in middleware mode, and a way to the newest build for each request. */
async function startVite() {
  const { createServer: createVite } = await import('vite');
  // Vite's child compilers add handlers that end the process in the middle of our own stop.
  const before = new Set(process.listeners('SIGTERM'));
  const vite = await createVite({ server: { middlewareMode: true } });
  for (const listener of process.listeners('SIGTERM')) {
    if (!before.has(listener)) process.removeListener('SIGTERM', listener);
  }
  return {
    middleware: vite.middlewares as unknown as RequestHandler,
    build: () =>
      vite.ssrLoadModule('virtual:remix/server-build') as Promise<unknown> as Promise<ServerBuild>,
    stop: () => vite.close(),
  };
}

function listen(http: ReturnType<typeof createServer>, config: Config): Promise<void> {
  return new Promise((done, fail) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      fail(
        error.code === 'EADDRINUSE'
          ? new SetupError(
              `Port ${config.port} is in use: another forum or program listens there. ` +
                `Stop it, or start on another one: PORT=${config.port + 1} npm start`,
            )
          : error,
      );
    });
    http.listen(config.port, config.host, () => done());
  });
}

type Figures = () => Promise<{ open: number; overdue: number }>;

/** Figures for Prometheus, and at `/readyz` what is not as it should be: both on loopback alone. */
async function serveMetrics(metrics: Metrics, port: number, emergencies: Figures) {
  const server = createServer(async (req, res) => {
    if (req.url === '/readyz') {
      const figures = await emergencies().catch(() => null);
      const degraded = [
        ...(figures ? [] : ['database']),
        ...(figures?.overdue ? ['emergencyReviewOverdue'] : []),
      ];
      res.setHeader('Content-Type', 'application/json');
      res.end(JSON.stringify({ degraded, emergencies: figures }));
      return;
    }
    res.setHeader('Content-Type', metrics.registry.contentType);
    res.end(await metrics.registry.metrics());
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  stops.push(async () => void server.close());
}

async function greet(origin: string, config: Config, run: ReturnType<typeof openForum>['run']) {
  const lines = ['', `  MEJ Forum   ${origin}`];
  if (config.mode === 'demo') {
    const { rows } = await run(`SELECT value FROM setting WHERE key = 'demo.signIns'`, []);
    const cast = rows[0]?.value as
      { password: string; people: { email: string; role: string; who: string }[] } | undefined;
    if (cast) {
      lines.push('', `  Demo sign-ins, password ${cast.password}`, '');
      for (const each of cast.people)
        lines.push(`    ${each.email.padEnd(34)} ${each.role.padEnd(20)} ${each.who}`);
    }
    lines.push(
      '',
      `  Mails: ${origin}/dev/mail   Reference: ${origin}/api/docs   Ctrl-C stops everything`,
    );
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
}

function step(name: string) {
  process.send?.({ step: name });
  process.stdout.write(`  ${name} …\n`);
}

let stopping = false;
async function stop(code: number) {
  if (stopping) process.exit(1);
  stopping = true;
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  for (const close of stops.reverse()) {
    await close().catch((error) =>
      process.stderr.write(`${JSON.stringify(describeError(error))}\n`),
    );
  }
  process.exit(code);
}

process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
// A process that was started over a channel ends with the one that started it.
process.on('disconnect', () => void stop(0));
process.on('unhandledRejection', fatal);
process.on('uncaughtException', fatal);

function fatal(error: unknown) {
  process.stderr.write(`${JSON.stringify(describeError(error))}\n`);
  void stop(1);
}

main().catch((error) => {
  const known = error instanceof SetupError || error instanceof ConfigError;
  process.stderr.write(known ? `\n${error.message}\n` : `\n${(error as Error).stack ?? error}\n`);
  void stop(1);
});
