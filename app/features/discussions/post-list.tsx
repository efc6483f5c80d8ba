import { memo, useCallback, useMemo, useState } from 'react';
import type { PostView } from '#server/discussions/views.ts';
import { DaySeparator, UnreadSeparator } from '#app/ui/index.ts';
import styles from './post.module.css';
import { PostEditor, PostRemoval } from './post-editor.tsx';
import { PostRow, type PostAct } from './post-row.tsx';
import { rowsOf } from './rows.ts';
import type { ThreadData } from './thread-data.ts';
import type { ThreadState } from './thread-state.ts';
import type { Discuss, PostWords } from './words.ts';

type PostListProps = {
  threadId: string;
  state: ThreadState;
  me: ThreadData['me'];
  may: ThreadData['may'];
  /** Fixed when the page was read: the rule stays where one left off. */
  firstUnreadSeq: number | null;
  unreadLabel: string;
  now: string;
  t: Discuss;
  words: PostWords;
};

/** The conversation: rules for days and for the unread, and the posts between them. */
export const PostList = memo(function PostList(props: PostListProps) {
  const { threadId, state, me, may, firstUnreadSeq, unreadLabel, now, t, words } = props;
  const { format } = words;
  const [acting, setActing] = useState<{ act: PostAct; id: string } | null>(null);
  const onAct = useCallback((act: PostAct, post: PostView) => setActing({ act, id: post.id }), []);
  const rows = useMemo(
    () => rowsOf(state.posts, firstUnreadSeq, (at) => format.dayKey(at)),
    [state.posts, firstUnreadSeq, format],
  );

  function done(post: PostView) {
    setActing(null);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`#post-${post.seq} article`)?.focus(),
    );
  }

  return rows.map((row) => {
    if (row.kind === 'day') {
      return (
        <li key={row.key} className={styles.rule}>
          <DaySeparator>{dayLabel(row.at, now, t, words)}</DaySeparator>
        </li>
      );
    }
    if (row.kind === 'unread') {
      return (
        <li key={row.key} id="unread" className={styles.rule}>
          <UnreadSeparator>{unreadLabel}</UnreadSeparator>
        </li>
      );
    }
    const { post, joined } = row;
    const own = post.authorId === me.personId && post.orgId === me.orgId;
    const inPlace = acting?.id === post.id && !post.deleted ? acting.act : null;
    return (
      <PostRow
        key={row.key}
        post={post}
        threadId={threadId}
        author={state.authors[post.authorId]!}
        org={state.orgs[post.orgId]!}
        words={words}
        joined={joined}
        mayEdit={own && may.editOwn}
        mayRemove={may.deleteAny || (own && may.deleteOwn)}
        onAct={onAct}
      >
        {inPlace === 'edit' ? (
          <PostEditor post={post} t={t} onDone={() => done(post)} />
        ) : inPlace === 'remove' ? (
          <PostRemoval post={post} t={t} onDone={() => done(post)} />
        ) : undefined}
      </PostRow>
    );
  });
});

function dayLabel(at: string, now: string, t: Discuss, { format }: PostWords): string {
  const day = format.dayKey(at);
  if (day === format.dayKey(now)) return t('today');
  return day.slice(0, 4) === format.dayKey(now).slice(0, 4) ? format.day(at) : format.date(at);
}
