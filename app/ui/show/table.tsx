import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import styles from './table.module.css';

export type Column<Row> = {
  key: string;
  label: string;
  cell(row: Row): ReactNode;
  /** Numbers and times stand at the end of their column. */
  align?: 'end';
  /** Makes the head a link that sorts; `label` names the link, `now` says which way it is sorted. */
  sort?: { to: string; label: string; now?: 'ascending' | 'descending' };
  /** The column that names the row. */
  heads?: boolean;
};

/**
 * Rows of records: sortable heads, sticky at the top; at 390 px each row becomes a list of
 * labelled lines.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  dense,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  dense?: boolean;
}) {
  return (
    <table className={styles.table} data-dense={dense ? '' : undefined}>
      <caption className={styles.caption}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, label, align, sort }) => (
            <th key={key} scope="col" data-align={align} aria-sort={sort?.now}>
              {sort ? (
                <Link to={sort.to} className={styles.sort} title={sort.label} preventScrollReset>
                  {label}
                  <Icon name={sortIcon(sort.now)} size={14} />
                </Link>
              ) : (
                label
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ key, label, align, heads, cell }) =>
              heads ? (
                <th key={key} scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={key} data-align={align} data-label={label}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sortIcon(now: 'ascending' | 'descending' | undefined) {
  return now === 'ascending'
    ? 'arrow-up'
    : now === 'descending'
      ? 'arrow-down'
      : 'chevrons-up-down';
}
