import type { Language } from '#server/platform/access/actor.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import { namesIn, termsIn, type OfficialName } from '#server/glossary/index.ts';
import { query } from '#server/platform/use-case.ts';
import { post, type PostRow } from '../access.ts';
import { machineView } from '../machine/asking.ts';
import { renderMarkdown } from '../markdown/render.ts';
import { AUTHOR_JSON, mentionsOf } from '../reading.ts';
import { takesPosts } from '../rules.ts';
import { TextsBeside } from '../schemas.ts';
import { blocksOf } from '../translations/blocks.ts';
import { textsOf, type TextState } from '../translations/texts.ts';
import type { AuthorView } from '../views.ts';

/** The text of a block, as its writer finds it. Moments are ISO strings. */
export type TextView = {
  body: string;
  version: number;
  state: TextState;
  /** What the source said when the text was made, where it says something else now. */
  source: string | null;
  writtenBy: AuthorView | null;
  checkedBy: AuthorView | null;
  checkedAt: string | null;
};

/** A post beside its text in another language, block by block: to write it. */
export const postTexts = query('discussions.postTexts', {
  summary: 'The paragraphs of a post and their texts in another language, with what each is worth.',
  input: TextsBeside,
  subject: post.of('postId'),
  gate: 'thread.translate',
  async run({ input, subject, tx, services }) {
    if (input.lang === subject.lang) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'lang', message: 'sameLanguage' }]);
    }
    const texts = await textsBeside(tx, subject, input.lang);
    const beside = { postId: subject.id, lang: input.lang };
    const source = subject.lang as Language;
    const terms = await termsIn(tx, subject.body, source);
    const calls = (await mentionsOf(tx, subject.id)).map((one) => one.label);
    const [author] = await tx.sql<{ author: AuthorView }>`
      SELECT ${AUTHOR_JSON} AS author FROM person a WHERE a.id = ${subject.authorId}`;
    return {
      postId: subject.id,
      threadId: subject.threadId,
      seq: subject.seq,
      /** The place of the thread's channel that this was read at. */
      asOfSeq: await channelSeq(tx, { kind: 'thread', id: subject.threadId }),
      author: author!.author,
      source,
      lang: input.lang,
      /** Whether anything can be written: not in a thread that is closed or locked. */
      open: takesPosts(subject),
      /** What a translation server could be asked for; null where none may be. */
      machine: await machineView(tx, services.translator, beside, await textsOf(tx, beside)),
      blocks: blocksOf(subject.body).map(({ key, text }) => ({
        key,
        text,
        html: renderMarkdown(text, calls),
        /** Official names of what it speaks of, in the other language. */
        names: namesIn(text, source, input.lang, terms) satisfies OfficialName[],
        beside: texts.get(key) ?? null,
      })),
    };
  },
});

async function textsBeside(
  tx: Tx,
  { id }: PostRow,
  lang: Language,
): Promise<Map<string, TextView>> {
  type Row = Omit<TextView, 'checkedAt'> & { block: string; checkedAt: Date | null };
  const rows = await tx.sql<Row>`
    SELECT x.block, x.body, x.version, x.state, CASE WHEN x.state = 'stale' THEN x.source END AS source,
           x.checked_at AS "checkedAt",
           (SELECT ${AUTHOR_JSON} FROM person a WHERE a.id = x.written_by) AS "writtenBy",
           (SELECT ${AUTHOR_JSON} FROM person a WHERE a.id = x.checked_by) AS "checkedBy"
      FROM parallel_text x WHERE x.owner_kind = 'post' AND x.owner_id = ${id} AND x.lang = ${lang}`;
  return new Map(
    rows.map(({ block, checkedAt, ...row }) => [
      block,
      { ...row, checkedAt: checkedAt?.toISOString() ?? null },
    ]),
  );
}
