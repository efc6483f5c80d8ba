import { z } from 'zod';
import type { Noun, Subject } from './access/access.ts';
import type { Actor } from './access/actor.ts';
import type { Action } from './access/matrix.ts';
import type { KeyRing } from './crypto/index.ts';
import type { Printer } from './documents/index.ts';
import type { Files } from './files/index.ts';
import type { ChannelRef } from './channels/log.ts';
import type { Reader } from './channels/reader.ts';
import type { Tx } from './database/transaction.ts';
import { idNouns } from './ids.ts';
import type { Kernel } from './kernel.ts';

/** What a use case is given: the checked input, the row it acts on, who asks, and the ground. */
export type QueryContext<Input, Row> = {
  input: Input;
  subject: Row;
  actor: Actor;
  tx: Tx;
  /** May the caller do this to this row? For the buttons of a page. */
  may: <R>(action: Action, of: Noun<R>, row: R) => boolean;
  services: Services;
  /** The address range the call came from, for limits. */
  ip: string;
  /** Adds ids and codes to the audit row that the kernel writes for this call. Never names or values. */
  audit: (facts: Record<string, unknown>) => void;
};

export type CommandContext<Input, Row> = QueryContext<Input, Row> & {
  /**
   * Appends to a channel's log in this transaction and answers the event's place in it. `acl` says
   * that who may listen has changed: every node checks its listeners again before it goes on.
   */
  emit: (
    channel: ChannelRef,
    type: string,
    payload: Record<string, string | number | boolean | null>,
    options?: { acl?: boolean },
  ) => Promise<number>;
  /** Runs after the commit; failures are logged and change nothing. */
  afterCommit: (hook: () => void | Promise<void>) => void;
  /**
   * What outlives a refusal, which rolls everything else back: it runs in a transaction of its own once
   * the act has been refused. It answers the facts of an audit row, or null where there is nothing to tell.
   */
  whenRefused: (work: (tx: Tx) => Promise<Record<string, unknown> | null>) => void;
};

/** The outside world as use cases may reach it; capabilities extend it (mail, files, keys). */
// eslint-disable-next-line no-restricted-syntax -- only an interface can be extended from elsewhere
export interface Services {
  mode: 'demo' | 'production';
  /** How people reach the forum: `https://forum.example`. */
  origin: () => string;
  /** Multiplies limits that use cases keep themselves; 1 but in load tests. */
  limitsScale: number;
  keyRing: KeyRing;
  /** Files, sealed with the key ring wherever they are kept. */
  files: Files;
  /** Prints papers that nobody keeps, after the transaction that gathered what they say. */
  printer: Printer;
  /** What browsers subscribe to for pushes; null where this forum pushes nothing. */
  pushKey: string | null;
  /** Where texts may be sent to be translated; null where this forum sends none anywhere. */
  translator: { host: string } | null;
  /** Where the audit's checkpoints and the list of erased cases are, outside the database. */
  anchorsFolder: string;
  /** Where mails of a forum without a mail server lie. */
  devMailFolder: string;
  /** The kernel and this node's log reader, for what reads channels on behalf of a caller. */
  kernel: () => Kernel;
  reader: () => Reader;
}

export type UseCase<
  Name extends string = string,
  Input = any,
  Output = any,
  Parsed = any,
  Row = any,
> = {
  name: Name;
  type: 'command' | 'query';
  input: z.ZodType<Parsed, Input>;
  subject: Subject<Parsed, Row>;
  gate: Action;
  /** Ids that ride along in the input: each must be visible to the caller under this action. */
  refs: Record<string, { noun: Noun; action: Action }>;
  /** Fields of the input whose words others will read: whoever is barred from writing brings none. */
  words: readonly string[];
  /** A plain sentence for the API's reference. */
  summary: string;
  limit: Limit | undefined;
  /** False where the record of the act is elsewhere (posts: the channel log) or nobody needs one. */
  audited: boolean;
  /** True where the answer holds a secret: it is never kept for a repeat. */
  secret: boolean;
  /** True for a command that writes nothing but that it was called: a token that may read may call it. */
  readsOnly: boolean;
  /** Where the second factor is not yet asked for: signing in. */
  doors: readonly Door[];
  run: (context: any) => Promise<Output>;
  readonly types?: { input: Input; output: Output };
};

