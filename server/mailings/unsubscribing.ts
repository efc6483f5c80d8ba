import type { Tx } from '#server/platform/database/transaction.ts';
import { keepPreferences, preferencesOf } from './preferences.ts';
import { NOTICE_KINDS, type NoticeKind } from '#server/notifications/schemas.ts';
import type { Preferences } from './schemas.ts';
import type { MailsOf } from './tokens.ts';

/** What an unsubscribing replaced. */
type Before = { preferences: Preferences; spaces: { kind: string; id: string }[] };

/** The kinds that come in a rhythm now, and whether an unsubscribing can be taken back. */
export async function mailsIn(
  tx: Tx,
  { personId, rhythm }: MailsOf,
): Promise<{ kinds: NoticeKind[]; spaces: number; isOff: boolean }> {
  const preferences = await preferencesOf(tx, personId);
  const [row] = await tx.sql<{ spaces: number; before: Before | null }>`
    SELECT (SELECT count(*)::int FROM notification_override
             WHERE person_id = ${personId} AND mail = ${rhythm}) AS spaces,
           (SELECT before FROM notification_preference WHERE person_id = ${personId}) AS before`;
  const kinds = NOTICE_KINDS.filter((kind) => preferences[kind] === rhythm);
  const spaces = row?.spaces ?? 0;
  return { kinds, spaces, isOff: kinds.length === 0 && spaces === 0 && Boolean(row?.before) };
}

/** Ends every mail of news that comes in this rhythm. A second press changes nothing. */
export async function endMails(tx: Tx, mails: MailsOf): Promise<void> {
  const { personId, rhythm } = mails;
  const { kinds, spaces } = await mailsIn(tx, mails);
  if (kinds.length === 0 && spaces === 0) return;
  const preferences = await preferencesOf(tx, personId);
  const ended = await tx.sql<Before['spaces'][number]>`
    UPDATE notification_override SET mail = 'off', updated_at = ${tx.now}
     WHERE person_id = ${personId} AND mail = ${rhythm} RETURNING space_kind AS kind, space_id AS id`;
  const off = Object.fromEntries(kinds.map((kind) => [kind, 'off']));
  await keepPreferences(tx, personId, { ...preferences, ...off }, { preferences, spaces: ended });
}

/** Takes the last unsubscribing back; answers whether there was one. */
export async function resumeMails(tx: Tx, { personId, rhythm }: MailsOf): Promise<boolean> {
  const [row] = await tx.sql<{ before: Before | null }>`
    SELECT before FROM notification_preference WHERE person_id = ${personId} FOR UPDATE`;
  if (!row?.before) return false;
  for (const { kind, id } of row.before.spaces) {
    await tx.sql`UPDATE notification_override SET mail = ${rhythm}, updated_at = ${tx.now}
      WHERE person_id = ${personId} AND space_kind = ${kind} AND space_id = ${id} AND mail = 'off'`;
  }
  await keepPreferences(tx, personId, row.before.preferences);
  return true;
}
