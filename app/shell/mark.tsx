import styles from './shell.module.css';

/** Two arcs that meet, those who send and those who receive, and the one they meet for. */
export function Mark({ width = 28 }: { width?: number }) {
  return (
    <svg
      className={styles.mark}
      viewBox="0 0 28 18"
      width={width}
      height={(width * 18) / 28}
      aria-hidden
    >
      <path d="M2 14.6A13 13 0 0 1 15 2M13 16A13 13 0 0 0 26 3.4" />
      <circle cx="14" cy="9" r="3.2" />
    </svg>
  );
}
