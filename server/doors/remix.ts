import { gzipSync } from 'node:zlib';
import type { Request as ExpressRequest, Response as ExpressResponse, NextFunction } from 'express';
import {
  createReadableStreamFromReadable,
  createRequestHandler,
  type AppLoadContext,
  type ServerBuild,
} from '@remix-run/node';
import type { Answer, Ask, UseCaseName } from '#server/forum.ts';
import type { OwnOrganisation } from '#server/account/index.ts';
import { visitor, type Actor, type Language } from '#server/platform/access/actor.ts';
import { isAppError } from '#server/platform/errors.ts';
import type { Kernel } from '#server/platform/kernel.ts';
import { describeError } from '#server/platform/log.ts';
import type { Sessions } from '#server/platform/sessions.ts';
import { reference, type ReferenceEntry } from './api.ts';
import { callerByCookie, preferredLanguage } from './caller.ts';
import type { Locals } from './guards.ts';
import { createPublicPages } from './public-pages.ts';
import { handleByBranch } from './remix-branches.ts';

/** The forum as a page sees it: bound to the caller of this request. */
export type BoundForum = {
  call<Name extends UseCaseName>(
    name: Name,
    input: Ask<Name>,
    options?: CallOptions,
  ): Promise<Answer<Name>>;
  actor: Actor;
  /** For which other organisations of the caller the question that found nothing would be answered. */
  elsewhere(): Promise<OwnOrganisation[]>;
  /** The API's own reference, for the page that shows it. */
  reference(): ReferenceEntry[];
};
export type CallOptions = { idempotencyKey?: string; actingAs?: string };

declare module '@remix-run/node' {
  interface AppLoadContext {
    forum: BoundForum;
    session: { set(token: string): void; clear(): void };
    /** What this browser was given at an earlier sign-in, and how it is given something. */
    device: { token: string | undefined; set(token: string): void };
    /** The language of this page, and how a visitor's choice is remembered. */
    lang: Language;
    setLanguage(lang: Language): void;
    nonce: string;
    demo: boolean;
    origin: string;
    requestId: string;
    userAgent: string;
    reportFault(error: unknown): void;
  }
}

export type RemixOptions = {
  kernel: Kernel;
  sessions: Sessions;
  /** The build, or in development a way to the newest one. */
  build: ServerBuild | (() => Promise<ServerBuild>);
  origin: () => string;
  demo: boolean;
  secure: boolean;
};

const GZIP_FROM_BYTES = 1024;
/** From here on gzip looks twice: a tenth smaller than level 1, for a quarter of a millisecond. */
const GZIP_LEVEL = 4;
const TEXT = /^text\/|^application\/(json|problem\+json|manifest)|x-script/;

/** Pages: binds the caller to the forum, lets Remix render, compresses the whole answer once. */
export function remixDoor(options: RemixOptions) {
  const mode = process.env['NODE_ENV'];
  const { build } = options;
  const handle =
    typeof build === 'function' ? createRequestHandler(build, mode) : handleByBranch(build, mode);
  const render = async (req: ExpressRequest, res: ExpressResponse) => {
    const { actor } = await callerByCookie(req.headers, options.sessions);
    const context = loadContext(req, res, actor, options);
    const response = await handle(toRequest(req, options.origin()), context);
    return { response, actor: context.forum.actor };
  };
  const publicPages = createPublicPages();
  options.kernel.onAct(() => publicPages.forget());
  return async (req: ExpressRequest, res: ExpressResponse, next: NextFunction) => {
    try {
      if (typeof build !== 'function' && isForEverybody(req)) {
        const { nonce } = res.locals as Locals;
        const sent = await publicPages.page(req.originalUrl, nonce, async () => {
          const { response, actor } = await render(req, res);
          if (response.status === 200 && !response.headers.has('set-cookie')) {
            return { headers: [...response.headers], body: await response.text() };
          }
          await send(req, res, response, actor);
          return null;
        });
        if (sent) write(req, res, sent.headers, Buffer.from(sent.body));
        return;
      }
      const { response, actor } = await render(req, res);
      await send(req, res, response, actor);
    } catch (error) {
      next(error);
    }
  };
}

