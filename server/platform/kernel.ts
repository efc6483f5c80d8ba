import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { actsAsDeputy, can, mayAny, type Noun } from './access/access.ts';
import type { Actor } from './access/actor.ts';
import { AUDIT_READS, CASE_READS, STEP_UP, type Action } from './access/matrix.ts';
import { auditPending, sealNow } from './audit/index.ts';
import { append, type ChannelRule, type Hydrate } from './channels/log.ts';
import { transaction, type Database, type Tx } from './database/transaction.ts';
import { plainly } from './direction.ts';
import {
  conflict,
  forbidden,
  invalid,
  isAppError,
  notFound,
  rateLimited,
  signedOut,
  unavailable,
} from './errors.ts';
import { describeError, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { DescribeSubjects } from './subjects.ts';
import type { Door, Services, UseCase } from './use-case.ts';
import sql from 'sql-template-tag';

/** A capability as the kernel sees it: its use cases, its channels and what delivery adds to events. */
export type Capability = {
  useCases: readonly UseCase[];
  /** Whose scopes open it to tokens, where it is part of another capability's subject. */
  scope?: string;
  channels?: Partial<Record<string, ChannelRule>>;
  hydrate?: Record<string, Hydrate>;
  /** What may be said of its records, by the kind that notifications name them with. */
  subjects?: Record<string, DescribeSubjects>;
};

export type KernelOptions = {
  database: Database;
  services: Services;
  log: Log;
  metrics: Metrics;
  secondFactor: 'required' | 'whenEnrolled';
  limitsScale: number;
  /** Refuses the words of a caller who is barred from writing; asked before an act that brings some. */
  refuseWords: (tx: Tx, personId: string) => Promise<void>;
};

/** One call: who, through which door, and what makes a repeat recognisable. */
export type Call = {
  actor: Actor;
  door: Door;
  requestId: string;
  /** The organisation the page believes it acts for; another one is a conflict. */
  actingAs?: string | undefined;
  idempotencyKey?: string | undefined;
  /** Address prefix of the peer, for limits and the audit. */
  ip?: string | undefined;
};

export type Kernel = ReturnType<typeof createKernel>;

const STEP_UP_HOURS = 12;
const MOST_WAITING = 200;
/** Signing out, switching and one's own settings are possible from a page of any organisation. */
const FOR_NO_ORGANISATION: ReadonlySet<Action> = new Set(['account.use', 'user.updateSelf']);
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * The one way in: parse → find → gate → run, in one transaction, with the audit row beside it. Doors
 * call `execute`; nothing else opens a transaction on behalf of a person.
 */
export function createKernel(capabilities: Record<string, Capability>, options: KernelOptions) {
  const registry = new Map<string, UseCase>();
  const scopes = new Map<UseCase, string>();
  for (const [name, capability] of Object.entries(capabilities)) {
    for (const useCase of capability.useCases) {
      if (registry.has(useCase.name)) throw new Error(`${useCase.name} is declared twice`);
      registry.set(useCase.name, useCase);
      scopes.set(useCase, capability.scope ?? name);
    }
  }
  const limiters = new Map<string, RateLimiterMemory>();
  const onActs = new Set<() => void>();
  const denials = new RateLimiterMemory({ points: 5, duration: 60 });

  /**
   * Runs a use case for a caller.
   * @returns what the use case answers: plain data
   * @throws AppError of the class that fits; anything else is a fault of ours
   */
  async function execute(name: string, input: unknown, call: Call): Promise<any> {
    const useCase = registry.get(name);
    if (!useCase || !useCase.doors.includes(call.door)) throw notFound('UNKNOWN_USE_CASE');
    const end = options.metrics.useCase(useCase.name);
    try {
      const answer = await executeKnown(useCase, input, call);
      end('ok');
      return answer;
    } catch (error) {
      end(isAppError(error) ? error.kind : 'fault');
      throw translate(error, useCase, call);
    }
  }

  async function executeKnown(useCase: UseCase, input: unknown, call: Call) {
    const { actor } = call;
    const parsed = parse(useCase, input);
    checkCaller(useCase, call);
    // More waiting than a moment can serve: whoever comes now is better told so than kept.
    if (options.database.pool.waitingCount > MOST_WAITING) throw unavailable('BUSY');
    await takePoint(useCase, call);
    const hooks: (() => void | Promise<void>)[] = [];
    const outliving: Outliving[] = [];
    try {
      const answer = await transaction(
        options.database,
        { personId: actor.personId, orgId: actor.orgId },
        (tx) => inTransaction(tx, useCase, parsed, call, { hooks, outliving }),
        { readOnly: useCase.type === 'query' && !AUDIT_READS.has(useCase.gate) },
      );
      if (useCase.type === 'command') for (const tell of onActs) tell();
      for (const hook of hooks)
        void Promise.resolve()
          .then(hook)
          .catch((error) => report(error, useCase, call));
      return answer;
    } catch (error) {
      if (isAppError(error) && (error.kind === 'forbidden' || error.kind === 'notFound')) {
        await recordDenial(useCase, call, error.kind);
      }
      if (isAppError(error)) await outlive(useCase, call, error.kind, outliving);
      throw error;
    }
  }

  /**
   * Whether a question about a record would be answered to somebody: the gate alone is asked, nothing
   * runs and nothing is recorded.
   */
  async function wouldAnswer(tx: Tx, name: string, input: unknown, actor: Actor): Promise<boolean> {
    const useCase = registry.get(name);
    const parsed = useCase?.input.safeParse(input ?? {});
    if (useCase?.type !== 'query' || !useCase.subject.noun || !parsed?.success) return false;
    try {
      await gate(tx, useCase, parsed.data, actor);
      return true;
    } catch (error) {
      if (isAppError(error)) return false;
      throw error;
    }
  }

  async function inTransaction(
    tx: Tx,
    useCase: UseCase,
    input: any,
    call: Call,
    { hooks, outliving }: { hooks: (() => void | Promise<void>)[]; outliving: Outliving[] },
  ) {
    const { actor } = call;
    const repeat = await openRepeat(tx, useCase, input, call);
    if (repeat?.answer !== undefined) return repeat.answer;
    const subject = await gate(tx, useCase, input, actor);
    await checkRefs(tx, useCase, input, actor);
    if (actor.personId && useCase.words.some((field) => holdsWords(input[field]))) {
      await options.refuseWords(tx, actor.personId);
    }
    const facts: Record<string, unknown> = {};
    const context = {
      input,
      subject,
      actor,
      tx,
      services: options.services,
      ip: call.ip ?? 'unknown',
      may: <R>(action: Action, of: Noun<R>, row: R) => can(actor, action, of, row),
      emit: (channel: any, type: string, payload: any, more: any) =>
        append(tx, channel, type, payload, more),
      audit: (more: Record<string, unknown>) => void Object.assign(facts, more),
      afterCommit: (hook: () => void) => void hooks.push(hook),
      whenRefused: (work: Outliving) => void outliving.push(work),
    };
    const answer = (await useCase.run(context)) ?? null;
    await writeAudit(tx, useCase, call, subject, facts);
    if (repeat) await closeRepeat(tx, call, answer);
    return answer;
  }

  function parse(useCase: UseCase, input: unknown) {
    const result = useCase.input.safeParse(plainly(input ?? {}), { reportInput: true });
    if (result.success) return result.data;
    throw invalid(
      'INVALID_INPUT',
      undefined,
      result.error.issues.slice(0, 50).map((issue) => ({
        path: [
          ...issue.path,
          ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []),
        ].join('.'),
        message: issueKey(issue),
        ...(isTooLong(issue) && { limit: Number(issue.maximum) }),
      })),
    );
  }

  /** The scopes that let a token call an act, the narrowest first. */
  function wideEnough(useCase: UseCase): string[] {
    const whose = scopes.get(useCase)!;
    return [...(useCase.readsOnly ? [`${whose}:read`] : []), `${whose}:write`];
  }

  function checkCaller(useCase: UseCase, call: Call) {
    const { actor } = call;
    const forOne = actor.kind === 'person' && !FOR_NO_ORGANISATION.has(useCase.gate);
    if (forOne && call.actingAs !== undefined && call.actingAs !== actor.orgId) {
      throw conflict('ACTING_CHANGED');
    }
    if (actor.scopes && !wideEnough(useCase).some((scope) => actor.scopes!.includes(scope))) {
      throw forbidden('SCOPE_MISSING');
    }
    if (!STEP_UP.has(useCase.gate) || actor.kind !== 'person') return;
    if (actor.scopes) return;
    if (!actor.hasFactor) {
      // A password given again is no second factor, however fresh.
      const asked = options.secondFactor === 'required' && useCase.gate !== 'user.security';
      if (asked) throw forbidden('SECOND_FACTOR_NEEDED');
      return;
    }
    const fresh =
      actor.factorAt !== null && Date.now() - actor.factorAt.getTime() < STEP_UP_HOURS * 3_600_000;
    if (!fresh) throw forbidden('STEP_UP_NEEDED');
  }

  /** Finds the row and asks the matrix. Not visible and not existing are one answer. */
  async function gate(tx: Tx, useCase: UseCase, input: any, actor: Actor) {
    const { noun, anywhere } = useCase.subject;
    if (anywhere || !noun) {
      if (mayAny(actor, useCase.gate)) return null;
      throw actor.kind === 'visitor' ? signedOut() : forbidden();
    }
    const id = useCase.subject.pick(input, actor);
    const row = id ? await noun.find(tx, id) : null;
    if (row && can(actor, useCase.gate, noun, row)) return row;
    if (row && can(actor, noun.see, noun, row)) {
      throw mayAny(actor, useCase.gate)
        ? conflictOrForbidden(actor, useCase, noun, row)
        : forbidden();
    }
    throw actor.kind === 'visitor' ? signedOut() : notFound();
  }

  async function checkRefs(tx: Tx, useCase: UseCase, input: any, actor: Actor) {
    for (const [key, ref] of Object.entries(useCase.refs)) {
      const ids = [input[key] ?? []].flat() as string[];
      if (ids.length === 0) continue;
      for (const id of new Set(ids)) {
        const row = await ref.noun.find(tx, id);
        if (!row || !can(actor, ref.action, ref.noun, row)) {
          throw invalid('INVALID_INPUT', undefined, [{ path: key, message: 'unknownRecord' }]);
        }
      }
    }
  }

  async function takePoint(useCase: UseCase, call: Call) {
    const limit =
      useCase.limit ?? (useCase.type === 'command' ? { points: 60, seconds: 60 } : null);
    if (!limit || call.actor.kind === 'system') return;
    let limiter = limiters.get(useCase.name);
    if (!limiter) {
      limiter = new RateLimiterMemory({
        points: limit.points * options.limitsScale,
        duration: limit.seconds,
      });
      limiters.set(useCase.name, limiter);
    }
    await limiter.consume(call.actor.personId ?? call.ip ?? 'nobody').catch((refusal) => {
      throw rateLimited('RATE_LIMITED', Math.ceil((refusal.msBeforeNext ?? 1000) / 1000));
    });
  }

  /** Claims the key, or answers with what the first call answered. A different body is a conflict. */
  async function openRepeat(tx: Tx, useCase: UseCase, input: unknown, call: Call) {
    const key = call.idempotencyKey;
    if (key === undefined || useCase.type === 'query' || !call.actor.personId || useCase.secret) {
      return undefined;
    }
    if (!KEY.test(key)) throw invalid('INVALID_IDEMPOTENCY_KEY');
    const hash = createHash('sha256')
      .update(JSON.stringify([useCase.name, input]))
      .digest();
    const claimed = await tx.query(
      sql`INSERT INTO idempotency_key (person_id, key, use_case, body_hash, at)
          VALUES (${call.actor.personId}, ${key}, ${useCase.name}, ${hash}, ${tx.now})
          ON CONFLICT (person_id, key) DO UPDATE
            SET use_case = excluded.use_case, body_hash = excluded.body_hash, at = excluded.at, response = NULL
            WHERE idempotency_key.at < ${new Date(tx.now.getTime() - 86_400_000)}`,
    );
    if (claimed.count === 1) return { answer: undefined };
    const [first] = await tx.sql<{ body_hash: Buffer; response: { answer: unknown } | null }>`
      SELECT body_hash, response FROM idempotency_key
      WHERE person_id = ${call.actor.personId} AND key = ${key}`;
    if (!first || !first.body_hash.equals(hash)) throw conflict('IDEMPOTENCY_KEY_REUSED');
    return { answer: first.response?.answer };
  }

  async function closeRepeat(tx: Tx, call: Call, answer: unknown) {
    await tx.sql`UPDATE idempotency_key SET response = ${JSON.stringify({ answer })}::jsonb
      WHERE person_id = ${call.actor.personId} AND key = ${call.idempotencyKey}`;
  }

  async function writeAudit(tx: Tx, useCase: UseCase, call: Call, subject: any, facts: object) {
    const read = useCase.type === 'query' && AUDIT_READS.has(useCase.gate);
    if (!useCase.audited && !read) return;
    const body = auditBody(useCase, call, 'allow', subject, facts);
    if (read) await sealNow(tx, CASE_READS.has(useCase.gate) ? 'patient' : 'main', body);
    else await auditPending(tx, 'main', body);
  }

  /** What a refused act leaves behind, in a transaction of its own. */
  async function outlive(
    useCase: UseCase,
    call: Call,
    outcome: string,
    works: readonly Outliving[],
  ): Promise<void> {
    const { personId, orgId } = call.actor;
    for (const work of works) {
      await transaction(options.database, { personId, orgId }, async (tx) => {
        const facts = await work(tx);
        if (facts) await auditPending(tx, 'main', auditBody(useCase, call, outcome, null, facts));
      }).catch((error) => report(error, useCase, call));
    }
  }

  /** Refusals roll back, so their row is written apart, and at most five a minute per caller and act. */
  async function recordDenial(useCase: UseCase, call: Call, outcome: string) {
    options.metrics.denied(useCase.gate);
    const who = call.actor.personId ?? call.ip ?? 'nobody';
    const room = await denials.consume(`${who} ${useCase.name}`).then(
      () => true,
      () => false,
    );
    if (!room) return;
    await transaction(options.database, {}, (tx) =>
      auditPending(tx, 'main', auditBody(useCase, call, outcome, null, {})),
    ).catch((error) => report(error, useCase, call));
  }

  function translate(error: unknown, useCase: UseCase, call: Call): unknown {
    if (isAppError(error)) return error;
    const code = (error as { code?: string }).code;
    if (code === '57014' || code === '55P03') return unavailable('BUSY');
    if (code === '40001' || code === '40P01') return conflict('TRY_AGAIN');
    // Class 22: the value fits its schema and not its column, such as a NUL or a number too large.
    if (typeof code === 'string' && /^22...$/.test(code)) {
      report(error, useCase, call);
      return invalid();
    }
    if (typeof code === 'string' && (/^(08|53|57P)/.test(code) || code.startsWith('ECONN'))) {
      report(error, useCase, call);
      return unavailable();
    }
    if (
      error instanceof Error &&
      /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
    ) {
      report(error, useCase, call);
      return unavailable();
    }
    return error;
  }

  function report(error: unknown, useCase: UseCase, call: Call) {
    options.log.error(
      { useCase: useCase.name, requestId: call.requestId, ...describeError(error) },
      'use case',
    );
  }

  /** Calls back whenever an act of this node was committed, before its caller has the answer. */
  function onAct(tell: () => void): void {
    onActs.add(tell);
  }

  /** The narrowest scope that lets a token call an act. */
  const scopeOf = (useCase: UseCase) => wideEnough(useCase)[0]!;

  return { execute, wouldAnswer, onAct, scopeOf, registry, capabilities, options };
}

