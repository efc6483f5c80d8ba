import { Link, useLocation } from '@remix-run/react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactionKind } from '#server/discussions/schemas.ts';
import type { PostView, QuoteView } from '#server/discussions/views.ts';
import { labelled } from '#app/i18n/label.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import type { PollView } from '#server/decisions/queries/polls.ts';
import type { TurnView } from '#server/discussions/turns.ts';
import { PollCard } from '#app/features/decisions/poll-card.tsx';
import { useConnection } from '#app/realtime/use-channel.ts';
import {
  Button,
  EmptyState,
  Icon,
  IconButton,
  IconLink,
  Page,
  PageHead,
  Pill,
  toast,
} from '#app/ui/index.ts';
import { MESSAGES } from '#app/features/direct/addresses.ts';
import { BlockedNotice } from '#app/features/direct/conversation-facts.tsx';
import { conversationName } from '#app/features/direct/conversation-name.ts';
import { FileViewer } from '#app/features/files/viewer.tsx';
import { presenceText, type Presence } from '#app/features/presence/presence-text.ts';
import { PresenceWords } from '#app/features/presence/presence-mark.tsx';
import { usePresence } from '#app/features/presence/use-presence.ts';
import { DISCUSSIONS, projectAddress, threadAddress } from './addresses.ts';
import { Composer } from './composer.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { nameFor } from './names.ts';
import { HeldPosts } from './held-posts.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { OutgoingRow } from './outgoing-row.tsx';
import { PostList } from './post-list.tsx';
import { useMarks } from './post-marks.tsx';
import { SlowNote } from './slow-note.tsx';
import { ThreadActs } from './thread-acts.tsx';
import { initialOf } from './post-row.tsx';
import { showPost } from './show-post.ts';
import { STATE_TONES } from './state-tones.ts';
import styles from './thread.module.css';
import type { ThreadData } from './thread-data.ts';
import { TagChips } from './tag-chips.tsx';
import { ThreadFacts } from './thread-facts.tsx';
import { headTies, TurnTie } from './thread-ties.tsx';
import { titleFor, type Title } from './titles.ts';
import { uploadsOf } from './uploads.ts';
import { useBothLanguages } from './use-both-languages.ts';
import { useReading } from './use-reading.ts';
import { useThread } from './use-thread.ts';
import { whyNot } from './why-not.ts';
import { postWords, upTo, type Discuss } from './words.ts';

/** Where a thread is read at once; beyond, one asks for more. */
const UNREAD_CAP = 99;
const POSTS_CAP = 1000;

