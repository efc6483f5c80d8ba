import { VisuallyHidden } from '#app/ui/index.ts';
import styles from './presence.module.css';
import type { Ago } from './presence-text.ts';

/** A dot beside somebody who is here now, with its word; nothing beside anybody else. */
export function PresenceDot({ ago, text }: { ago: Ago | undefined; text: string | null }) {
  if (ago !== 0 || !text) return null;
  return (
    <span className={styles.here} title={text}>
      <VisuallyHidden>{text}</VisuallyHidden>
    </span>
  );
}

/** The word itself, after its dot where somebody is here now. */
export function PresenceWords({ ago, text }: { ago: Ago | undefined; text: string | null }) {
  if (ago === undefined || !text) return null;
  return (
    <span className={styles.words} data-here={ago === 0 ? '' : undefined}>
      {text}
    </span>
  );
}
