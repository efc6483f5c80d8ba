import { sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { announcement } from '../access.ts';
import { PutAway } from '../schemas.ts';

/** Takes an announcement off the caller's own home page, or puts it back there. */
export const putAway = command('announcements.putAway', {
  summary: 'Puts an announcement away from one’s own home page, or shows it there again.',
  input: PutAway,
  subject: announcement.of('announcementId'),
  gate: 'news.view',
  // What one has read is nobody else's business.
  audited: false,
  async run({ input, subject, actor, tx }) {
    const personId = actor.personId!;
    await tx.query(
      input.away
        ? sql`INSERT INTO announcement_put_away (announcement_id, person_id, at)
              VALUES (${subject.id}::uuid, ${personId}::uuid, ${tx.now}::timestamptz) ON CONFLICT DO NOTHING`
        : sql`DELETE FROM announcement_put_away
               WHERE announcement_id = ${subject.id}::uuid AND person_id = ${personId}::uuid`,
    );
    return null;
  },
});