export function ThreadView({
  page,
  asked,
  present,
  clientId,
}: {
  page: ThreadData;
  asked: readonly PollView[];
  /** When the others of a direct conversation were last here, as the page was read. */
  present: Presence;
  clientId: string;
}) {
  const t = useT('discussions');
  const p = useT('posts');
  const f = useT('files');
  const lang = useLang();
  const format = useFormat();
  const words = useMemo(() => postWords(t, p, f, lang, format), [t, p, f, lang, format]);
  const connection = useConnection();
  const [draftsSent, setDraftsSent] = useState(0);
  const live = useThread(page, asked, () => {
    setDraftsSent((count) => count + 1);
    toast(p('draft.sent'), 'info');
  });
  const { state, outgoing, held, sender, typing, matters, polls, closed } = live;
  const { react, loadOlder, loadNewer } = live;
  const reading = useReading(page, state, outgoing.length);
  const [quote, setQuote] = useState<QuoteView | null>(null);
  const onReact = useCallback(
    async (postId: string, kind: ReactionKind, on: boolean) => {
      const refusal = await react(postId, kind, on);
      if (refusal) toast(p('react.failed', { why: whyNot(t, refusal) }), 'danger');
    },
    [react, p, t],
  );
  const authors = state.authors;
  const onQuote = useCallback(
    (post: PostView) => {
      const { id, seq, lang: written, authorId } = post;
      const text = textOf(post);
      setQuote({ id, seq, lang: written, author: authors[authorId]!, deleted: false, text });
      document.querySelector<HTMLElement>(`.${styles.foot} textarea`)?.focus();
    },
    [authors],
  );
  // What was deleted meanwhile can no longer be answered.
  const quoted = state.posts.find((post) => post.id === quote?.id);
  if (quoted?.deleted) setQuote(null);
  useArrival(page);
  const { thread, project, direct, me } = page;
  const d = useT('direct');
  const n = useT('presence');
  const presence = usePresence(
    useMemo(() => direct?.others.map((one) => one.id) ?? [], [direct]),
    present,
  );
  const other = direct?.pair ? presence[direct.others[0]?.id ?? ''] : undefined;
  const s = useT('shell');
  const uploads = uploadsOf(thread.id, me.orgId, page.files);
  const chat = thread.kind === 'chat';
  const { head, ties } = matters;
  const life = useT('threads');
  const marks = useMarks(page, state);
  const languages = useBothLanguages();
  const takesPosts = !page.barredUntil && head.state !== 'closed' && !head.locked;
  const may = {
    ...page.may,
    // A conversation of a few is not opened and closed; who may write there was said with the page.
    post: takesPosts && (page.may.post || (page.writes.post && !page.direct)),
    editOwn: page.writes.editOwn && takesPosts,
  };
  const lastOwn = state.posts.findLast((post) => post.authorId === me.personId);
  const renderTurn = useCallback(
    ({ id, kind, pollId }: TurnView) => {
      const record = ties.turns[id];
      if (record) return <TurnTie record={record} lang={lang} />;
      const poll = kind === 'pollOpened' && polls.polls.find((one) => one.id === pollId);
      return poll ? <PollCard poll={poll} onChange={polls.refresh} /> : null;
    },
    [polls.polls, polls.refresh, ties.turns, lang],
  );
  const title: Title = direct
    ? {
        text: conversationName({ title: thread.title, others: direct.others }, d, lang, format),
        lang: undefined,
        original: null,
      }
    : titleFor({ ...thread, ...head }, lang);
  const mine = state.authors[me.personId];
  const myOrg = state.orgs[me.orgId];
  const first = state.posts[0];
  const last = state.posts.at(-1);
  const unreadBefore = page.firstUnreadSeq !== null && page.firstUnreadSeq < (first?.seq ?? 0);

  return (
    <Page>
      <PageHead
        sticky
        trail={
          project
            ? [
                { label: t('title'), to: DISCUSSIONS },
                { ...labelled(project.title, lang), to: projectAddress(project.slug) },
              ]
            : [{ label: d('title'), to: MESSAGES }]
        }
        title={title.text}
        lang={title.lang}
        state={
          project && (
            <>
              <Pill tone={STATE_TONES[head.state]}>{t(`state.${head.state}`)}</Pill>
              {head.locked && (
                <Pill tone="caution" icon="lock">
                  {life('head.locked')}
                </Pill>
              )}
              {head.pinned && <Pill icon="pin">{life('head.pinned')}</Pill>}
            </>
          )
        }
        facts={[
          ...(other !== undefined
            ? [<PresenceWords key="presence" ago={other} text={presenceText(other, n)} />]
            : []),
          ...(title.original ? [t('thread.originalTitle', { title: title.original })] : []),
          direct
            ? d('people', { count: page.people })
            : t('taking', { count: page.people, orgs: page.participants.length }),
          upTo(state.postCount, POSTS_CAP, t('posts', { count: state.postCount }), t('postsMany')),
          ...(head.tags.length > 0
            ? [<TagChips key="tags" tags={head.tags} label={t('tags.title')} />]
            : []),
          ...headTies(ties.links, lang, format),
        ]}
        acts={
          <>
            <IconLink
              to={`/search?threadId=${thread.id}`}
              icon="search"
              label={s('search.inThread')}
            />
            {state.posts.some((post) => post.others.length > 0) && (
              <IconButton
                icon="languages"
                label={t('second.both')}
                aria-pressed={languages.both}
                onClick={languages.toggle}
              />
            )}
            <ThreadActs page={page} matters={matters} />
          </>
        }
      />
      <div className={styles.columns} data-kind={thread.kind}>
        <div className={styles.main} ref={reading.column}>
          <NoticeBar page={page} matters={matters} />
          {unreadBefore && (
            <Link
              className={styles.jump}
              to={`${threadAddress(thread.id)}?around=${page.firstUnreadSeq}#unread`}
            >
              <Icon name="arrow-up" size={16} />
              {upTo(
                page.unread,
                UNREAD_CAP,
                t('thread.jump', { count: page.unread }),
                t('thread.jumpMany'),
              )}
            </Link>
          )}
          {state.older && first ? (
            <More
              to={`${threadAddress(thread.id)}?before=${first.seq}#post-${first.seq}`}
              label={t('thread.older')}
              onLoad={() => reading.keepPlace(() => loadOlder(first.seq))}
            />
          ) : (
            first &&
            !chat && (
              <p className={styles.beginning}>{direct ? d('beginning') : t('thread.beginning')}</p>
            )
          )}
          <div role="log" aria-label={t('thread.log')} className={styles.log}>
            <ol role="list" className={styles.posts}>
              <PostList
                threadId={thread.id}
                state={state}
                me={me}
                may={may}
                life={life}
                marks={marks}
                both={languages.both}
                renderTurn={renderTurn}
                firstUnreadSeq={page.firstUnreadSeq}
                unreadLabel={upTo(
                  page.unread,
                  UNREAD_CAP,
                  t('thread.unreadFrom', { count: page.unread }),
                  t('thread.unreadFromMany'),
                )}
                now={page.now}
                mentionsPerPost={page.mentionsPerPost}
                t={t}
                p={p}
                words={words}
                onReact={onReact}
                onQuote={onQuote}
              />
              {!state.newer &&
                outgoing.map((entry) => (
                  <OutgoingRow
                    key={entry.clientId}
                    entry={entry}
                    initial={mine ? initialOf(nameFor(mine, lang).text) : (myOrg?.monogram ?? '')}
                    hue={myOrg?.hue ?? 255}
                    t={t}
                    words={words}
                    connected={connection === 'open' || connection === 'reduced'}
                    onAgain={sender.again}
                    onDiscard={sender.discard}
                  />
                ))}
            </ol>
          </div>
          {!state.newer && <HeldPosts held={held} t={t} />}
          {!first && outgoing.length === 0 && held.length === 0 && (
            <EmptyState title={t('thread.empty.title')}>{t('thread.empty.text')}</EmptyState>
          )}
          {state.newer && last && (
            <div className={styles.newer}>
              <More
                to={`${threadAddress(thread.id)}?after=${last.seq}#post-${last.seq}`}
                label={t('thread.newer')}
                onLoad={() => loadNewer(last.seq)}
              />
              <Link to={threadAddress(thread.id)}>
                {state.arrived > 0
                  ? t('thread.arrived', { count: state.arrived })
                  : t('thread.newest')}
              </Link>
            </div>
          )}
          <div ref={reading.end} />
          {page.unread > 0 && !state.newer && last && (
            <noscript>
              <form method="post" action={`${threadAddress(thread.id)}/seen`}>
                <input type="hidden" name="seq" value={page.asOfSeq} />
                <Button type="submit" small>
                  {t('thread.markSeen')}
                </Button>
              </form>
            </noscript>
          )}
          <div className={styles.foot} ref={reading.foot}>
            {reading.below > 0 && (
              <button type="button" className={styles.arrived} onClick={reading.toEnd}>
                <Icon name="arrow-down" size={14} />
                {t('thread.arrived', { count: reading.below })}
              </button>
            )}
            <Typing ids={typing.typists} state={state} t={t} lang={lang} />
            <ConnectionNotice
              state={closed ? 'closed' : connection}
              left={direct ? { text: d('left'), to: MESSAGES, toText: d('toList') } : undefined}
              t={t}
            />
            {may.post && !closed && !page.manages.manage && (
              <SlowNote seconds={head.slowSeconds} lastOwnAt={lastOwn?.at ?? null} />
            )}
            {may.post && !closed ? (
              <Composer
                threadId={thread.id}
                chat={chat}
                limit={page.limit}
                lang={lang}
                uploads={uploads}
                mayAttach={page.files !== null}
                action={`${threadAddress(thread.id)}/post`}
                clientId={clientId}
                quote={quote}
                onQuote={setQuote}
                mentionsPerPost={page.mentionsPerPost}
                draft={page.draft}
                sentElsewhere={draftsSent}
                t={t}
                p={p}
                words={words}
                onSend={sender.send}
                onTyping={typing.say}
              />
            ) : direct?.blocked ? (
              <BlockedNotice page={page} lang={lang} />
            ) : closed ? null : (
              <p className={styles.readOnly}>
                {page.barredUntil
                  ? t('thread.barred', { when: format.dateTime(page.barredUntil) })
                  : head.state === 'closed'
                    ? t('thread.closed')
                    : head.locked
                      ? life('locked.text')
                      : t('thread.readOnly')}
              </p>
            )}
          </div>
        </div>
        <ThreadFacts
          page={page}
          links={ties.links}
          presence={presence}
          t={t}
          lang={lang}
          format={format}
        />
      </div>
      <FileViewer />
    </Page>
  );
}

