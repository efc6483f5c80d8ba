import { organisation, type OrganisationRow } from '#server/membership/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, forbidden, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { readAddress } from '#server/platform/mail/index.ts';
import type { OrgKind } from '#server/platform/access/matrix.ts';
import { command, type CommandContext } from '#server/platform/use-case.ts';
import type { z } from 'zod';
import { mailLink, newLink } from '../link.ts';
import { rolesOf, type InvitedRole } from '../plain.ts';
import { Invite, InviteWithRole } from '../schemas.ts';

/**
 * Asks somebody by mail to join an organisation. Whether the address has an account elsewhere makes no
 * difference to the answer: nobody learns by inviting who is a member of the forum.
 */
export const invite = command('invitations.invite', {
  summary: 'Invites somebody by e-mail into an organisation, as a member of it, in a language.',
  input: Invite,
  subject: organisation.of('orgId'),
  gate: 'user.invite',
  doors: ['web'],
  limit: { points: 40, seconds: 3600 },
  run: (context) => send(context, context.input, 'member'),
});

/** An invitation with a role gives the role, and is held to what giving roles is held to. */
export const inviteWithRole = command('invitations.inviteWithRole', {
  summary: 'Invites somebody by e-mail into an organisation, with a role there.',
  input: InviteWithRole,
  subject: organisation.of('orgId'),
  gate: 'user.grantRole',
  doors: ['web'],
  limit: { points: 40, seconds: 3600 },
  async run(context) {
    const { input, subject } = context;
    if (!rolesOf(subject.kind as OrgKind).includes(input.role)) throw at('role', 'unknownRecord');
    return send(context, input, input.role);
  },
});

async function send(
  { subject, actor, tx, emit, audit }: CommandContext<unknown, OrganisationRow>,
  input: z.output<typeof Invite>,
  role: InvitedRole,
) {
  if (subject.kind === 'secretariat') throw forbidden();
  if (!subject.listed) throw conflict('STATE_CHANGED');
  const email = readAddress(input.email);
  if (!email) throw at('email', 'format.email');
  await refuseColleague(tx, subject.id, email);
  const link = newLink(tx);
  const id = newId();
  const invited = await tx.sql`
    INSERT INTO invitation (id, org_id, email, role, lang, invited_by, created_at, sent_at, until, link_hash)
    VALUES (${id}, ${subject.id}, ${email}, ${role}, ${input.lang}, ${actor.personId}, ${tx.now}, ${tx.now},
      ${link.until}, ${link.hash})
    ON CONFLICT (org_id, email) WHERE state = 'open' DO NOTHING RETURNING 1`;
  if (invited.length === 0) throw at('email', 'invitedAlready');
  const to = { id, orgId: subject.id, email, lang: input.lang, version: 0 };
  await mailLink(tx, to, actor.personId!, link);
  await emit({ kind: 'org', id: subject.id }, 'people.changed', {});
  audit({ invitationId: id, role });
  return { invitationId: id };
}

async function refuseColleague(tx: Tx, orgId: string, email: string): Promise<void> {
  const [here] = await tx.sql`
    SELECT 1 FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.org_id = ${orgId} AND m.ended_at IS NULL AND p.email = ${email}`;
  if (here) throw at('email', 'colleagueAlready');
}

function at(path: string, message: string) {
  return invalid('INVALID_INPUT', undefined, [{ path, message }]);
}
