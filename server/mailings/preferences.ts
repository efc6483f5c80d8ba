import type { Tx } from '#server/platform/database/transaction.ts';
import { DEFAULT_PREFERENCES } from './rules.ts';
import type { MailRhythm, Preferences } from './schemas.ts';

/** What a person chose, or the forum's defaults. */
export async function preferencesOf(tx: Tx, personId: string): Promise<Preferences> {
  const [row] = await tx.sql<Preferences>`
    SELECT personal, referrals, discussions, events, quiet_from AS "quietFrom", quiet_until AS "quietUntil",
           digest_hour AS "digestHour", digest_day AS "digestDay"
      FROM notification_preference WHERE person_id = ${personId}`;
  return row ?? DEFAULT_PREFERENCES;
}

/** What a person chose for single projects and threads: `project:<id>` to how often. */
export async function overridesOf(tx: Tx, personId: string): Promise<Map<string, MailRhythm>> {
  const rows = await tx.sql<{ space: string; mail: MailRhythm }>`
    SELECT space_kind || ':' || space_id AS space, mail FROM notification_override
     WHERE person_id = ${personId}`;
  return new Map(rows.map(({ space, mail }) => [space, mail]));
}

/** Writes the choices; `before` is what an unsubscribing replaced, so that it can be taken back. */
export async function keepPreferences(
  tx: Tx,
  personId: string,
  chosen: Preferences,
  before: object | null = null,
): Promise<void> {
  await tx.sql`
    INSERT INTO notification_preference (person_id, personal, referrals, discussions, events, quiet_from,
      quiet_until, digest_hour, digest_day, before, updated_at)
    VALUES (${personId}, ${chosen.personal}, ${chosen.referrals}, ${chosen.discussions}, ${chosen.events},
      ${chosen.quietFrom}, ${chosen.quietUntil}, ${chosen.digestHour}, ${chosen.digestDay},
      ${before && JSON.stringify(before)}::jsonb, ${tx.now})
    ON CONFLICT (person_id) DO UPDATE SET personal = excluded.personal, referrals = excluded.referrals,
      discussions = excluded.discussions, events = excluded.events, quiet_from = excluded.quiet_from,
      quiet_until = excluded.quiet_until, digest_hour = excluded.digest_hour,
      digest_day = excluded.digest_day, before = excluded.before, updated_at = excluded.updated_at`;
}
