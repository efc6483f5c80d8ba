import { useCallback, useMemo, useState, type FormEvent } from 'react';
import { useT } from '#app/i18n/use-t.ts';
import type { PostView } from '#server/discussions/views.ts';
import { call } from '#app/realtime/connection.ts';
import { Icon } from '#app/ui/index.ts';
import { bookmarkAddress } from './addresses.ts';
import styles from './post-marks.module.css';
import type { ThreadData } from './thread-data.ts';
import type { ThreadState } from './thread-state.ts';

/** What a reader's page knows of posts beside their text: whose authors have left, and what is kept. */
export type Marks = {
  left: ReadonlySet<string>;
  /** The organisations that take part; null in a conversation, which people take part in. */
  participants: ReadonlySet<string> | null;
  kept: ReadonlySet<string>;
  onKeep: (post: PostView, kept: boolean) => Promise<boolean>;
  words: { keep: string; drop: string; person: string; org: string };
};

/** The marks of a thread's posts. */
export function useMarks(
  { participants, thread }: ThreadData,
  { left, bookmarks }: Pick<ThreadState, 'left' | 'bookmarks'>,
): Marks {
  const t = useT('threads');
  const [changed, setChanged] = useState<Record<string, boolean>>({});
  const onKeep = useCallback(async ({ id }: PostView, kept: boolean) => {
    const answer = await call('discussions.bookmarkPost', { postId: id, kept });
    if (answer.ok) setChanged((now) => ({ ...now, [id]: kept }));
    return answer.ok;
  }, []);
  return useMemo(() => {
    const kept = new Set(bookmarks);
    for (const [id, on] of Object.entries(changed)) {
      if (on) kept.add(id);
      else kept.delete(id);
    }
    return {
      left: new Set(left),
      participants: thread.kind === 'direct' ? null : new Set(participants),
      kept,
      onKeep,
      words: {
        keep: t('bookmarks.keep'),
        drop: t('bookmarks.drop'),
        person: t('left.person'),
        org: t('left.org'),
      },
    };
  }, [participants, thread.kind, left, bookmarks, changed, onKeep, t]);
}

/** Behind a name: that this person or this organisation is not here any more. */
export function LeftMark({ post, marks }: { post: PostView; marks: Marks }) {
  const word = marks.left.has(`${post.authorId} ${post.orgId}`)
    ? marks.words.person
    : marks.participants && !marks.participants.has(post.orgId)
      ? marks.words.org
      : null;
  return word ? <span className={styles.left}>{word}</span> : null;
}

/** Keeps a post among one's own bookmarks, or lets it go. */
export function BookmarkAct({ post, marks }: { post: PostView; marks: Marks }) {
  const kept = marks.kept.has(post.id);
  const name = kept ? marks.words.drop : marks.words.keep;
  function keep(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    void marks.onKeep(post, !kept).then((done) => done || form.submit());
  }
  return (
    <form method="post" action={bookmarkAddress(post.id)} className={styles.keep} onSubmit={keep}>
      <input type="hidden" name="kept" value={kept ? '' : 'yes'} />
      <button type="submit" aria-pressed={kept} aria-label={name} title={name}>
        <Icon name="star" size={16} />
      </button>
    </form>
  );
}
