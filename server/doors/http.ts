import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import express, { type Express, type RequestHandler, type Response } from 'express';
import sirv from 'sirv';
import { notFound } from '#server/platform/errors.ts';
import type { Files } from '#server/platform/files/index.ts';
import type { Kernel } from '#server/platform/kernel.ts';
import type { Run, Sessions } from '#server/platform/sessions.ts';
import { apiDoor, problems } from './api.ts';
import { fileDoor } from './files.ts';
import {
  addressLimit,
  bodyTime,
  byteCap,
  identify,
  sameOrigin,
  secretLinks,
  securityHeaders,
} from './guards.ts';

export type HttpOptions = {
  kernel: Kernel;
  sessions: Sessions;
  run: Run;
  files: Files;
  origin: () => string;
  secure: boolean;
  development: boolean;
  trustedProxies: readonly string[];
  limitsScale: number;
  ready: () => Promise<boolean>;
  /** Built client files; absent in development, where Vite serves them. */
  clientDir: string | undefined;
  /** Vite's own middleware, in development. */
  vite: RequestHandler | undefined;
  pages: RequestHandler;
};

/** A file of 25 MiB over a line of 0.7 Mbit/s; other bodies have a minute (guards.ts). */
const UPLOAD_WITHIN_MS = 300_000;

/**
 * The HTTP face: health, then the guards, then files, API and pages. Nothing is parsed before the
 * guards have looked at where a request comes from and how much it brings.
 */
export function httpDoor(options: HttpOptions) {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  health(app, options);
  app.use(identify(options.trustedProxies));
  app.use(securityHeaders(options));
  app.use((_req, res, next) => {
    res.once('finish', () => options.kernel.options.metrics.response(res.statusCode));
    next();
  });
  if (options.vite) app.use(options.vite);
  if (options.clientDir) files(app, options.clientDir);
  app.use(
    sameOrigin(options.origin),
    byteCap,
    bodyTime,
    addressLimit(options.limitsScale),
    secretLinks,
  );
  app.use('/api/v1', apiDoor(options.kernel, options.sessions, options.run));
  app.use('/files', fileDoor(options));
  app.use('/api', (req, _res, next) =>
    next(/^\/docs(\.data)?$/.test(req.path) ? undefined : notFound()),
  );
  app.use(options.pages);
  app.use(problems(options.kernel.options.log));
  return createServer({ requestTimeout: UPLOAD_WITHIN_MS, headersTimeout: 15_000 }, app);
}

/** `/healthz`: the process turns. `/readyz`: it can serve. Neither says more. */
function health(app: Express, options: HttpOptions) {
  app.get('/healthz', (_req, res) => void res.type('text/plain').send('ok'));
  app.get('/readyz', async (_req, res) => {
    const ready = await options.ready().catch(() => false);
    res
      .status(ready ? 200 : 503)
      .type('text/plain')
      .send(ready ? 'ready' : 'not ready');
  });
}

function files(app: Express, dir: string) {
  const assets = join(dir, 'assets');
  const common = { gzip: true, brotli: true, etag: true };
  if (existsSync(assets)) {
    app.use('/assets', sirv(assets, { ...common, immutable: true, maxAge: 31_536_000 }));
    app.use('/assets', (_req, _res, next) => next(notFound()));
  }
  app.use(
    sirv(dir, {
      ...common,
      setHeaders: (res) =>
        void (res as Response).setHeader('Cache-Control', 'public, max-age=3600'),
    }),
  );
}
