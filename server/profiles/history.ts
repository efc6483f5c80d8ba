import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import type { DepartmentRow, LineRow } from './access.ts';
import type { ProfileAct } from './plain.ts';

export type Labels = Partial<Record<string, string>>;

/** A department as a change found it or left it. */
export type DepartmentFacts = Pick<DepartmentRow, 'specialty' | 'name' | 'yearlyCases'>;
/** The same of a line. */
export type LineFacts = Pick<LineRow, 'kind' | 'code' | 'evidence'>;

type Change<Facts> = {
  orgId: string;
  /** Null where it is about all lines. */
  recordId: string | null;
  act: ProfileAct;
  before?: Facts;
  after?: Facts;
};

/** Keeps what became of a department, with who did it and for whom. */
export function keepDepartment(tx: Tx, actor: Actor, change: Change<DepartmentFacts>) {
  return keep(tx, actor, 'department', change);
}

/** Keeps what became of a line, or that all of them were confirmed. */
export function keepLine(tx: Tx, actor: Actor, change: Change<LineFacts>) {
  return keep(tx, actor, 'line', change);
}

async function keep(
  tx: Tx,
  actor: Actor,
  about: 'department' | 'line',
  { orgId, recordId, act, before, after }: Change<object>,
): Promise<void> {
  await tx.sql`
    INSERT INTO profile_change (id, org_id, about, record_id, act, before, after, by_id, by_org_id, at)
    VALUES (${newId()}, ${orgId}, ${about}, ${recordId}, ${act}, ${json(before)}::jsonb, ${json(after)}::jsonb,
            ${actor.personId}::uuid, ${actor.orgId}::uuid, ${tx.now})`;
}

const json = (facts: object | undefined) => (facts ? JSON.stringify(facts) : null);

export const departmentFacts = ({ specialty, name, yearlyCases }: DepartmentRow) => ({
  specialty,
  name,
  yearlyCases,
});
export const lineFacts = ({ kind, code, evidence }: LineRow) => ({ kind, code, evidence });

/** The texts that are given, by language: an empty one is none. */
export function given(texts: Labels): Labels {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text));
}