/** A page of the public site, asked for by somebody of whom no cookie tells anything. */
function isForEverybody(req: ExpressRequest): boolean {
  return (
    req.method === 'GET' &&
    req.headers.cookie === undefined &&
    languageOfPath(req.path) !== undefined &&
    !req.path.startsWith('/status/') &&
    !req.path.includes('.')
  );
}

function loadContext(
  req: ExpressRequest,
  res: ExpressResponse,
  caller: Actor,
  options: RemixOptions,
): AppLoadContext {
  const { requestId, nonce, ip } = res.locals as Locals;
  const { kernel, sessions } = options;
  const secure = options.secure ? '; Secure' : '';
  const lang =
    languageOfPath(req.path) ??
    (caller.kind === 'person' ? caller.lang : preferredLanguage(req.headers));
  let missed: { name: string; input: unknown } | null = null;
  const execute = (name: string, input: unknown, more: CallOptions = {}) =>
    kernel.execute(name, input, { actor: forum.actor, door: 'web', requestId, ip, ...more });
  const forum: BoundForum = {
    // What is answered is in the language of the page.
    actor: { ...caller, lang },
    async call(name, input, more) {
      try {
        return await execute(name, input, more);
      } catch (error) {
        if (isAppError(error) && error.kind === 'notFound') missed = { name, input };
        throw error;
      }
    },
    async elsewhere() {
      if (!missed || forum.actor.kind !== 'person') return [];
      return execute('account.elsewhere', missed).catch(() => []);
    },
    reference: () => reference(kernel),
  };
  return {
    forum,
    lang,
    nonce,
    requestId,
    demo: options.demo,
    origin: options.origin(),
    userAgent: String(req.headers['user-agent'] ?? '').slice(0, 200),
    session: {
      set: (token) => void res.append('Set-Cookie', sessions.cookie(token)),
      clear: () => {
        res.append('Set-Cookie', sessions.cookie(null));
        res.setHeader('Clear-Site-Data', '"cache", "storage"');
        forum.actor = visitor(lang);
      },
    },
    device: {
      token: sessions.deviceIn(req.headers.cookie),
      set: (token) => void res.append('Set-Cookie', sessions.deviceCookie(token)),
    },
    setLanguage: (chosen) =>
      void res.append(
        'Set-Cookie',
        `lang=${chosen}; Path=/; SameSite=Lax; Max-Age=31536000${secure}`,
      ),
    reportFault: (error) =>
      kernel.options.log.error({ requestId, ...describeError(error) }, 'page'),
  };
}

/** The public site names its language in the address, and so does the page of a patient’s family. */
function languageOfPath(path: string): Language | undefined {
  return /^(?:\/status)?\/(ja|en|zh|ko)(?:\/|$)/.exec(path)?.[1] as Language | undefined;
}

function toRequest(req: ExpressRequest, origin: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  // Remix compares Origin with Host: both are ours, whatever name the peer typed.
  headers.set('host', new URL(origin).host);
  const init: RequestInit & { duplex?: 'half' } = { method: req.method, headers };
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    init.body = createReadableStreamFromReadable(req);
    init.duplex = 'half';
  }
  return new Request(new URL(req.originalUrl, origin), init);
}

async function send(req: ExpressRequest, res: ExpressResponse, response: Response, actor: Actor) {
  res.status(response.status);
  // What somebody signed in may read is kept by no cache, theirs included.
  if (actor.kind !== 'visitor' && !response.headers.has('cache-control')) {
    res.setHeader('Cache-Control', 'no-store');
  }
  const body = response.body && req.method !== 'HEAD' ? await response.arrayBuffer() : undefined;
  write(req, res, response.headers, body && Buffer.from(body));
}

function write(
  req: ExpressRequest,
  res: ExpressResponse,
  headers: Iterable<[string, string]>,
  body: Buffer | undefined,
) {
  for (const [name, value] of headers) {
    if (name === 'set-cookie') res.append('Set-Cookie', value);
    else res.setHeader(name, value);
  }
  if (!body) return void res.end();
  const type = String(res.getHeader('content-type') ?? '');
  const accepts = /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));
  if (!accepts || body.length < GZIP_FROM_BYTES || !TEXT.test(type)) return void res.end(body);
  res.setHeader('Content-Encoding', 'gzip');
  res.append('Vary', 'Accept-Encoding');
  res.end(gzipSync(body, { level: GZIP_LEVEL }));
}
