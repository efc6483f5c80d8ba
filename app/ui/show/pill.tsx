import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import styles from './marks.module.css';

/** What a state means: `waiting` waits for the reader, `info` is under way, `neutral` just is. */
export type PillTone = 'neutral' | 'info' | 'waiting' | 'good' | 'caution' | 'danger';

/** A state, always with its word. */
export function Pill({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: PillTone;
  icon?: IconName;
  children: ReactNode;
}) {
  return (
    <span className={styles.pill} data-tone={tone}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  );
}

/** How many wait. Nothing at zero. `label` says it in full to those who do not see it. */
export function Count({ value, label, badge }: { value: number; label?: string; badge?: boolean }) {
  if (value <= 0) return null;
  return (
    <span className={badge ? styles.badge : styles.count}>
      <span data-text={value > 99 ? '99+' : value} aria-hidden />
      {label && <span className={styles.hidden}>{label}</span>}
    </span>
  );
}

/** Words for screen readers alone. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className={styles.hidden}>{children}</span>;
}
