import type { Language } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { blocksOf, type Block } from '../translations/blocks.ts';
import type { BlockText } from '../translations/texts.ts';
import { keptBack, type Kept } from './patient-words.ts';

/**
 * A paragraph that may leave the forum for a translation server. It is a mere handle: its words are
 * kept apart and known for handles that were made here alone, so neither a string nor a cast becomes one.
 */
export type TranslatableText = { readonly mayLeave: unique symbol };

const words = new WeakMap<TranslatableText, string>();

/** @throws where the handle was not made by `readTranslatable` */
export function wordsOf(text: TranslatableText): string {
  const said = words.get(text);
  if (said === undefined) throw new Error('this text may not leave the forum');
  return said;
}

export type Translatable = {
  postId: string;
  threadId: string;
  body: string;
  lang: Language;
  /** `position`: where the paragraph stands among all of the post. */
  paragraphs: { block: Block; position: number; text: TranslatableText }[];
};

type Source = Omit<Translatable, 'paragraphs'> & { title: string; quoted: string | null };

/** A part of a post's page that may keep the post within the forum. */
export const KEEPING_PARTS = ['body', 'quoted', 'title'] as const;
export type KeepingPart = (typeof KEEPING_PARTS)[number];
export type KeptPart = { part: KeepingPart; kinds: Kept[] };

/**
 * The wall: what of a post may be sent to a translation server, or null. It reads for itself, and only
 * posts: a direct message, a post that is held, a record of a case have no way in. The project's space
 * must use the server, a desk's like any other; and what names a case or may speak of a patient, answers
 * a post that does, or stands under such a title stays.
 */
export async function readTranslatable(tx: Tx, postId: string): Promise<Translatable | null> {
  const source = await readSource(tx, postId);
  if (!source || keptIn(source).length > 0) return null;
  const { title: _title, quoted: _quoted, ...post } = source;
  return { ...post, paragraphs: proseOf(post.body).map(paragraph) };
}

/**
 * How many paragraphs of a post wait for a server's text, and what keeps them here, by part; null where
 * its space uses no server. What has all its texts is not held against anybody.
 */
export async function lookAt(
  tx: Tx,
  postId: string,
  texts: ReadonlyMap<string, Beside>,
): Promise<{ waiting: number; kept: KeptPart[] } | null> {
  const source = await readSource(tx, postId);
  if (!source) return null;
  const waiting = proseOf(source.body).filter(({ block }) => isWanted(block, texts)).length;
  return { waiting, kept: waiting > 0 ? keptIn(source) : [] };
}

export type Beside = Pick<BlockText, 'state' | 'writtenBy'>;

/**
 * Whether a paragraph is asked for: one without a text, or of which the server's own text is stale. What
 * a person wrote stays theirs, stale or not.
 */
export function isWanted(block: Block, texts: ReadonlyMap<string, Beside>): boolean {
  const text = texts.get(block.key);
  return !text || (text.state === 'stale' && text.writtenBy === null);
}

/** Which of these parts keep a post within the forum, and by what. */
export function keptIn(parts: Record<KeepingPart, string | null>): KeptPart[] {
  return KEEPING_PARTS.map((part) => ({ part, kinds: keptBack([parts[part] ?? '']) })).filter(
    ({ kinds }) => kinds.length > 0,
  );
}

async function readSource(tx: Tx, postId: string): Promise<Source | undefined> {
  const { rows } = await tx.text<Source>(
    `SELECT po.id AS "postId", po.thread_id AS "threadId", po.body, po.lang, t.title,
            (SELECT q.body FROM post q WHERE q.id = po.quote_of) AS quoted
       FROM post po JOIN thread t ON t.id = po.thread_id JOIN project pr ON pr.id = t.project_id
      WHERE po.id = $1 AND po.deleted_at IS NULL AND t.kind IN ('thread', 'chat') AND pr.machine_texts`,
    [postId],
    'discussions.readTranslatable',
  );
  return rows[0];
}

function proseOf(body: string) {
  return blocksOf(body)
    .map((block, position) => ({ block, position }))
    .filter(({ block }) => isProse(block));
}

function paragraph({ block, position }: { block: Block; position: number }) {
  const text = Object.freeze({}) as TranslatableText;
  words.set(text, block.text);
  return { block, position, text };
}

/** Code says the same in every language. */
function isProse({ text }: Block): boolean {
  return !/^ {0,3}(`{3}|~{3})/.test(text) && /\p{L}/u.test(text);
}