/** `file`: the bytes of a file, handed to a program by its address. */
export type Door = 'web' | 'socket' | 'api' | 'file';
/** At most `points` calls per person (or address) in `seconds`. */
export type Limit = { points: number; seconds: number };

type Shape<Schema extends z.ZodType, Row> = {
  input: Schema;
  subject: Subject<z.output<Schema>, Row>;
  gate: Action;
  refs?: Record<string, { noun: Noun; action: Action }>;
  words?: readonly (keyof z.output<Schema> & string)[];
  summary?: string;
  limit?: Limit;
  audited?: boolean;
  secret?: boolean;
  readsOnly?: boolean;
  doors?: readonly Door[];
};

const EVERY_DOOR: readonly Door[] = ['web', 'socket', 'api'];

/** Declares an act that changes something. It runs in one transaction, after the gate. */
export function command<Name extends string, Schema extends z.ZodType, Row, Output>(
  name: Name,
  shape: Shape<Schema, Row> & {
    run: (context: CommandContext<NoInfer<z.output<Schema>>, NoInfer<Row>>) => Promise<Output>;
  },
): UseCase<Name, z.input<Schema>, Output, z.output<Schema>, Row> {
  return declare(name, 'command', shape);
}

/** Declares a question. It runs in one read-only transaction, after the gate. */
export function query<Name extends string, Schema extends z.ZodType, Row, Output>(
  name: Name,
  shape: Shape<Schema, Row> & {
    run: (context: QueryContext<NoInfer<z.output<Schema>>, NoInfer<Row>>) => Promise<Output>;
  },
): UseCase<Name, z.input<Schema>, Output, z.output<Schema>, Row> {
  return declare(name, 'query', shape);
}

function declare<Name extends string, Schema extends z.ZodType, Row, Output>(
  name: Name,
  type: 'command' | 'query',
  shape: Shape<Schema, Row> & { run: (context: any) => Promise<Output> },
): UseCase<Name, z.input<Schema>, Output, z.output<Schema>, Row> {
  const refs = shape.refs ?? {};
  requireDeclaredIds(name, shape.input, shape.subject, refs);
  return {
    name,
    type,
    input: shape.input as unknown as z.ZodType<z.output<Schema>, z.input<Schema>>,
    subject: shape.subject,
    gate: shape.gate,
    refs,
    words: shape.words ?? [],
    summary: shape.summary ?? '',
    limit: shape.limit,
    audited: shape.audited ?? type === 'command',
    secret: shape.secret ?? false,
    readsOnly: shape.readsOnly ?? type === 'query',
    doors: shape.doors ?? EVERY_DOOR,
    run: shape.run,
  };
}

/**
 * Every id in the input must be the subject's or named in `refs`: an id that rides along unchecked is
 * how one organisation's record ends up in another's hands.
 */
function requireDeclaredIds(
  name: string,
  schema: z.ZodType,
  subject: Subject<any, any>,
  refs: Record<string, unknown>,
) {
  const touched = new Set<string>();
  const recorder = new Proxy({}, { get: (_target, key) => (touched.add(String(key)), undefined) });
  subject.pick(recorder, { personId: '', orgId: '' } as Actor);
  for (const key of idKeys(schema)) {
    if (!touched.has(key) && !(key in refs)) {
      throw new Error(`${name}: the id "${key}" is neither the subject's nor declared in refs`);
    }
  }
}

function idKeys(schema: z.ZodType): string[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, node]) =>
    holdsId(node) ? [key] : [],
  );
}

function holdsId(node: z.ZodType): boolean {
  if (idNouns.has(node)) return true;
  if (node instanceof z.ZodArray) return holdsId(node.element as z.ZodType);
  if (node instanceof z.ZodObject) {
    return Object.values(node.shape as Record<string, z.ZodType>).some(holdsId);
  }
  if (
    node instanceof z.ZodOptional ||
    node instanceof z.ZodNullable ||
    node instanceof z.ZodDefault ||
    node instanceof z.ZodPrefault
  ) {
    return holdsId(node.unwrap() as z.ZodType);
  }
  return false;
}
