import { useNavigate } from '@remix-run/react';
import { memo, useCallback, useMemo, useState, type MouseEvent, type ReactNode } from 'react';
import type { ReactionKind } from '#server/discussions/schemas.ts';
import type { TurnView } from '#server/discussions/turns.ts';
import type { PostView } from '#server/discussions/views.ts';
import type { T } from '#app/i18n/use-t.ts';
import { DaySeparator, toast, UnreadSeparator } from '#app/ui/index.ts';
import { postAddress } from './addresses.ts';
import { showPost } from './show-post.ts';
import styles from './post.module.css';
import { PostEditor, PostRemoval } from './post-editor.tsx';
import type { Marks } from './post-marks.tsx';
import { PostRow, type PostAct } from './post-row.tsx';
import { ReactionPicker, type OnReact } from './reactions.tsx';
import { rowsOf } from './rows.ts';
import type { ThreadData } from './thread-data.ts';
import type { ThreadState } from './thread-state.ts';
import { TurnRow } from './turn-row.tsx';
import type { Discuss, Posts, PostWords } from './words.ts';

const NO_SIGNS: readonly ReactionKind[] = [];

type PostListProps = {
  threadId: string;
  state: ThreadState;
  me: ThreadData['me'];
  may: ThreadData['may'];
  /** Fixed when the page was read: the rule stays where one left off. */
  firstUnreadSeq: number | null;
  unreadLabel: string;
  now: string;
  mentionsPerPost: number;
  t: Discuss;
  p: Posts;
  words: PostWords;
  onReact: OnReact;
  onQuote: (post: PostView) => void;
  life: T<'threads'>;
  marks: Marks;
  both: boolean;
  /** What stands under a turn, such as its poll. */
  renderTurn?: (turn: TurnView) => ReactNode;
};

/** The conversation: rules for days and for the unread, and the posts between them. */
export const PostList = memo(function PostList(props: PostListProps) {
  const { threadId, state, me, may, firstUnreadSeq, unreadLabel, now, t, p, words } = props;
  const { mentionsPerPost, onReact, onQuote, both } = props;
  const navigate = useNavigate();
  const { life, marks, renderTurn } = props;
  const { format } = words;
  const [acting, setActing] = useState<{ act: PostAct; id: string } | null>(null);
  const onAct = useCallback(
    (act: PostAct, post: PostView) => {
      if (act === 'quote') return onQuote(post);
      if (act !== 'copyLink') return setActing({ act, id: post.id });
      const address = new URL(postAddress(threadId, post.seq), location.origin).href;
      void navigator.clipboard.writeText(address).then(() => toast(p('link.copied')));
    },
    [onQuote, threadId, p],
  );
  const onJump = useCallback(
    (event: MouseEvent, seq: number) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      if (!showPost(seq)) navigate(postAddress(threadId, seq));
    },
    [navigate, threadId],
  );
  const rows = useMemo(
    () => rowsOf(state.posts, firstUnreadSeq, (at) => format.dayKey(at), state.turns),
    [state.posts, state.turns, firstUnreadSeq, format],
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
    if (row.kind === 'turn') {
      const { turn } = row;
      return (
        <TurnRow
          key={row.key}
          turn={turn}
          author={turn.actorId ? state.authors[turn.actorId] : undefined}
          org={turn.orgId ? state.orgs[turn.orgId] : undefined}
          words={words}
          t={life}
        >
          {renderTurn?.(turn)}
        </TurnRow>
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
        marks={marks}
        both={both}
        mayEdit={own && may.editOwn}
        mayRemove={may.deleteAny || (own && may.deleteOwn)}
        mayReport={may.report && post.authorId !== me.personId}
        mayAnswer={may.post}
        mine={state.mine[post.id] ?? NO_SIGNS}
        callsMe={callsMe(post, me)}
        onAct={onAct}
        onReact={onReact}
        onJump={onJump}
        below={
          inPlace === 'react' && (
            <ReactionPicker
              post={post}
              mine={state.mine[post.id] ?? NO_SIGNS}
              words={words}
              onReact={onReact}
              onDone={() => done(post)}
            />
          )
        }
      >
        {inPlace === 'edit' ? (
          <PostEditor
            post={post}
            threadId={threadId}
            mentionsPerPost={mentionsPerPost}
            t={t}
            p={p}
            onDone={() => done(post)}
          />
        ) : inPlace === 'remove' ? (
          <PostRemoval post={post} t={t} onDone={() => done(post)} />
        ) : undefined}
      </PostRow>
    );
  });
});

/** Whether a post calls the reader: by name, or by what they are here. */
function callsMe({ mentions, authorId }: PostView, me: ThreadData['me']): boolean {
  return (
    authorId !== me.personId &&
    mentions.some(
      ({ personId, orgId, role }) =>
        personId === me.personId || orgId === me.orgId || (role && me.roles.includes(role)),
    )
  );
}

function dayLabel(at: string, now: string, t: Discuss, { format }: PostWords): string {
  const day = format.dayKey(at);
  if (day === format.dayKey(now)) return t('today');
  return day.slice(0, 4) === format.dayKey(now).slice(0, 4) ? format.day(at) : format.date(at);
}
