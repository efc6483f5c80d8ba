import { memo, type MouseEvent, type ReactNode } from 'react';
import type { ReactionKind } from '#server/discussions/schemas.ts';
import type { AuthorView, OrgView, PostView } from '#server/discussions/views.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label } from '#app/i18n/label.ts';
import { Icon, Monogram, type IconName } from '#app/ui/index.ts';
import { Attachments } from './attachments.tsx';
import {
  answerAddress,
  deleteAddress,
  editAddress,
  historyAddress,
  postAddress,
  reactAddress,
  textsAddress,
  reportAddress,
} from './addresses.ts';
import { nameFor } from './names.ts';
import { BookmarkAct, LeftMark, type Marks } from './post-marks.tsx';
import styles from './post.module.css';
import { PostTexts, translationFrom } from './post-texts.tsx';
import { Quote, type OnJump } from './quoting.tsx';
import { Reactions, type OnReact } from './reactions.tsx';
import type { PostWords } from './words.ts';

export type PostAct = 'edit' | 'remove' | 'react' | 'quote' | 'copyLink';

type PostRowProps = {
  post: PostView;
  threadId: string;
  author: AuthorView;
  org: OrgView;
  words: PostWords;
  marks: Marks;
  /** Whether posts show all their languages at once. */
  both: boolean;
  /** Goes on from the post above: the name is not repeated. */
  joined: boolean;
  mayEdit: boolean;
  mayRemove: boolean;
  /** Whether the reader may take it to the secretariat. */
  mayReport: boolean;
  /** Whether the reader writes here, with words or with a sign. */
  mayAnswer: boolean;
  /** The reader's own signs. */
  mine: readonly ReactionKind[];
  /** Whether it calls the reader. */
  callsMe: boolean;
  /** With scripts the acts happen in place; without them they are links to pages. */
  onAct: (act: PostAct, post: PostView) => void;
  onReact: OnReact;
  onJump: OnJump;
  /** Under the text, while a sign is being chosen. */
  below?: ReactNode;
  /** In place of the text, while it is being changed or asked about. */
  children?: ReactNode;
};

/** One post. No hooks: there are many, and what they say was looked up once for the page. */
export const PostRow = memo(function PostRow(props: PostRowProps) {
  const { post, threadId, author, org, words, marks, joined, callsMe, children } = props;
  const { lang, format } = words;
  const name = nameFor(author, lang);
  const orgName = label(org.name, lang);
  const time = format.time(post.at);
  return (
    <li id={`post-${post.seq}`} className={styles.row} data-joined={joined ? '' : undefined}>
      <article
        className={styles.post}
        aria-label={words.by(name.text, orgName, format.dateTime(post.at))}
        tabIndex={-1}
      >
        {joined ? (
          <a
            className={styles.timeBeside}
            href={postAddress(threadId, post.seq)}
            title={format.dateTime(post.at)}
          >
            <time dateTime={post.at}>{time}</time>
          </a>
        ) : (
          <>
            <span className={styles.mark}>
              <Monogram text={initialOf(name.text)} hue={org.hue} size={36} />
            </span>
            <p className={styles.by}>
              <strong lang={name.lang}>
                <bdi>{name.text}</bdi>
              </strong>
              <span className={styles.org}>
                <LabelText of={org.name} lang={lang} />
              </span>
              <LeftMark post={post} marks={marks} />
              <a
                className={styles.time}
                href={postAddress(threadId, post.seq)}
                title={format.dateTime(post.at)}
              >
                <time dateTime={post.at}>{time}</time>
              </a>
              {callsMe && <CallsYou words={words} />}
            </p>
          </>
        )}
        <div className={styles.words}>
          {joined && callsMe && <CallsYou words={words} />}
          {children ?? <PostBody {...props} />}
        </div>
        {!children && !post.deleted && <Acts {...props} />}
      </article>
    </li>
  );
});

function CallsYou({ words }: { words: PostWords }) {
  return (
    <span className={styles.callsYou}>
      <Icon name="at-sign" size={14} />
      {words.mentionsYou}
    </span>
  );
}

function PostBody(props: PostRowProps) {
  const { post, threadId, words, both, mine, mayAnswer, onReact, onJump, below } = props;
  if (post.deleted) return <p className={styles.deleted}>{words.deleted}</p>;
  return (
    <>
      {post.quote && <Quote quote={post.quote} threadId={threadId} words={words} onJump={onJump} />}
      <PostTexts post={post} words={words} both={both} />
      {post.editedAt && (
        <a
          className={styles.edited}
          href={historyAddress(post.id)}
          title={words.editedAt(words.format.dateTime(post.editedAt))}
        >
          {words.edited}
        </a>
      )}
      <Attachments files={post.attachments} words={words.files} format={words.format} />
      <Reactions post={post} mine={mine} mayReact={mayAnswer} words={words} onReact={onReact} />
      {below}
    </>
  );
}

function Acts({
  post,
  threadId,
  words,
  marks,
  mayAnswer,
  mayEdit,
  mayRemove,
  mayReport,
  onAct,
}: PostRowProps) {
  const inPlace = (act: PostAct) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onAct(act, post);
  };
  const acts: [PostAct, IconName, string, string][] = [
    ...(mayAnswer
      ? ([
          ['react', 'smile-plus', words.react, reactAddress(post.id)],
          ['quote', 'reply', words.quote, answerAddress(threadId, post.id)],
        ] as const)
      : []),
    ['copyLink', 'link', words.copyLink, postAddress(threadId, post.seq)],
    ...(mayEdit ? ([['edit', 'pencil', words.edit, editAddress(post.id)]] as const) : []),
    ...(mayRemove ? ([['remove', 'trash-2', words.remove, deleteAddress(post.id)]] as const) : []),
  ].map((act) => [...act] as [PostAct, IconName, string, string]);
  return (
    <span className={styles.acts}>
      <BookmarkAct post={post} marks={marks} />
      {mayAnswer && (
        <a
          href={textsAddress(post.id, translationFrom(post, words.lang))}
          aria-label={words.translate}
          title={words.translate}
        >
          <Icon name="languages" size={16} />
        </a>
      )}
      {acts.map(([act, icon, name, href]) => (
        <a key={act} href={href} onClick={inPlace(act)} aria-label={name} title={name}>
          <Icon name={icon} size={16} />
        </a>
      ))}
      {mayReport && (
        <a href={reportAddress(post.id)} aria-label={words.report} title={words.report}>
          <Icon name="flag" size={16} />
        </a>
      )}
    </span>
  );
}

export function initialOf(name: string): string {
  return ([...name.trim()][0] ?? '').toLocaleUpperCase();
}
