import { fitInto } from '#app/features/files/addresses.ts';
import type { T } from '#app/i18n/use-t.ts';
import { EmptyState, Pagination } from '#app/ui/index.ts';
import { sheetPath } from './addresses.ts';
import styles from './papers.module.css';

type Shown = { id: string; pages: number | null; width: number | null; height: number | null };

/** A page of a paper as a picture that the forum drew; the original is never shown. */
export function PaperSheet({
  paper,
  name,
  page,
  here,
  t,
}: {
  paper: Shown;
  name: string;
  page: number;
  here: string;
  t: T<'papers'>;
}) {
  const pages = paper.pages ?? 1;
  if (paper.width === null) return <EmptyState title={t('noPicture')} />;
  return (
    <>
      <img
        className={styles.sheet}
        src={sheetPath(paper.id, page, 'large')}
        alt={t('alt', { name, page, pages })}
        {...fitInto(paper, { width: 1200, height: 1600 })}
      />
      {pages > 1 && (
        <Pagination
          previous={page > 1 ? `${here}?page=${page - 1}` : undefined}
          next={page < pages ? `${here}?page=${page + 1}` : undefined}
          note={t('page', { page, pages })}
        />
      )}
    </>
  );
}

/** The page that an address asks for, within those that there are. */
export function pageIn(url: URL, pages: number | null): number {
  const asked = Math.trunc(Number(url.searchParams.get('page')) || 1);
  return Math.min(Math.max(1, asked), pages ?? 1);
}
