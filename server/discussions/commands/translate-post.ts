import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { post, type PostRow } from '../access.ts';
import { refuseNewcomer } from '../held/newcomer.ts';
import { holdOpenThread } from '../hold-thread.ts';
import { TranslatePost } from '../schemas.ts';
import { blocksOf } from '../translations/blocks.ts';
import { officialNames, type Rewrite } from '../translations/official-names.ts';
import { putText, removeText, textsOf, type Beside, type NewText } from '../translations/texts.ts';
import type { z } from 'zod';

type Change = z.output<typeof TranslatePost>['blocks'][number];

/**
 * Puts a post into another language, block by block, or says of a block that its text is right. A
 * text that comes back as it was stays what it was, unless it is said to be checked.
 */
export const translatePost = command('discussions.translatePost', {
  summary: 'Adds, improves or checks the text of a post in another language, by paragraph.',
  input: TranslatePost,
  subject: post.of('postId'),
  gate: 'thread.translate',
  words: ['blocks'],
  async run({ input, subject, actor, tx, emit, audit }) {
    if (input.lang === subject.lang) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'lang', message: 'sameLanguage' }]);
    }
    if (subject.projectId !== null) await refuseNewcomer(tx, actor);
    await holdOpenThread(tx, subject);
    const beside = { postId: subject.id, lang: input.lang };
    const official = input.officialNames
      ? await officialNames(tx, subject, input.lang)
      : (_source: string, body: string) => body;
    const changed = await write(tx, subject, beside, input.blocks, actor, official);
    const { threadId, seq } = subject;
    if (changed > 0) {
      await emit({ kind: 'thread', id: threadId }, 'post.translated', { postId: subject.id });
    }
    audit({ threadId, lang: input.lang, blocks: changed });
    return { threadId, seq, changed };
  },
});

async function write(
  tx: Tx,
  post: PostRow,
  beside: Beside,
  changes: Change[],
  actor: Actor,
  official: Rewrite,
) {
  const blocks = await blocksNow(tx, post.id);
  const places = new Map(blocks.map((block, position) => [block.key, { block, position }]));
  const texts = await textsOf(tx, beside);
  let changed = 0;
  for (const { key, body, version, checked } of changes) {
    const place = places.get(key);
    // The paragraph was rewritten while its translation was being written.
    if (!place) throw conflict('STALE_VERSION');
    const text = texts.get(key);
    if ((text?.body ?? '') === body && !(text && checked)) continue;
    if (body === '') {
      await removeText(tx, beside, { key, version: version ?? -1 }, actor);
    } else {
      const kept = official(place.block.text, body);
      const state = stateOf(post, actor, text?.body === kept);
      const next = { ...place, body: kept, state, version } satisfies NewText;
      await putText(tx, beside, next, actor);
    }
    changed += 1;
  }
  return changed;
}

/** What an author writes beside the own words is as good as these; all else is checked by its writer. */
function stateOf(post: PostRow, actor: Actor, asItWas: boolean): 'original' | 'checked' {
  const own = post.authorId === actor.personId && post.orgId === actor.orgId;
  return own && !asItWas ? 'original' : 'checked';
}

/** The post's blocks while the thread is held: the gate may have read it before another edit. */
async function blocksNow(tx: Tx, postId: string) {
  const [now] = await tx.sql<{ body: string }>`
    SELECT body FROM post WHERE id = ${postId} AND deleted_at IS NULL`;
  return blocksOf(now?.body ?? '');
}
