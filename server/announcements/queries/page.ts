import { renderText } from '#server/library/index.ts';
import { mayAny, sql } from '#server/platform/access/access.ts';
import type { Language } from '#server/platform/access/actor.ts';
import { query } from '#server/platform/use-case.ts';
import { announcement, forMe } from '../access.ts';
import { iso, LINE, type AnnouncementLine } from '../reading.ts';
import { OfAnnouncement, type Words } from '../schemas.ts';

type Row = AnnouncementLine & {
  version: number;
  editedAt: string | null;
  away: boolean;
  mine: boolean;
};

/** An announcement in the reader's language, else in English. */
export const announcementPage = query('announcements.page', {
  summary: 'One announcement in the reader’s language.',
  input: OfAnnouncement,
  subject: announcement.of('announcementId'),
  gate: 'news.view',
  async run({ subject, actor, tx }) {
    const { rows } = await tx.query<Row>(sql`
      SELECT ${LINE}, an.version, ${iso('an.edited_at')} AS "editedAt", ${forMe(actor)} AS mine,
             EXISTS (SELECT 1 FROM announcement_put_away pa
               WHERE pa.announcement_id = an.id AND pa.person_id = ${actor.personId}::uuid) AS away
        FROM announcement an WHERE an.id = ${subject.id}::uuid`);
    const lang: Language = subject.body[actor.lang] ? actor.lang : 'en';
    return {
      ...rows[0]!,
      title: (subject.title as Words)[lang]!,
      lang,
      html: renderText(subject.body[lang]!),
      mayWrite: mayAny(actor, 'news.write'),
    };
  },
});
