import { anywhere, sql, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { notification } from '../access.ts';
import { ListNotifications } from '../schemas.ts';

export type NotificationLine = {
  id: string;
  type: string;
  subjectKind: string;
  subjectId: string;
  facts: Record<string, string | number>;
  at: Date;
  readAt: Date | null;
  organisation: Record<string, string>;
  actor: { familyName: string; givenName: string; nameLang: string } | null;
};

const PAGE = 50;

/** What was written to the caller, newest first, fifty at a time. */
export const list = query('notifications.list', {
  input: ListNotifications,
  subject: anywhere,
  gate: 'notification.view',
  summary: 'One’s own notifications, newest first',
  async run({ input, actor, tx }) {
    const before = input.before ? sql`n.at < ${input.before}` : sql`true`;
    const { rows } = await tx.query<NotificationLine>(sql`
      SELECT n.id, n.type, n.subject_kind AS "subjectKind", n.subject_id AS "subjectId", n.facts, n.at,
        n.read_at AS "readAt", o.name AS organisation,
        CASE WHEN a.id IS NULL THEN NULL ELSE jsonb_build_object('familyName', a.family_name,
          'givenName', a.given_name, 'nameLang', a.name_lang) END AS actor
      FROM notification n JOIN organisation o ON o.id = n.org_id LEFT JOIN person a ON a.id = n.actor_id
      WHERE ${visible(actor, 'notification.view', notification)} AND ${before}
      ORDER BY n.at DESC, n.id LIMIT ${PAGE + 1}`);
    return { notifications: rows.slice(0, PAGE), more: rows.length > PAGE };
  },
});
