import type { Actor } from './access/actor.ts';
import type { Tx } from './database/transaction.ts';

type Labels = Partial<Record<string, string | null>>;

/** What may be said of a record to one caller: what it is called, where it belongs, its address. */
export type SubjectView = {
  /** By language; a text that people wrote stands under the language they wrote it in. */
  title: Labels | null;
  /** What it is part of: the project of a thread. */
  place: Labels | null;
  path: string;
};

/**
 * The records among these ids that the caller may know of. Notifications, digests and the like hold
 * ids for long; what they say of a record is asked anew each time, of the capability it belongs to.
 */
export type DescribeSubjects = (
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
) => Promise<Map<string, SubjectView>>;
