import type { CSSProperties, ReactNode } from 'react';
import { Icon, VisuallyHidden, type IconName } from '#app/ui/index.ts';
import styles from './roadmap.module.css';

export const DIRECTION_ICONS: Record<string, IconName> = {
  outbound: 'arrow-up-right',
  inbound: 'arrow-down-left',
  both: 'arrow-left-right',
  'capacity-building': 'graduation-cap',
};

export type MarkWords = { title: ReactNode; direction: string; stage: string; late: string | null };

/** A project in a cell: which way it goes, its name, how far it is, whether something is overdue. */
export function ProjectMark({
  direction,
  place,
  places,
  words,
}: {
  direction: string;
  /** Its stage's place in the order of stages, from 1. */
  place: number;
  places: number;
  words: MarkWords;
}) {
  return (
    <span className={styles.mark}>
      <Icon name={DIRECTION_ICONS[direction] ?? 'arrow-right'} size={14} label={words.direction} />
      <span className={styles.markTitle}>{words.title}</span>
      {words.late && (
        <span className={styles.late}>
          <Icon name="circle-alert" size={14} label={words.late} />
        </span>
      )}
      <span
        className={styles.stage}
        style={{ '--share': `${(place / places) * 100}%` } as CSSProperties}
        title={words.stage}
      />
      <VisuallyHidden>{words.stage}</VisuallyHidden>
    </span>
  );
}
