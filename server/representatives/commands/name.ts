import { hasRepresentative, organisation, person } from '#server/membership/index.ts';
import { notify } from '#server/notifications/index.ts';
import { audience, sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, forbidden, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { NameRepresentative } from '../schemas.ts';

/**
 * Makes somebody of an organisation its representative. A representative names a colleague and may step
 * down in the same act; an administrator names one where there is none. Nobody is named in one that is
 * suspended or has left. In committees that the
 * organisation leads, the new one joins the roster by a trigger (`representative_named`).
 */
export const name = command('representatives.name', {
  summary:
    'Names a representative among an organisation’s people; the one who names may step down.',
  input: NameRepresentative,
  subject: person.of('personId'),
  gate: 'user.grantRole',
  refs: { orgId: { noun: organisation, action: 'org.viewMember' } },
  async run({ input, subject, actor, tx, emit, audit }) {
    const org = (await organisation.find(tx, input.orgId))!;
    const own = org.id === actor.orgId;
    if (org.kind === 'secretariat' || (!own && actor.orgKind !== 'secretariat')) throw forbidden();
    if (!subject.orgIds.includes(org.id)) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'personId', message: 'unknownRecord' }]);
    }
    // One after the other: two who name at once would both find nobody, or both step down.
    const [now] = await tx.sql<{ listed: boolean }>`
      SELECT override IS NULL AS listed FROM organisation WHERE id = ${org.id} FOR UPDATE`;
    if (!now!.listed) throw conflict('STATE_CHANGED');
    if (!own) await requireNobody(tx, org.id);
    const named = await tx.sql`
      UPDATE membership SET roles = array_append(array_remove(roles, 'member'), 'representative')
       WHERE person_id = ${subject.id} AND org_id = ${org.id} AND ended_at IS NULL
         AND NOT 'representative' = ANY (roles) RETURNING 1`;
    if (named.length === 0) throw conflict('STATE_CHANGED');
    if (own && input.stepDown) await stepDown(tx, actor.personId!, org.id);
    for (const id of new Set([subject.id, ...(own ? [actor.personId!] : [])])) {
      await emit({ kind: 'person', id }, 'access.changed', {});
    }
    await emit({ kind: 'org', id: org.id }, 'people.changed', {});
    await notify(tx, {
      type: 'organisation.representative',
      subject: { kind: 'organisation', id: org.id },
      to: sql`(m.org_id = ${org.id}::uuid OR ${audience('org.tendMembership', organisation, org)})`,
      actorId: actor.personId,
      except: actor.personId,
    });
    audit({ orgId: org.id, stepDown: own && input.stepDown });
    return null;
  },
});

async function requireNobody(tx: Tx, orgId: string): Promise<void> {
  const { rows } = await tx.query<{ voice: boolean }>(
    sql`SELECT ${hasRepresentative(sql`${orgId}::uuid`)} AS voice`,
  );
  if (rows[0]!.voice) throw conflict('HAS_REPRESENTATIVE');
}

/** Whoever has handed over meanwhile is no representative to step down. */
async function stepDown(tx: Tx, personId: string, orgId: string): Promise<void> {
  const gone = await tx.sql`
    UPDATE membership SET roles = CASE WHEN roles = '{representative}' THEN '{member}'::text[]
                                       ELSE array_remove(roles, 'representative') END
     WHERE person_id = ${personId} AND org_id = ${orgId} AND ended_at IS NULL
       AND 'representative' = ANY (roles) RETURNING 1`;
  if (gone.length === 0) throw conflict('STATE_CHANGED');
}
