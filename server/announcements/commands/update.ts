import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { announcement } from '../access.ts';
import { OFFICE_ZONE, Update } from '../schemas.ts';

/** Changes what an announcement says and when home shows it. Nobody is told again; whom it is for stays. */
export const update = command('announcements.update', {
  summary:
    'Changes an announcement. `version` is the one you looked at; if somebody changed it since, the answer is 409 STALE.',
  input: Update,
  subject: announcement.of('announcementId'),
  gate: 'news.write',
  async run({ input, subject, tx, audit }) {
    const { title, body, important, starts, ends, version } = input;
    const { count } = await tx.query(
      sql`UPDATE announcement
             SET title = ${JSON.stringify(title)}::jsonb, body = ${JSON.stringify(body)}::jsonb,
                 important = ${important}, starts_at = ${starts}::timestamp AT TIME ZONE ${OFFICE_ZONE},
                 ends_at = ${ends}::timestamp AT TIME ZONE ${OFFICE_ZONE},
                 edited_at = ${tx.now}::timestamptz, version = version + 1
           WHERE id = ${subject.id}::uuid AND version = ${version} AND withdrawn_at IS NULL`,
    );
    if (count === 0) throw conflict('STALE');
    audit({ version: version + 1 });
    return { version: version + 1 };
  },
});
