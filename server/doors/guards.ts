import { randomBytes, randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { FILE_BYTES } from '#server/files/schemas.ts';
import { PAPER_BYTES } from '#server/papers/schemas.ts';
import { AppError, rateLimited, tooLarge } from '#server/platform/errors.ts';
import { addressPrefix, clientAddress } from './caller.ts';

/** What the guards leave on the response for the doors behind them. */
export type Locals = { requestId: string; nonce: string; ip: string };

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const KIB = 1024;
/** Forms are small; where people write long texts the route says so. */
const CAPS: [RegExp, number][] = [
  [/^\/(discussions|events|referrals)\//, 256 * KIB],
  [/^\/api\/v1\//, 256 * KIB],
  [/^\/files$/, FILE_BYTES],
  // A form of several files; each is held to its own limit as it is read.
  [/^\/files\/project$/, 4 * FILE_BYTES + KIB],
  [/^\/files\/case$/, PAPER_BYTES + FILE_BYTES],
];
const DEFAULT_CAP = 64 * KIB;
const BODY_WITHIN_MS = 60_000;

/** Gives each request an id and a nonce, and forgets forwarded headers of peers that are no proxy of ours. */
export function identify(trustedProxies: readonly string[]) {
  const trusted = new Set(trustedProxies);
  return (req: Request, res: Response, next: NextFunction) => {
    const peer = req.socket.remoteAddress?.replace(/^::ffff:/, '');
    const client = clientAddress(req, trusted);
    if (!peer || !trusted.has(peer)) {
      for (const name of Object.keys(req.headers)) {
        if (name.startsWith('x-forwarded-') || name === 'forwarded') delete req.headers[name];
      }
    }
    const locals = res.locals as Locals;
    locals.requestId = randomUUID();
    locals.nonce = randomBytes(16).toString('base64');
    locals.ip = addressPrefix(client);
    res.setHeader('X-Request-Id', locals.requestId);
    next();
  };
}

/**
 * Security headers. `style-src-attr` allows inline attributes because plots and positioned layers
 * write them; `same-origin` keeps the Origin header on script-free forms, which `no-referrer` loses.
 */
export function securityHeaders(options: { secure: boolean; development: boolean }) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [
          "'self'",
          (_req, res) => `'nonce-${(res as unknown as Response).locals['nonce']}'`,
        ],
        // Vite puts its style elements in without a nonce, so development goes without one.
        styleSrc: [
          "'self'",
          options.development
            ? "'unsafe-inline'"
            : (_req, res) => `'nonce-${(res as unknown as Response).locals['nonce']}'`,
        ],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...(options.development ? ['ws:'] : [])],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        frameSrc: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: options.secure
      ? { maxAge: 31_536_000, includeSubDomains: true }
      : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
}

/**
 * A change must come from our own pages: the Origin is ours, or, where a browser sends none, it says
 * `same-origin` itself. Bearer calls of the API carry no cookie, so no page can forge them.
 */
export function sameOrigin(origin: () => string) {
  return (req: Request, _res: Response, next: NextFunction) => {
    if ('_data' in req.query) return next(new AppError('notFound', 'NOT_FOUND'));
    if (SAFE.has(req.method)) return next();
    if (req.path.startsWith('/api/') && req.headers.authorization && !req.headers.cookie)
      return next();
    if (isOurOrigin(req.headers, origin()) || isOneClick(req)) return next();
    next(new AppError('forbidden', 'FOREIGN_ORIGIN'));
  };
}

/**
 * A mail program ends mails for its reader (RFC 8058): it comes from no page of ours and brings no
 * cookie, and the signed address is all it may use.
 */
function isOneClick(req: Request): boolean {
  return /^\/unsubscribe\/[\w.-]+$/.test(req.path) && !req.headers.cookie;
}

/**
 * A page behind a link that is a secret is kept by no cache and listed nowhere, whatever it answers. Its
 * address is no other site's to know either: that is the policy of every page (`same-origin`).
 */
export function secretLinks(req: Request, res: Response, next: NextFunction) {
  if (/^\/(status|summary)\//.test(req.path)) {
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('X-Robots-Tag', 'noindex, nofollow');
  }
  next();
}

/** Shared with the socket handshake, which browsers let any page attempt. */
export function isOurOrigin(
  headers: { origin?: string | undefined; 'sec-fetch-site'?: string | string[] | undefined },
  origin: string,
): boolean {
  if (headers.origin !== undefined) return headers.origin === origin;
  return headers['sec-fetch-site'] === 'same-origin';
}

/** Refuses a body by its announced length before a byte of it is read; no length, no body. */
export function byteCap(req: Request, _res: Response, next: NextFunction) {
  if (SAFE.has(req.method)) return next();
  const announced = req.headers['content-length'];
  if (announced === undefined) {
    if (req.headers['transfer-encoding']) return next(new AppError('invalid', 'LENGTH_REQUIRED'));
    return next();
  }
  const cap = CAPS.find(([path]) => path.test(req.path))?.[1] ?? DEFAULT_CAP;
  next(Number(announced) > cap ? tooLarge() : undefined);
}

/**
 * Ends a request whose body is still arriving after a minute. The server itself waits longer, because
 * a file over a slow line may.
 */
export function bodyTime(req: Request, res: Response, next: NextFunction) {
  if (!SAFE.has(req.method) && !/^\/files(\/(project|case))?$/.test(req.path)) {
    const timer = setTimeout(() => !req.complete && req.destroy(), BODY_WITHIN_MS);
    res.once('close', () => clearTimeout(timer));
  }
  next();
}

/** At most this many requests a minute from one address range; pages cost more than their parts. */
export function addressLimit(scale: number) {
  const changes = new RateLimiterMemory({ points: 300 * scale, duration: 60 });
  const reads = new RateLimiterMemory({ points: 3000 * scale, duration: 60 });
  return (req: Request, res: Response, next: NextFunction) => {
    const limiter = SAFE.has(req.method) ? reads : changes;
    limiter.consume((res.locals as Locals).ip).then(
      () => next(),
      (refusal: { msBeforeNext?: number }) =>
        next(rateLimited('RATE_LIMITED', Math.ceil((refusal.msBeforeNext ?? 1000) / 1000))),
    );
  };
}
