import { organisation } from '#server/membership/index.ts';
import type { Language } from '#server/platform/access/actor.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { mailLink, newLink } from '../link.ts';
import { SettleInvitation } from '../schemas.ts';

/** The newest link is the one that counts: the one before works no more. */
export const sendAgain = command('invitations.sendAgain', {
  summary: 'Sends an open invitation again, with a new link and its full time.',
  input: SettleInvitation,
  subject: organisation.of('orgId'),
  gate: 'user.invite',
  doors: ['web'],
  limit: { points: 40, seconds: 3600 },
  async run({ input, subject, actor, tx, emit, audit }) {
    if (!subject.listed) throw conflict('STATE_CHANGED');
    const link = newLink(tx);
    const [sent] = await tx.sql<{ email: string; lang: Language; version: number }>`
      UPDATE invitation SET link_hash = ${link.hash}, until = ${link.until}, sent_at = ${tx.now},
             invited_by = ${actor.personId}, version = version + 1
       WHERE id = ${input.invitationId} AND org_id = ${subject.id} AND version = ${input.version} AND state = 'open'
      RETURNING email, lang, version`;
    if (!sent) throw conflict('STATE_CHANGED');
    const to = { ...sent, id: input.invitationId, orgId: subject.id };
    await mailLink(tx, to, actor.personId!, link);
    await emit({ kind: 'org', id: subject.id }, 'people.changed', {});
    audit({ invitationId: input.invitationId });
    return null;
  },
});
