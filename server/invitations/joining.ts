import { holdMembership } from '#server/membership/index.ts';
import { notify } from '#server/notifications/index.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Language } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { secretHash } from '#server/platform/secrets.ts';
import type { CommandContext } from '#server/platform/use-case.ts';

export type Taken = {
  id: string;
  orgId: string;
  email: string;
  role: string;
  lang: Language;
  invitedBy: string;
};

/**
 * Takes an invitation up for a person, by one conditional update: of several presses one is answered. With
 * `ofPerson` only whoever has the address that was invited can.
 * @throws 422 LINK_EXPIRED for one that was used, taken back, sent anew or has run out, and while its
 *   organisation is no member in good standing
 */
export async function takeUp(
  tx: Tx,
  secret: string,
  personId: string,
  { ofPerson }: { ofPerson: boolean },
): Promise<Taken> {
  const hash = secretHash(secret);
  const [known] = await tx.sql<{ orgId: string }>`
    SELECT org_id AS "orgId" FROM invitation WHERE link_hash = ${hash}`;
  if (known) await holdMembership(tx, known.orgId);
  const [taken] = await tx.sql<Taken>`
    UPDATE invitation i SET state = 'accepted', accepted_by = ${personId}, ended_at = ${tx.now}, version = i.version + 1
      FROM organisation o
     WHERE i.link_hash = ${hash} AND i.state = 'open' AND i.until > ${tx.now}
       AND o.id = i.org_id AND o.override IS NULL
       AND (NOT ${ofPerson}::boolean OR i.email = (SELECT p.email FROM person p WHERE p.id = ${personId}))
    RETURNING i.id, i.org_id AS "orgId", i.email, i.role, i.lang, i.invited_by AS "invitedBy"`;
  if (!taken) throw invalid('LINK_EXPIRED');
  return taken;
}

/** Makes a person one of the organisation's people; whoever invited them is told. */
export async function becomeColleague(
  tx: Tx,
  emit: CommandContext<unknown, unknown>['emit'],
  { orgId, role, invitedBy }: Taken,
  personId: string,
): Promise<void> {
  const placed = await tx.sql`
    INSERT INTO membership (id, person_id, org_id, roles, started_at)
    VALUES (${newId()}, ${personId}, ${orgId}, ${[role]}, ${tx.now})
    ON CONFLICT (person_id, org_id) WHERE ended_at IS NULL DO NOTHING RETURNING 1`;
  if (placed.length === 0) throw conflict('STATE_CHANGED');
  await emit({ kind: 'person', id: personId }, 'access.changed', {});
  await emit({ kind: 'org', id: orgId }, 'people.changed', {});
  await notify(tx, {
    type: 'organisation.joined',
    subject: { kind: 'organisation', id: orgId },
    to: sql`m.person_id = ${invitedBy}::uuid`,
    actorId: personId,
  });
}
