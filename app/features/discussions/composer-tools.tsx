import { Icon, type IconName } from '#app/ui/index.ts';
import styles from './composer.module.css';
import { bold, code, insertLink, italic, list, quote, type Marking } from './marking.ts';
import type { Discuss, Posts } from './words.ts';

/** By the key that, held with Ctrl or ⌘, does the same. */
export const MARK_KEYS: Record<string, Marking> = { b: bold, i: italic, k: insertLink };

/** What Markdown marks: one press each. */
export function Marks({
  t,
  p,
  onMark,
}: {
  t: Discuss;
  p: Posts;
  onMark: (marking: Marking) => void;
}) {
  return (
    <>
      <Tool icon="bold" label={t('compose.bold')} onClick={() => onMark(bold)} />
      <Tool icon="italic" label={t('compose.italic')} onClick={() => onMark(italic)} />
      <Tool icon="list" label={p('tool.list')} onClick={() => onMark(list)} />
      <Tool icon="text-quote" label={p('tool.quote')} onClick={() => onMark(quote)} />
      <Tool icon="link" label={t('compose.link')} onClick={() => onMark(insertLink)} />
      <Tool icon="code" label={p('tool.code')} onClick={() => onMark(code)} />
    </>
  );
}

export function Tool({
  icon,
  label,
  pressed,
  onClick,
}: {
  icon: IconName;
  label: string;
  pressed?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} size={16} />
    </button>
  );
}
