import type { CSSProperties } from 'react';
import styles from './marks.module.css';

type MonogramProps = { text: string; hue: number; size?: number; round?: boolean };

/** An organisation without a logo, or a person: one character on its hue. Its name stands beside it. */
export function Monogram({ text, hue, size = 24, round }: MonogramProps) {
  return (
    <span
      className={styles.monogram}
      data-round={round ? '' : undefined}
      style={{ '--hue': hue, '--size': `${size}px` } as CSSProperties}
      data-text={text}
      aria-hidden
    />
  );
}

/** A person, by the first character of the name. */
export function Avatar({ name, hue, size = 28 }: { name: string; hue: number; size?: number }) {
  return <Monogram text={firstCharacter(name)} hue={hue} size={size} round />;
}

function firstCharacter(name: string): string {
  return ([...name.trim()][0] ?? '').toLocaleUpperCase();
}
