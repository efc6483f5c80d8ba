import { memo, type MouseEvent, type ReactNode } from 'react';
import type { AuthorView, OrgView, PostView } from '#server/discussions/views.ts';
import { label } from '#app/i18n/label.ts';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { Icon, Monogram } from '#app/ui/index.ts';
import { Attachments } from './attachments.tsx';
import { deleteAddress, editAddress, postAddress } from './addresses.ts';
import { nameFor } from './names.ts';
import styles from './post.module.css';
import type { PostWords } from './words.ts';

export type PostAct = 'edit' | 'remove';

type PostRowProps = {
  post: PostView;
  threadId: string;
  author: AuthorView;
  org: OrgView;
  words: PostWords;
  /** Goes on from the post above: the name is not repeated. */
  joined: boolean;
  mayEdit: boolean;
  mayRemove: boolean;
  /** With scripts the acts happen in place; without them they are links to pages. */
  onAct: (act: PostAct, post: PostView) => void;
  /** In place of the text, while it is being changed or asked about. */
  children?: ReactNode;
};

/** One post. No hooks: there are many, and what they say was looked up once for the page. */
export const PostRow = memo(function PostRow(props: PostRowProps) {
  const { post, threadId, author, org, words, joined, children } = props;
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
              <strong lang={name.lang}>{name.text}</strong>
              <span className={styles.org}>{orgName}</span>
              <a
                className={styles.time}
                href={postAddress(threadId, post.seq)}
                title={format.dateTime(post.at)}
              >
                <time dateTime={post.at}>{time}</time>
              </a>
            </p>
          </>
        )}
        <div className={styles.words}>{children ?? <PostBody post={post} words={words} />}</div>
        {!children && !post.deleted && <Acts {...props} />}
      </article>
    </li>
  );
});

function PostBody({ post, words }: { post: PostView; words: PostWords }) {
  if (post.deleted) return <p className={styles.deleted}>{words.deleted}</p>;
  return (
    <>
      <div
        className={styles.text}
        lang={LANG_TAGS[post.lang]}
        dangerouslySetInnerHTML={{ __html: post.html }}
      />
      {post.editedAt && (
        <small
          className={styles.edited}
          title={words.editedAt(words.format.dateTime(post.editedAt))}
        >
          {words.edited}
        </small>
      )}
      {post.others.map((text) => (
        <section key={text.lang} className={styles.second} data-state={text.state}>
          <p className={styles.secondHead}>
            {text.state === 'stale' && <Icon name="triangle-alert" size={14} />}
            {words.second(text)}
          </p>
          <div
            className={styles.text}
            lang={LANG_TAGS[text.lang]}
            dangerouslySetInnerHTML={{ __html: text.html }}
          />
        </section>
      ))}
      <Attachments files={post.attachments} format={words.format} />
    </>
  );
}

function Acts({ post, words, mayEdit, mayRemove, onAct }: PostRowProps) {
  if (!mayEdit && !mayRemove) return null;
  const inPlace = (act: PostAct) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onAct(act, post);
  };
  return (
    <span className={styles.acts}>
      {mayEdit && (
        <a
          href={editAddress(post.id)}
          onClick={inPlace('edit')}
          aria-label={words.edit}
          title={words.edit}
        >
          <Icon name="pencil" size={16} />
        </a>
      )}
      {mayRemove && (
        <a
          href={deleteAddress(post.id)}
          onClick={inPlace('remove')}
          aria-label={words.remove}
          title={words.remove}
        >
          <Icon name="trash-2" size={16} />
        </a>
      )}
    </span>
  );
}

export function initialOf(name: string): string {
  return ([...name.trim()][0] ?? '').toLocaleUpperCase();
}
