import { useSyncExternalStore } from 'react';
import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import { Button, Notice } from '#app/ui/index.ts';
import type { DraftStore } from './draft-store.ts';
import styles from './draft-elsewhere.module.css';
import type { Posts } from './words.ts';

/** Of a new thread also its title and tags. */
type Typed = { version: string; body: string; lang: Lang; title?: string; tags?: string[] };

/** Above the text that is being written: what another window kept of the same draft, to choose from. */
export function DraftElsewhere<Content, View extends Typed>({
  store,
  of,
  p,
  onTake,
}: {
  store: Pick<DraftStore<Content, View>, 'watch' | 'theirs' | 'keepMine' | 'takeTheirs'>;
  of: string;
  p: Posts;
  onTake: (content: Content | null) => void;
}) {
  const theirs = useSyncExternalStore(
    store.watch,
    () => store.theirs(of),
    () => undefined,
  );
  return (
    <div role="status" className={styles.elsewhere}>
      {theirs && (
        <Notice tone="caution" title={p('draft.elsewhere')}>
          <p>{p('draft.both')}</p>
          {/* What scrolls must be reached by the keyboard. */}
          <div
            role="region"
            aria-label={p('draft.take')}
            tabIndex={0}
            className={styles.theirs}
            lang={LANG_TAGS[theirs.lang]}
            dir="auto"
          >
            {theirs.title && <strong>{theirs.title}</strong>}
            {theirs.tags && theirs.tags.length > 0 && <p>{theirs.tags.join(' · ')}</p>}
            {theirs.body}
          </div>
          <div className={styles.acts}>
            <Button
              small
              onClick={() => {
                store.keepMine(of);
                onTake(null);
              }}
            >
              {p('draft.keep')}
            </Button>
            <Button small onClick={() => onTake(store.takeTheirs(of) ?? null)}>
              {p('draft.take')}
            </Button>
          </div>
        </Notice>
      )}
    </div>
  );
}
