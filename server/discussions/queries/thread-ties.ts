import { event } from '#server/events/index.ts';
import { libraryItem } from '#server/library/index.ts';
import { mayAny, sql, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { linksOf, type LinkView } from '../links.ts';
import { OfThread } from '../schemas.ts';

/** Something that can be tied: its key, and what it is called. */
type Choice = Pick<LinkView, 'key' | 'title' | 'on'>;

/** More than this nobody looks through; the newest come first. */
const OFFERED = 300;

/** What a page needs that ties records to a thread: what is tied, and what else the caller may see. */
export const threadTies = query('discussions.threadTies', {
  summary: 'The records tied to a thread, and the events and library items that can be.',
  input: OfThread,
  subject: thread.of('threadId'),
  gate: 'thread.link',
  async run({ subject, actor, tx }) {
    const events = await tx.query<Choice>(sql`
      SELECT e.id::text AS key, e.title, to_char(e.starts_at AT TIME ZONE e.time_zone, 'YYYY-MM-DD') AS "on"
        FROM event e WHERE ${visible(actor, 'event.view', event)} AND NOT EXISTS (
          SELECT 1 FROM thread_link li
           WHERE li.thread_id = ${subject.id}::uuid AND li.kind = 'event' AND li.record_id = e.id)
       ORDER BY e.starts_at DESC, e.id LIMIT ${OFFERED}::int`);
    const items = await tx.query<Choice>(sql`
      SELECT l.slug AS key, l.title, l.published_on AS "on"
        FROM library_item l WHERE ${visible(actor, 'library.view', libraryItem)} AND NOT EXISTS (
          SELECT 1 FROM thread_link li
           WHERE li.thread_id = ${subject.id}::uuid AND li.kind = 'library' AND li.record_id = l.id)
       ORDER BY l.published_on DESC NULLS LAST, l.slug LIMIT ${OFFERED}::int`);
    return {
      id: subject.id,
      title: subject.title,
      lang: subject.lang,
      possible: subject.kind === 'thread',
      links: await linksOf(tx, actor, 'thread_link', subject.id),
      events: events.rows,
      items: items.rows,
      may: { tieReferral: mayAny(actor, 'referral.viewMeta') },
    };
  },
});
