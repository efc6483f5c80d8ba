import { nameFor } from '#app/features/discussions/names.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { Pill } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import styles from './moderation.module.css';

export type RecordedPost = Answer<'moderation.casePage'>['record'][number];

/** Posts as they were when one of them was reported: the words alone, nothing that could load or run. */
export function RecordOf({ posts, marked }: { posts: readonly RecordedPost[]; marked?: boolean }) {
  const t = useT('moderation');
  const lang = useLang();
  const format = useFormat();
  return (
    <div className={styles.record}>
      {posts.map((post) => {
        const name = nameFor(post.author, lang);
        return (
          <article
            key={post.postId}
            className={styles.post}
            data-reported={marked && post.reported ? '' : undefined}
          >
            <p className={styles.by}>
              <strong lang={name.lang}>{name.text}</strong>
              <span>
                <LabelText of={post.org.name} lang={lang} />
              </span>
              <time dateTime={post.at}>{format.dateTime(post.at)}</time>
              {marked && post.reported && <Pill tone="caution">{t('case.meant')}</Pill>}
            </p>
            {post.body ? (
              <p className={styles.words} lang={post.lang} dir="auto">
                {post.body}
              </p>
            ) : (
              <p>{t('case.expired')}</p>
            )}
          </article>
        );
      })}
    </div>
  );
}
