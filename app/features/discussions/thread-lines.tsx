import { Link } from '@remix-run/react';
import { useFormat } from '#app/i18n/use-format.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { Icon, Pill } from '#app/ui/index.ts';
import { threadAddress } from './addresses.ts';
import { nameFor } from './names.ts';
import styles from './projects.module.css';
import { STATE_TONES } from './state-tones.ts';
import { TagChips } from './tag-chips.tsx';
import type { ProjectData } from './thread-data.ts';
import { titleFor } from './titles.ts';
import { unreadText } from './unread-text.ts';
import { whenText } from './when-text.ts';
import { upTo } from './words.ts';

type Line = ProjectData['threads'][number];
const POSTS_CAP = 1000;

/** Threads of a project, or of several (then each says its place), the liveliest first. */
export function ThreadLines({
  threads,
  now,
  places = false,
}: {
  threads: readonly Line[];
  now: string;
  places?: boolean;
}) {
  const t = useT('discussions');
  const life = useT('threads');
  const lang = useLang();
  const format = useFormat();
  return (
    <ul role="list" className={styles.lines}>
      {threads.map((thread) => {
        const title = titleFor(thread, lang);
        const by = thread.lastAuthor && nameFor(thread.lastAuthor, lang);
        return (
          <li
            key={thread.id}
            data-capability="discussions"
            data-unread={thread.unread > 0 && !thread.muted ? '' : undefined}
          >
            <div className={styles.words}>
              <p className={styles.name}>
                <Link to={threadAddress(thread.id)} lang={title.lang}>
                  {title.text}
                </Link>
                {thread.pinned && <Pill icon="pin">{life('head.pinned')}</Pill>}
                {thread.notice && (
                  <Pill tone="info" icon="bell">
                    {life('head.notice')}
                  </Pill>
                )}
                {thread.state !== 'open' && (
                  <Pill tone={STATE_TONES[thread.state]}>{t(`state.${thread.state}`)}</Pill>
                )}
              </p>
              <p className={styles.meta}>
                {title.original && <span lang={thread.lang}>{title.original}</span>}
                {places && thread.project && (
                  <span>
                    <LabelText of={thread.project.title} lang={lang} />
                  </span>
                )}
                <span>
                  {by && <span lang={by.lang}>{by.text} </span>}
                  <time dateTime={thread.lastPostAt}>
                    {whenText(thread.lastPostAt, now, format, t)}
                  </time>
                </span>
                <span>
                  {upTo(
                    thread.posts,
                    POSTS_CAP,
                    t('posts', { count: thread.posts }),
                    t('postsMany'),
                  )}
                </span>
              </p>
              <TagChips tags={thread.tags} label={t('tags.title')} />
            </div>
            {thread.muted ? (
              <span className={styles.meta}>{life('head.muted')}</span>
            ) : (
              thread.unread > 0 && (
                <strong className={styles.unread}>{unreadText(thread.unread, t)}</strong>
              )
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The way into a project's chat. */
export function ChatLine({ chat, now }: { chat: Line; now: string }) {
  const t = useT('discussions');
  const lang = useLang();
  const format = useFormat();
  const by = chat.lastAuthor && nameFor(chat.lastAuthor, lang);
  return (
    <div className={styles.chat}>
      <Icon name="message-circle" />
      <div className={styles.words}>
        <Link to={threadAddress(chat.id)}>{t('project.chat')}</Link>
        <p className={styles.meta}>
          <span>{t('project.chatNote')}</span>
          {by && (
            <span>
              <span lang={by.lang}>{by.text} </span>
              <time dateTime={chat.lastPostAt}>{whenText(chat.lastPostAt, now, format, t)}</time>
            </span>
          )}
        </p>
      </div>
      {chat.unread > 0 && <strong className={styles.unread}>{unreadText(chat.unread, t)}</strong>}
    </div>
  );
}