/** Whether a value of an input, or anything within it, says something. */
function holdsWords(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsWords);
}

function conflictOrForbidden(actor: Actor, useCase: UseCase, of: Noun, row: any) {
  // The relation is there and only the state is not: the record moved on since the page was drawn.
  const stateless: Noun = { ...of, state: undefined as never };
  return can(actor, useCase.gate, stateless, row) ? conflict('STATE_CHANGED') : forbidden();
}

type Outliving = (tx: Tx) => Promise<Record<string, unknown> | null>;

function auditBody(useCase: UseCase, call: Call, outcome: string, subject: any, facts: object) {
  const of = useCase.subject.noun;
  return {
    useCase: useCase.name,
    action: useCase.gate,
    outcome,
    person: call.actor.personId,
    org: call.actor.orgId,
    roles: [...call.actor.roles],
    ...(actsAsDeputy(call.actor, useCase.gate) && { deputyFor: call.actor.deputyFor }),
    door: call.door,
    session: call.actor.sessionId?.slice(0, 12) ?? null,
    ip: call.ip ?? null,
    request: call.requestId,
    ...(subject && of ? { noun: of.name, id: subject.id, ...of.facts?.(call.actor, subject) } : {}),
    ...facts,
  };
}

function isTooLong(issue: z.core.$ZodIssue): issue is z.core.$ZodIssueTooBig {
  return issue.code === 'too_big' && issue.origin === 'string';
}

/** A key of the `errors` strings for a zod issue, so that every language can say it. */
function issueKey(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'too_small')
    return issue.minimum === 1 && issue.origin === 'string' ? 'required' : 'tooSmall';
  if (issue.code === 'too_big') return isTooLong(issue) ? 'tooLong' : 'tooBig';
  if (issue.code === 'unrecognized_keys') return 'unknownField';
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return 'required';
    return issue.expected === 'number' ? 'notANumber' : 'wrongType';
  }
  if (issue.code === 'invalid_format') return `format.${issue.format}`;
  return 'invalid';
}
