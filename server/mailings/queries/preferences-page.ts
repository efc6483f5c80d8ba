import { project, thread } from '#server/discussions/index.ts';
import { myself } from '#server/membership/index.ts';
import { sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { query } from '#server/platform/use-case.ts';
import { preferencesOf } from '../preferences.ts';
import { nextDigest } from '../rules.ts';
import { PreferencesPage, type MailRhythm } from '../schemas.ts';

type Labels = Partial<Record<string, string | null>>;
export type SpaceChoice = { id: string; title: Labels; mail: MailRhythm | null };

/** How one is told by mail, in general and for single projects and threads. */
export const preferencesPage = query('mailings.preferencesPage', {
  input: PreferencesPage,
  subject: myself,
  gate: 'user.viewSelf',
  refs: { threadId: { noun: thread, action: 'thread.view' } },
  summary: 'Which mails come when, the hour of the digest and the quiet hours',
  async run({ input, actor, tx }) {
    const preferences = await preferencesOf(tx, actor.personId!);
    const next = nextDigest(tx.now, actor.timeZone, preferences);
    const [returned] = await tx.sql`
      SELECT 1 FROM person p JOIN mail_suppression s ON s.address = lower(p.email::text)
       WHERE p.id = ${actor.personId}`;
    return {
      preferences,
      timeZone: actor.timeZone,
      nextDigestAt: next?.toISOString() ?? null,
      /** Mails to this person's address came back, so that none are sent. */
      isReturned: returned !== undefined,
      projects: await projectChoices(tx, actor),
      threads: await threadChoices(tx, actor, input.threadId ?? null),
    };
  },
});

/** Every running project that the caller takes part in, and those with a choice of their own. */
function projectChoices(tx: Tx, actor: Actor): Promise<SpaceChoice[]> {
  const mine = sql`EXISTS (SELECT 1 FROM project_member pm WHERE pm.project_id = pr.id
    AND pm.org_id = ${actor.orgId}::uuid AND pm.left_at IS NULL) AND pr.ended_at IS NULL`;
  return tx.sql<SpaceChoice>`
    SELECT pr.id, pr.title, v.mail FROM project pr
      LEFT JOIN notification_override v ON v.person_id = ${actor.personId} AND v.space_kind = 'project'
       AND v.space_id = pr.id
     WHERE ${visible(actor, 'project.view', project)} AND (v.mail IS NOT NULL OR (${mine}))
     ORDER BY pr.created_at LIMIT 50`;
}

/** The threads with a choice of their own, and the one that the caller comes from. */
async function threadChoices(
  tx: Tx,
  actor: Actor,
  threadId: string | null,
): Promise<SpaceChoice[]> {
  const rows = await tx.sql<{ id: string; title: string; lang: string; mail: MailRhythm | null }>`
    SELECT t.id, t.title, t.lang, v.mail FROM thread t
      LEFT JOIN notification_override v ON v.person_id = ${actor.personId} AND v.space_kind = 'thread'
       AND v.space_id = t.id
     WHERE ${visible(actor, 'thread.view', thread)} AND (v.mail IS NOT NULL OR t.id = ${threadId}::uuid)
     ORDER BY t.id = ${threadId}::uuid DESC, v.updated_at DESC LIMIT 50`;
  return rows.map(({ title, lang, ...row }) => ({ ...row, title: { [lang]: title } }));
}
