import { sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { askedOf, seenBy } from '../notices.ts';
import { AUTHOR_JSON, ORG_JSON } from '../reading.ts';
import { OfThread } from '../schemas.ts';
import type { AuthorView, OrgView } from '../views.ts';

export type NoticeLine = {
  org: OrgView;
  seen: boolean;
  by: { author: AuthorView; at: string }[];
};

/** Which organisations have seen and acknowledged a notice, and who is missing: for the secretariat. */
export const noticePage = query('discussions.noticePage', {
  summary: 'Who has seen and acknowledged a notice, by organisation, those who are missing first.',
  input: OfThread,
  subject: thread.of('threadId'),
  gate: 'thread.manage',
  async run({ subject, tx }) {
    const { rows } = await tx.query<NoticeLine>(
      sql`SELECT ${ORG_JSON} AS org, ${seenBy(sql`o.id`)} AS seen,
                 (SELECT coalesce(json_agg(json_build_object('author', ${AUTHOR_JSON},
                           'at', to_char(k.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY k.at), '[]')
                    FROM acknowledgement k JOIN person a ON a.id = k.person_id
                   WHERE k.thread_id = t.id AND k.org_id = o.id) AS by
            FROM thread t CROSS JOIN LATERAL (${askedOf(subject.orgIds)}) asked
            JOIN organisation o ON o.id = asked.org_id
           WHERE t.id = ${subject.id}::uuid
           ORDER BY EXISTS (SELECT 1 FROM acknowledgement k WHERE k.thread_id = t.id AND k.org_id = o.id), o.slug`,
    );
    const [asked] = await tx.sql<{ at: Date | null }>`
      SELECT notice_remind_at AS at FROM thread WHERE id = ${subject.id}`;
    return {
      thread: { id: subject.id, title: subject.title, lang: subject.lang },
      notice: subject.noticeAt?.toISOString() ?? null,
      remindedAt: asked?.at?.toISOString() ?? null,
      lines: rows,
    };
  },
});
