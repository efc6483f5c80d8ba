import { useSyncExternalStore } from 'react';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { Button, Notice } from '#app/ui/index.ts';
import { drafts } from './drafts.ts';
import styles from './draft-elsewhere.module.css';
import type { Content } from './use-thread.ts';
import type { Posts } from './words.ts';

/** Above the text that is being written: what another window kept of the same draft, to choose from. */
export function DraftElsewhere({
  threadId,
  p,
  onTake,
}: {
  threadId: string;
  p: Posts;
  onTake: (content: Content | null) => void;
}) {
  const theirs = useSyncExternalStore(
    drafts.watch,
    () => drafts.theirs(threadId),
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
            {theirs.body}
          </div>
          <div className={styles.acts}>
            <Button
              small
              onClick={() => {
                drafts.keepMine(threadId);
                onTake(null);
              }}
            >
              {p('draft.keep')}
            </Button>
            <Button small onClick={() => onTake(drafts.takeTheirs(threadId) ?? null)}>
              {p('draft.take')}
            </Button>
          </div>
        </Notice>
      )}
    </div>
  );
}
