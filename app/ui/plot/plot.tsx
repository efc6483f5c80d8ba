import type { ReactNode } from 'react';
import styles from './plot.module.css';

/**
 * A plot that the server drew. The title says what it shows, in a sentence; the numbers stand in the
 * table behind it, which is also what a screen reader gets.
 */
export function Plot({
  title,
  svg,
  reveal,
  children,
}: {
  title: string;
  /** From `draw` of `app/ui/plot/draw.server.ts`. */
  svg: string;
  /** What opens the table. */
  reveal: string;
  /** A `Table` of the same numbers. */
  children: ReactNode;
}) {
  return (
    <figure className={styles.plot}>
      <figcaption>{title}</figcaption>
      <div dangerouslySetInnerHTML={{ __html: svg }} />
      <details>
        <summary>{reveal}</summary>
        {children}
      </details>
    </figure>
  );
}
