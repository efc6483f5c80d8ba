import type { CSSProperties } from 'react';
import styles from './progress.module.css';

export type Step = {
  key: string;
  title: string;
  note?: string;
  state: 'done' | 'current' | 'ahead';
};

/** The ladder of a long matter: what is behind, where it stands, what follows. */
export function ProgressSteps({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol
      role="list"
      className={styles.steps}
      style={{ '--count': steps.length } as CSSProperties}
      aria-label={label}
    >
      {steps.map(({ key, title, note, state }) => (
        <li key={key} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          <strong>{title}</strong>
          {note && <span>{note}</span>}
        </li>
      ))}
    </ol>
  );
}

/** A share of a whole, with its words beside it: votes, seats, time that is left. */
export function Meter({
  label,
  value,
  max = 1,
  note,
  tone = 'ai',
  bare,
}: {
  label: string;
  value: number;
  max?: number;
  note?: string;
  tone?: 'ai' | 'shu' | 'matsu' | 'quiet';
  /** Only the bar; the words stand elsewhere. */
  bare?: boolean;
}) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div className={styles.meter} data-bare={bare ? '' : undefined}>
      {!bare && <span aria-hidden>{label}</span>}
      <span
        className={styles.track}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={note}
      >
        <span data-tone={tone} style={{ inlineSize: `${share * 100}%` }} />
      </span>
      {!bare && note && (
        <span className={styles.note} aria-hidden>
          {note}
        </span>
      )}
    </div>
  );
}