/** An address that names a post shows it, also where no new page was loaded for it. */
function useArrival(page: ThreadData) {
  const { hash } = useLocation();
  useEffect(() => {
    const seq = /^#post-(\d+)$/.exec(hash)?.[1];
    if (seq) showPost(Number(seq));
  }, [hash, page]);
}

/** The words of a post on the page, on one line. */
function textOf({ html }: PostView): string {
  const { body } = new DOMParser().parseFromString(html.slice(0, 2000), 'text/html');
  return (body.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 200);
}

/** More of the thread: a link to a page of it, loaded in place where scripts run. */
function More({ to, label: text, onLoad }: { to: string; label: string; onLoad: () => void }) {
  return (
    <a
      className={styles.more}
      href={to}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onLoad();
      }}
    >
      {text}
    </a>
  );
}

type TypingProps = {
  ids: readonly string[];
  state: ReturnType<typeof useThread>['state'];
  t: Discuss;
  lang: Parameters<typeof nameFor>[1];
};

function Typing({ ids, state, t, lang }: TypingProps) {
  const known = ids.flatMap((id) => (state.authors[id] ? [nameFor(state.authors[id], lang)] : []));
  const [one] = known;
  return (
    <p className={styles.typing} aria-hidden>
      {ids.length === 0
        ? ''
        : ids.length === 1 && one
          ? t('thread.typing', { name: one.text })
          : t('thread.someTyping')}
    </p>
  );
}
