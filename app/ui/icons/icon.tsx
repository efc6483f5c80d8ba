import type { IconName } from './icon-names.ts';
import styles from './icon.module.css';
import sprite from './sprite.svg?url';

export type { IconName };

/** A lucide outline in the colour of the text. It is decoration unless it has a `label`. */
export function Icon({
  name,
  size = 18,
  label,
}: {
  name: IconName;
  size?: number;
  label?: string;
}) {
  return (
    <svg
      className={styles.icon}
      width={size}
      height={size}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}
