import type { Language } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { blocksOf, follow, type Block } from './blocks.ts';

/**
 * How far a text is to be trusted. original: by the author of the post; machine: nobody has looked;
 * checked: written or read beside its source by `checkedBy`; stale: the source has changed since.
 */
export type TextState = 'original' | 'machine' | 'checked' | 'stale';

/** The text of one block of a post in another language. */
export type BlockText = {
  id: string;
  block: string;
  body: string;
  state: TextState;
  /** What the source said when this was written or last checked. */
  source: string | null;
  /** Null: a translation server. */
  writtenBy: string | null;
  checkedBy: string | null;
  version: number;
};

/** Who writes; null: the forum itself. */
export type Writer = { personId: string | null; orgId: string | null } | null;

/** Of which post, in which language. */
export type Beside = { postId: string; lang: Language };

/** The texts of a post in one language, by block. */
export async function textsOf(tx: Tx, { postId, lang }: Beside): Promise<Map<string, BlockText>> {
  const rows = await tx.sql<BlockText>`
    SELECT id, block, body, state, source, written_by AS "writtenBy",
           checked_by AS "checkedBy", version FROM parallel_text
     WHERE owner_kind = 'post' AND owner_id = ${postId} AND lang = ${lang}`;
  return new Map(rows.map((row) => [row.block, row]));
}

/** A text as it shall be; `version` is the one it was made on, null where there was none. */
export type NewText = {
  block: Block;
  position: number;
  body: string;
  state: TextState;
  version: number | null;
};

/**
 * Puts a text beside a block and keeps it in the history.
 * @throws conflict STALE_VERSION if somebody else wrote it meanwhile
 */
export async function putText(tx: Tx, beside: Beside, text: NewText, by: Writer): Promise<void> {
  const { postId, lang } = beside;
  const { block, position, body, state, version } = text;
  const checkedBy = state === 'checked' ? (by?.personId ?? null) : null;
  const checkedAt = state === 'checked' ? tx.now : null;
  const rows =
    version === null
      ? await tx.sql<Written>`
          INSERT INTO parallel_text (id, owner_kind, owner_id, block, position, lang, body, state, source,
                                     written_by, checked_by, checked_at, updated_at)
          VALUES (${newId()}, 'post', ${postId}, ${block.key}, ${position}, ${lang}, ${body}, ${state}, ${block.text},
                  ${by?.personId ?? null}, ${checkedBy}, ${checkedAt}, ${tx.now})
          ON CONFLICT (owner_kind, owner_id, block, lang) DO NOTHING RETURNING id, version`
      : await tx.sql<Written>`
          UPDATE parallel_text
             SET written_by = CASE WHEN body = ${body} THEN written_by ELSE ${by?.personId ?? null}::uuid END,
                 body = ${body}, state = ${state}, source = ${block.text}, checked_by = ${checkedBy},
                 checked_at = ${checkedAt}, position = ${position}, version = version + 1, updated_at = ${tx.now}
           WHERE owner_kind = 'post' AND owner_id = ${postId} AND block = ${block.key} AND lang = ${lang}
             AND version = ${version}
          RETURNING id, version`;
  if (!rows[0]) throw conflict('STALE_VERSION');
  await keep(tx, [rows[0].id], by);
}

/** Takes a text away; the history says so. */
export async function removeText(
  tx: Tx,
  { postId, lang }: Beside,
  { key, version }: { key: string; version: number },
  by: Writer,
): Promise<void> {
  const rows = await tx.sql<Written>`
    SELECT id FROM parallel_text WHERE owner_kind = 'post' AND owner_id = ${postId} AND block = ${key}
       AND lang = ${lang} AND version = ${version} FOR UPDATE`;
  if (!rows[0]) throw conflict('STALE_VERSION');
  await remove(tx, [rows[0].id], by);
}

/**
 * After an edit of a post: texts of blocks that stand as they were stay as they are, wherever these
 * moved to; those of rewritten blocks go with them and are stale; those of blocks that are gone go.
 */
export async function followSource(
  tx: Tx,
  post: { postId: string; before: string; after: string },
  by: Writer,
): Promise<void> {
  const after = blocksOf(post.after);
  const places = new Map(after.map(({ key }, position) => [key, position]));
  const moves = follow(blocksOf(post.before), after);
  const rows = await tx.sql<{ id: string; block: string; position: number }>`
    SELECT id, block, position FROM parallel_text
     WHERE owner_kind = 'post' AND owner_id = ${post.postId} FOR UPDATE`;
  const gone = rows.filter((row) => !moves.get(row.block));
  await remove(
    tx,
    gone.map((row) => row.id),
    by,
  );
  const stale: string[] = [];
  for (const { id, block, position } of rows) {
    const key = moves.get(block);
    if (!key) continue;
    const place = places.get(key)!;
    if (key !== block) {
      stale.push(id);
      await tx.sql`
        UPDATE parallel_text SET block = ${key}, position = ${place}, state = 'stale',
               version = version + 1, updated_at = ${tx.now} WHERE id = ${id}`;
    } else if (place !== position) {
      await tx.sql`UPDATE parallel_text SET position = ${place} WHERE id = ${id}`;
    }
  }
  await keep(tx, stale, by);
}

type Written = { id: string; version: number };

async function remove(tx: Tx, ids: string[], by: Writer): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql`
    WITH gone AS (DELETE FROM parallel_text WHERE id = ANY (${ids}::uuid[]) RETURNING *)
    INSERT INTO parallel_revision (text_id, number, owner_kind, owner_id, block, lang, source, body, state, by_person, by_org, at)
    SELECT id, version + 1, owner_kind, owner_id, block, lang, source, body, 'removed',
           ${by?.personId ?? null}, ${by?.orgId ?? null}, ${tx.now} FROM gone`;
}

async function keep(tx: Tx, ids: string[], by: Writer): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql`
    INSERT INTO parallel_revision (text_id, number, owner_kind, owner_id, block, lang, source, body, state, by_person, by_org, at)
    SELECT id, version, owner_kind, owner_id, block, lang, source, body, state,
           ${by?.personId ?? null}, ${by?.orgId ?? null}, ${tx.now}
      FROM parallel_text WHERE id = ANY (${ids}::uuid[])`;
}
