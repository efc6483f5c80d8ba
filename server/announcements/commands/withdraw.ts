import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { announcement } from '../access.ts';
import { Withdraw } from '../schemas.ts';

/** Takes an announcement back: from this moment nobody but the secretariat can see it. */
export const withdraw = command('announcements.withdraw', {
  summary: 'Withdraws an announcement at once. It is not published again.',
  input: Withdraw,
  subject: announcement.of('announcementId'),
  gate: 'news.write',
  async run({ input, subject, actor, tx }) {
    const { count } = await tx.query(
      sql`UPDATE announcement SET withdrawn_at = ${tx.now}::timestamptz, withdrawn_by = ${actor.personId}::uuid,
                 version = version + 1
           WHERE id = ${subject.id}::uuid AND version = ${input.version} AND withdrawn_at IS NULL`,
    );
    if (count === 0) throw conflict('STALE');
    return null;
  },
});
