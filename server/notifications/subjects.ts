import { actorsOf } from '#server/membership/index.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Capability } from '#server/platform/kernel.ts';
import type { DescribeSubjects, SubjectView } from '#server/platform/subjects.ts';

type About = { orgId: string; subjectKind: string; subjectId: string };
type Capabilities = Record<string, Capability>;

/**
 * What may be said of the records that notifications are about, each for the organisation it was
 * written to the person for. A record that is missing here is not theirs to see any more.
 */
export async function describeSubjects(
  tx: Tx,
  capabilities: Capabilities,
  actors: readonly Actor[],
  lines: readonly About[],
): Promise<(line: About) => SubjectView | null> {
  const found = new Map<string, SubjectView>();
  for (const actor of actors) {
    const own = lines.filter((line) => line.orgId === actor.orgId);
    for (const kind of new Set(own.map((line) => line.subjectKind))) {
      const describe = describerOf(capabilities, kind);
      if (!describe) continue;
      const ids = own.filter((line) => line.subjectKind === kind).map((line) => line.subjectId);
      for (const [id, view] of await describe(tx, actor, [...new Set(ids)])) {
        found.set(keyOf({ orgId: actor.orgId!, subjectKind: kind, subjectId: id }), view);
      }
    }
  }
  return (line) => found.get(keyOf(line)) ?? null;
}

/** The caller as every organisation that these lines were written for. */
export async function actorsFor(tx: Tx, actor: Actor, lines: readonly About[]): Promise<Actor[]> {
  if (lines.every((line) => line.orgId === actor.orgId)) return [actor];
  const others = await actorsOf(tx, actor.personId!);
  return [actor, ...others.filter((each) => each.orgId !== actor.orgId)];
}

function describerOf(capabilities: Capabilities, kind: string): DescribeSubjects | undefined {
  for (const { subjects } of Object.values(capabilities)) {
    if (subjects?.[kind]) return subjects[kind];
  }
  return undefined;
}

function keyOf({ orgId, subjectKind, subjectId }: About): string {
  return `${orgId} ${subjectKind} ${subjectId}`;
}
