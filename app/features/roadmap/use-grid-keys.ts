import { useEffect, useRef, type KeyboardEvent } from 'react';

const CELLS = '[role="gridcell"]';

/**
 * Moves among the cells of a `role="grid"` table by arrow keys, Home and End (with Ctrl: first and last
 * cell). One cell is a stop of the Tab key at a time. Without scripts each cell's link is one.
 */
export function useGridKeys() {
  const ref = useRef<HTMLTableElement>(null);

  useEffect(() => {
    const stops = stopsOf(ref.current).flat();
    stops.forEach((stop, i) => (stop.tabIndex = i === 0 ? 0 : -1));
  });

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
    const rows = stopsOf(ref.current);
    const row = rows.findIndex((cells) => cells.includes(event.target as HTMLElement));
    if (row < 0 || event.altKey || event.metaKey) return;
    const column = rows[row]!.indexOf(event.target as HTMLElement);
    const to = target(event, rows, row, column);
    if (!to) return;
    event.preventDefault();
    rows.flat().forEach((stop) => (stop.tabIndex = -1));
    to.tabIndex = 0;
    to.focus();
  }

  return { ref, onKeyDown };
}

function target(
  { key, ctrlKey }: KeyboardEvent,
  rows: HTMLElement[][],
  row: number,
  column: number,
): HTMLElement | undefined {
  if (key === 'ArrowRight') return rows[row]![column + 1];
  if (key === 'ArrowLeft') return rows[row]![column - 1];
  if (key === 'ArrowDown') return rows[row + 1]?.[column];
  if (key === 'ArrowUp') return rows[row - 1]?.[column];
  if (key === 'Home') return (ctrlKey ? rows[0] : rows[row])![0];
  if (key === 'End') return (ctrlKey ? rows.at(-1) : rows[row])!.at(-1);
  return undefined;
}

/** What takes the focus in each cell: its link, or the cell where it is empty. */
function stopsOf(table: HTMLTableElement | null): HTMLElement[][] {
  if (!table) return [];
  return [...table.rows]
    .map((row) =>
      [...row.querySelectorAll<HTMLElement>(CELLS)].map(
        (cell) => cell.querySelector<HTMLElement>('a') ?? cell,
      ),
    )
    .filter((cells) => cells.length > 0);
}
