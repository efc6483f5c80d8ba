import { organisation, type OrganisationRow } from '#server/membership/index.ts';
import { anywhere, can, sql, visible } from '#server/platform/access/access.ts';
import type { OrgKind } from '#server/platform/access/matrix.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { rolesOf, type InvitedRole } from '../plain.ts';
import { InvitationsPage } from '../schemas.ts';

export type OpenInvitation = {
  id: string;
  email: string;
  role: InvitedRole;
  sentAt: Date;
  until: Date;
  /** Its link works no more; it can be sent again. */
  over: boolean;
  version: number;
};

/** Whom an organisation has invited and who has not answered, the newest first. */
export const page = query('invitations.page', {
  summary: 'The open invitations of an organisation, and what somebody may be invited as.',
  input: InvitationsPage,
  subject: anywhere,
  gate: 'user.invite',
  doors: ['web'],
  async run({ input, actor, tx }) {
    const { rows } = await tx.query<OrganisationRow & { name: Record<string, string> }>(sql`
      SELECT o.id, o.slug, o.kind, o.override IS NULL AS listed, o.name FROM organisation o
       WHERE o.slug = ${input.slug} AND o.kind <> 'secretariat' AND o.override IS NULL
         AND ${visible(actor, 'user.invite', organisation)}`);
    const found = rows[0];
    if (!found) throw notFound();
    const asOfSeq = await channelSeq(tx, { kind: 'org', id: found.id });
    const open = await tx.sql<OpenInvitation>`
      SELECT id, email, role, sent_at AS "sentAt", until, until <= ${tx.now} AS over, version
        FROM invitation WHERE org_id = ${found.id} AND state = 'open' ORDER BY sent_at DESC, id LIMIT 200`;
    return {
      organisation: found,
      /** Whoever may not give roles invites members alone. */
      roles: can(actor, 'user.grantRole', organisation, found)
        ? rolesOf(found.kind as OrgKind)
        : (['member'] as const),
      open: open.map(({ sentAt, until, ...one }) => ({
        ...one,
        sentAt: sentAt.toISOString(),
        until: until.toISOString(),
      })),
      asOfSeq,
    };
  },
});
