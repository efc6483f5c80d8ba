import type { Language } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { blocksOf, type Block } from '../translations/blocks.ts';
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
  const paragraphs = blocksOf(post.body)
    .map(paragraph)
    .filter(({ block }) => isProse(block));
  return { ...post, paragraphs };
}

/** Why a post that could be sent otherwise stays within the forum; empty of every other. */
export async function whyKept(tx: Tx, postId: string): Promise<Kept[]> {
  const source = await readSource(tx, postId);
  return source ? keptIn(source) : [];
}

function keptIn({ body, title, quoted }: Source): Kept[] {
  return keptBack([body, title, quoted ?? '']);
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

function paragraph(block: Block, position: number) {
  const text = Object.freeze({}) as TranslatableText;
  words.set(text, block.text);
  return { block, position, text };
}

/** Code says the same in every language. */
function isProse({ text }: Block): boolean {
  return !/^ {0,3}(`{3}|~{3})/.test(text) && /\p{L}/u.test(text);
}
