import { anywhere, sql, visible, type Sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { threadLines } from '../lines.ts';
import { THREADS_LISTED } from '../rules.ts';
import { foldTag, OfTag, Tags } from '../schemas.ts';

/** Tags that are offered while one writes one. */
const OFFERED = 300;

/** The tags in use where the caller reads, the commonest first: what is offered while one writes a tag. */
export const tagsInUse = query('discussions.tags', {
  summary: 'The tags of threads that the caller may read, the commonest first.',
  input: Tags,
  subject: anywhere,
  gate: 'thread.view',
  async run({ actor, tx }) {
    const { rows } = await tx.query<{ label: string }>(sql`
      SELECT mode() WITHIN GROUP (ORDER BY tt.label) AS label
        FROM thread_tag tt JOIN thread t ON t.id = tt.thread_id
       WHERE ${visible(actor, 'thread.view', thread)}
       GROUP BY tt.folded ORDER BY count(*) DESC, tt.folded LIMIT ${OFFERED}::int`);
    return { tags: rows.map(({ label }) => label) };
  },
});

/** The threads with a tag, of all projects that the caller may read. */
export const threadsTagged = query('discussions.tagged', {
  summary: 'The threads with a tag that the caller may read, the liveliest first.',
  input: OfTag,
  subject: anywhere,
  gate: 'thread.view',
  async run({ input, actor, tx }) {
    const key = foldTag(input.tag);
    const found = await threadLines(
      tx,
      actor,
      sql`t.id IN (SELECT tt.thread_id FROM thread_tag tt WHERE tt.folded = ${key}) AND ${behind(input.after)}`,
    );
    const tag = found.flatMap(({ tags }) => tags).find((one) => one.key === key);
    const threads = found.slice(0, THREADS_LISTED);
    const last = threads.at(-1);
    return {
      tag: tag?.label ?? input.tag,
      key,
      threads,
      /** Where the next page begins; null: these are the last. */
      next: found.length > THREADS_LISTED && last ? `${last.lastPostAt}~${last.id}` : null,
      now: tx.now.toISOString(),
    };
  },
});

/** What comes after a place in the list, which is the order that the list is in. */
function behind(after: string | undefined): Sql {
  if (!after) return sql`true`;
  const [at, id] = after.split('~');
  return sql`(t.last_post_at, t.id) < (${at}::timestamptz, ${id}::uuid)`;
}
