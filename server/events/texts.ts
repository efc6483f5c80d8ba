import type { Tx } from '#server/platform/database/transaction.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import { newId } from '#server/platform/ids.ts';

const LANGS = ['ja', 'en', 'zh', 'ko'] as const;

export type Block = 'description' | 'digest';
/** Prose in the reader's language, or the nearest there is; `state` says how far it is checked. */
export type Prose = { lang: Lang; body: string; state: string };

/** The blocks of an event's prose, each in the wanted language, else English, else Japanese. */
export async function proseOf(
  tx: Tx,
  eventId: string,
  lang: Lang,
): Promise<Partial<Record<Block, Prose>>> {
  const rows = await tx.sql<Prose & { block: Block }>`
    SELECT DISTINCT ON (block) block, lang, body, state FROM parallel_text
    WHERE owner_kind = 'event' AND owner_id = ${eventId}
    ORDER BY block, array_position(${[lang, 'en', 'ja', 'zh', 'ko']}::text[], lang)`;
  return Object.fromEntries(rows.map(({ block, ...prose }) => [block, prose]));
}

/** The description in every language it is written in. */
export async function descriptionOf(
  tx: Tx,
  eventId: string,
): Promise<Partial<Record<Lang, string>>> {
  const rows = await tx.sql<{ lang: Lang; body: string }>`
    SELECT lang, body FROM parallel_text
    WHERE owner_kind = 'event' AND owner_id = ${eventId} AND block = 'description'`;
  return Object.fromEntries(rows.map(({ lang, body }) => [lang, body]));
}

/** Writes the description; an empty text takes its language away, a missing one leaves it. */
export async function writeDescription(
  tx: Tx,
  eventId: string,
  description: Partial<Record<Lang, string | undefined>>,
): Promise<void> {
  for (const lang of LANGS) {
    const body = description[lang];
    if (body === undefined) continue;
    if (body === '') {
      await tx.sql`DELETE FROM parallel_text WHERE owner_kind = 'event'
        AND owner_id = ${eventId} AND block = 'description' AND lang = ${lang}`;
      continue;
    }
    await tx.sql`
      INSERT INTO parallel_text (id, owner_kind, owner_id, block, lang, body, state, updated_at)
      VALUES (${newId()}, 'event', ${eventId}, 'description', ${lang}, ${body}, 'original', ${tx.now})
      ON CONFLICT (owner_kind, owner_id, block, lang)
        DO UPDATE SET body = excluded.body, state = 'original', updated_at = excluded.updated_at`;
  }
}
