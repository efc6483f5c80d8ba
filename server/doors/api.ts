import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { z } from 'zod';
import { AppError, isAppError, notFound, signedOut } from '#server/platform/errors.ts';
import type { Kernel } from '#server/platform/kernel.ts';
import type { Run, Sessions } from '#server/platform/sessions.ts';
import type { UseCase } from '#server/platform/use-case.ts';
import { describeError, type Log } from '#server/platform/log.ts';
import { callerByCookie, callerByToken } from './caller.ts';
import type { Locals } from './guards.ts';

/**
 * The HTTP API: every use case that has this door is `POST /api/v1/<capability>.<useCase>` with a
 * JSON body. Bearer tokens are for programs; a signed-in page may call it too (catch-up when its
 * socket is down), with its cookie and its own Origin.
 */
export function apiDoor(kernel: Kernel, sessions: Sessions, run: Run) {
  const router = Router();
  router.get('/openapi.json', (_req, res) => void res.json(openApi(kernel)));
  router.post('/:name', express.json({ limit: '256kb', strict: false }), async (req, res, next) => {
    try {
      const { requestId, ip } = res.locals as Locals;
      const actor = req.headers.authorization
        ? await callerByToken(req.headers.authorization, run)
        : (await callerByCookie(req.headers, sessions)).actor;
      if (!actor) throw signedOut('TOKEN_INVALID');
      const answer = await kernel.execute(req.params.name, req.body, {
        actor,
        door: 'api',
        requestId,
        ip,
        idempotencyKey: header(req, 'idempotency-key'),
        actingAs: header(req, 'x-acting-as'),
      });
      res.setHeader('Cache-Control', 'no-store');
      res.json(answer);
    } catch (error) {
      next(error);
    }
  });
  router.use((_req, _res, next) => next(notFound()));
  return router;
}

/** Turns any error into problem+json (RFC 9457). Faults of ours say nothing but the request's id. */
export function problems(log: Log) {
  return (error: unknown, _req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) return next(error);
    const refusal = asRefusal(error);
    const { requestId } = res.locals as Locals;
    if (!refusal) log.error({ requestId, ...describeError(error) }, 'request');
    if (refusal?.retryAfter) res.setHeader('Retry-After', String(refusal.retryAfter));
    const status = refusal?.status ?? 500;
    const code = refusal?.code ?? 'UNEXPECTED';
    res.status(code === 'LENGTH_REQUIRED' ? 411 : status).type('application/problem+json');
    res.setHeader('Cache-Control', 'no-store');
    res.send(
      JSON.stringify({
        type: `/api/docs#${code}`,
        title: code,
        status: res.statusCode,
        code,
        ...(refusal && refusal.message !== code ? { detail: refusal.message } : {}),
        ...(refusal?.issues.length ? { issues: refusal.issues } : {}),
        ...(refusal?.changes.length ? { changes: refusal.changes } : {}),
        ...(refusal?.retryAfter ? { retryAfter: refusal.retryAfter } : {}),
        requestId,
      }),
    );
  };
}

function asRefusal(error: unknown): AppError | null {
  if (isAppError(error)) return error;
  const type = (error as { type?: string }).type;
  if (type === 'entity.parse.failed') return new AppError('invalid', 'BROKEN_JSON');
  if (type === 'entity.too.large') return new AppError('tooLarge', 'TOO_LARGE');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return new AppError('invalid', 'BROKEN_JSON');
  if (error instanceof URIError) return new AppError('invalid', 'BROKEN_ADDRESS');
  return null;
}

/** A line of the reference: what a use case is called, asks and takes. */
export type ReferenceEntry = {
  name: string;
  type: 'command' | 'query';
  summary: string;
  gate: string;
  /** What a token needs for it. */
  scope: string;
  input: object;
};

/** The use cases that the API offers, from their own declarations. */
export function reference(kernel: Kernel): ReferenceEntry[] {
  return [...kernel.registry.values()]
    .filter((useCase) => useCase.doors.includes('api'))
    .map((useCase) => ({
      name: useCase.name,
      type: useCase.type,
      summary: useCase.summary,
      gate: useCase.gate,
      scope: kernel.scopeOf(useCase),
      input: inputSchema(useCase),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function inputSchema(useCase: UseCase): object {
  const { $schema: _, ...schema } = z.toJSONSchema(useCase.input, {
    io: 'input',
    unrepresentable: 'any',
  });
  return schema;
}

function openApi(kernel: Kernel) {
  const problem = { $ref: '#/components/responses/problem' };
  const paths = Object.fromEntries(
    reference(kernel).map((entry) => [
      `/api/v1/${entry.name}`,
      {
        post: {
          operationId: entry.name,
          tags: [entry.name.split('.')[0]],
          summary: entry.summary,
          description: `${entry.type}; asks for \`${entry.gate}\`; scope \`${entry.scope}\``,
          parameters:
            entry.type === 'command'
              ? [
                  {
                    name: 'Idempotency-Key',
                    in: 'header',
                    schema: { type: 'string', maxLength: 200 },
                  },
                ]
              : [],
          requestBody: { required: true, content: { 'application/json': { schema: entry.input } } },
          responses: {
            200: { description: 'The answer', content: { 'application/json': { schema: {} } } },
            default: problem,
          },
        },
      },
    ]),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'MEJ Forum',
      version: '1',
      description: 'Every act of the forum. Fields are only ever added.',
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      responses: {
        problem: {
          description: 'Why not, as RFC 9457 problem details',
          content: { 'application/problem+json': { schema: PROBLEM } },
        },
      },
    },
  };
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    retryAfter: { type: 'integer' },
    issues: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          path: { type: 'string' },
          message: { type: 'string' },
          limit: { type: 'integer' },
        },
      },
    },
  },
};

function header(req: Request, name: string): string | undefined {
  const value = req.headers[name];
  return typeof value === 'string' ? value : undefined;
}
