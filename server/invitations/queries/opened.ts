import { nameIn } from '#server/mailings/index.ts';
import { anywhere } from '#server/platform/access/access.ts';
import { secretHash } from '#server/platform/secrets.ts';
import { query } from '#server/platform/use-case.ts';
import type { InvitedRole } from '../plain.ts';
import { OpenInvitation } from '../schemas.ts';

type Opened = {
  org: Record<string, string>;
  inviter: Parameters<typeof nameIn>[0];
  inviterZone: string;
  role: InvitedRole;
  email: string;
  until: Date;
  personId: string | null;
  closed: boolean;
};

/**
 * What a link of an invitation leads to; null where it works no more. Looking changes nothing, since mail
 * programs look at links by themselves. `account` says how its address stands to the caller: it has none
 * yet, it is their own, they have to sign in to it, somebody else is signed in, or it has been closed.
 */
export const opened = query('invitations.opened', {
  summary: 'What the link of an invitation leads to.',
  input: OpenInvitation,
  subject: anywhere,
  gate: 'account.use',
  doors: ['web'],
  limit: { points: 60, seconds: 60 },
  async run({ input, actor, tx }) {
    const [found] = await tx.sql<Opened>`
      SELECT o.name AS org, json_build_object('familyName', by.family_name, 'givenName', by.given_name,
               'nameLang', by.name_lang, 'latinName', by.latin_name) AS inviter, by.time_zone AS "inviterZone", i.role, i.email, i.until, p.id AS "personId",
             coalesce(p.deactivated_at IS NOT NULL, false) AS closed
        FROM invitation i JOIN organisation o ON o.id = i.org_id AND o.override IS NULL
        JOIN person by ON by.id = i.invited_by
        LEFT JOIN person p ON p.email = i.email
       WHERE i.link_hash = ${secretHash(input.secret)} AND i.state = 'open' AND i.until > ${tx.now}`;
    if (!found) return null;
    const { personId, closed, until, inviter, ...told } = found;
    return {
      ...told,
      inviter: nameIn(inviter, actor.lang),
      until: until.toISOString(),
      account: standing(personId, closed, actor.personId),
    };
  },
});

function standing(personId: string | null, closed: boolean, caller: string | null) {
  if (closed) return 'closed' as const;
  if (caller && caller !== personId) return 'other' as const;
  if (!personId) return 'none' as const;
  return caller ? ('own' as const) : ('signIn' as const);
}
