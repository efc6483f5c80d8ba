import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { newId } from '#server/platform/ids.ts';

export const ENTRY_TYPES = [
  'created',
  'edited',
  'stageMoved',
  'ended',
  'reopened',
  'orgAdded',
  'orgLeft',
  'leadPassed',
  'stepsPassed',
  'historyShared',
  'published',
  'unpublished',
  'milestoneAdded',
  'milestoneChanged',
  'milestoneDone',
  'milestoneReopened',
  'milestoneRemoved',
  'kpiAdded',
  'kpiRecorded',
  'kpiRemoved',
  'reviewed',
  'linked',
  'unlinked',
  'personAdded',
  'personRemoved',
  'translatorOn',
  'translatorOff',
  'retentionSet',
  'retentionLifted',
] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/** Adds a line to what happened in a project: ids and codes, which are named when they are read. */
export async function enter(
  tx: Tx,
  projectId: string,
  type: EntryType,
  actor: Actor,
  facts: Record<string, string | number> = {},
): Promise<void> {
  await tx.sql`
    INSERT INTO project_entry (id, project_id, type, facts, person_id, org_id, at)
    VALUES (${newId()}, ${projectId}, ${type}, ${JSON.stringify(facts)}::jsonb, ${actor.personId},
            ${actor.orgId}, ${tx.now})`;
}
