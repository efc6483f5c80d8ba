import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, forbidden } from '#server/platform/errors.ts';
import { command, type CommandContext } from '#server/platform/use-case.ts';
import { organisation } from '../access.ts';
import { casesInCare } from '../cases-in-care.ts';
import { OrganisationById } from '../schemas.ts';

/**
 * Suspends an organisation's membership. Its people act for it no more, at once and in every open page;
 * coordinators of a hospital keep the patients in its care until they are closed or in other hands.
 */
export const suspend = command('membership.suspend', {
  summary: 'Suspends a membership; a hospital keeps the patients in its care',
  input: OrganisationById,
  subject: organisation.of('orgId'),
  gate: 'org.suspend',
  async run({ subject, tx, emit, audit }) {
    if (subject.kind === 'secretariat') throw forbidden();
    const suspended = await tx.sql`
      UPDATE organisation SET override = 'suspended' WHERE id = ${subject.id} AND override IS NULL RETURNING 1`;
    if (suspended.length === 0) throw conflict('STATE_CHANGED');
    const keptCases = await casesInCare(tx, subject.id);
    await tellPeople(tx, emit, subject.id);
    audit({ orgId: subject.id, keptCases });
    return { keptCases };
  },
});

/** Ends a suspension: the organisation's people act for it as before. */
export const reinstate = command('membership.reinstate', {
  summary: 'Ends the suspension of a membership',
  input: OrganisationById,
  subject: organisation.of('orgId'),
  gate: 'org.suspend',
  async run({ subject, tx, emit, audit }) {
    const ended = await tx.sql`
      UPDATE organisation SET override = NULL WHERE id = ${subject.id} AND override = 'suspended' RETURNING 1`;
    if (ended.length === 0) throw conflict('STATE_CHANGED');
    await tellPeople(tx, emit, subject.id);
    audit({ orgId: subject.id });
    return null;
  },
});

/** Open pages of an organisation's people ask anew what they may. */
async function tellPeople(tx: Tx, emit: CommandContext<unknown, unknown>['emit'], orgId: string) {
  const people = await tx.sql<{ id: string }>`
    SELECT DISTINCT person_id AS id FROM membership WHERE org_id = ${orgId} AND ended_at IS NULL ORDER BY 1`;
  for (const { id } of people) await emit({ kind: 'person', id }, 'access.changed', {});
}
