import { sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { announcement } from '../access.ts';
import { LINE, type AnnouncementLine } from '../reading.ts';
import { OfAnnouncement, OFFICE_ZONE, type Words } from '../schemas.ts';

type Row = AnnouncementLine & { body: Words; version: number; starts: string; ends: string };

/** Everything an announcement says, in every language, for whoever edits it. Times are Japan's clock. */
export const source = query('announcements.source', {
  summary: 'One announcement in every language, to edit.',
  input: OfAnnouncement,
  subject: announcement.of('announcementId'),
  gate: 'news.write',
  async run({ subject, tx }) {
    const { rows } = await tx.query<Row>(sql`
      SELECT ${LINE}, an.body, an.version,
             to_char(an.starts_at AT TIME ZONE ${OFFICE_ZONE}, 'YYYY-MM-DD"T"HH24:MI') AS starts,
             to_char(an.ends_at AT TIME ZONE ${OFFICE_ZONE}, 'YYYY-MM-DD"T"HH24:MI') AS ends
        FROM announcement an WHERE an.id = ${subject.id}::uuid`);
    return rows[0]!;
  },
});
