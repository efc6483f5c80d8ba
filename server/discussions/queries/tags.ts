import { anywhere, sql, visible } from '#server/platform/access/access.ts';
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
    const threads = await threadLines(
      tx,
      actor,
      sql`t.id IN (SELECT tt.thread_id FROM thread_tag tt WHERE tt.folded = ${key})`,
    );
    const tag = threads.flatMap(({ tags }) => tags).find((one) => one.key === key);
    return {
      tag: tag?.label ?? input.tag,
      threads: threads.slice(0, THREADS_LISTED),
      more: threads.length > THREADS_LISTED,
      now: tx.now.toISOString(),
    };
  },
});
