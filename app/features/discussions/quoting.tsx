import type { MouseEvent } from 'react';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { Icon } from '#app/ui/index.ts';
import type { QuoteView } from '#server/discussions/views.ts';
import { postAddress } from './addresses.ts';
import { nameFor } from './names.ts';
import styles from './quoting.module.css';
import type { PostWords } from './words.ts';

/** Goes to a post: in place where the page has it. */
export type OnJump = (event: MouseEvent, seq: number) => void;

/** Above an answer: what it answers, and the way there. */
export function Quote({
  quote,
  threadId,
  words,
  onJump,
}: {
  quote: QuoteView;
  threadId: string;
  words: PostWords;
  onJump: OnJump;
}) {
  const name = nameFor(quote.author, words.lang);
  if (quote.deleted) {
    return (
      <p className={styles.quote} data-gone>
        {words.quoteDeleted}
      </p>
    );
  }
  return (
    <a
      className={styles.quote}
      href={postAddress(threadId, quote.seq)}
      aria-label={[words.jumpTo(name.text), quote.text].filter(Boolean).join(': ')}
      onClick={(event) => onJump(event, quote.seq)}
    >
      <bdi className={styles.name} lang={name.lang}>
        {name.text}
      </bdi>
      <span className={styles.text} lang={LANG_TAGS[quote.lang]} dir="auto">
        {quote.text}
      </span>
    </a>
  );
}

/** Above the text that is being written: what it will answer. */
export function Quoting({
  quote,
  words,
  onRemove,
}: {
  quote: QuoteView;
  words: PostWords;
  onRemove: (() => void) | null;
}) {
  const name = nameFor(quote.author, words.lang);
  return (
    <div className={styles.quoting}>
      <Icon name="reply" size={16} />
      <p>
        <strong>{words.answerTo(name.text)}</strong>
        <span className={styles.text} lang={LANG_TAGS[quote.lang]} dir="auto">
          {quote.text}
        </span>
      </p>
      {onRemove && (
        <button
          type="button"
          aria-label={words.unquote}
          title={words.unquote}
          className={styles.remove}
          onClick={onRemove}
        >
          <Icon name="x" size={16} />
        </button>
      )}
    </div>
  );
}
