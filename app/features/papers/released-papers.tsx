import { Link } from '@remix-run/react';
import { fitInto } from '#app/features/files/addresses.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Panel } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import { releasedPath, sheetPath } from './addresses.ts';
import styles from './papers.module.css';

/** What the officer has released for the hospitals that are asked: first pages in small. */
export function ReleasedPapers({
  papers,
  offerId,
  t,
}: {
  papers: Answer<'papers.ofOffer'>;
  offerId: string;
  t: T<'papers'>;
}) {
  if (papers.length === 0) return null;
  return (
    <Panel title={t('released.title')} note={t('released.note')}>
      <ul className={styles.released}>
        {papers.map((paper, at) => {
          const name = t('released.name', { number: at + 1, kind: t(`kind.${paper.kind}`) });
          return (
            <li key={paper.id}>
              <Link to={releasedPath(offerId, paper.id)}>
                <img
                  src={sheetPath(paper.id, 1, 'small')}
                  alt=""
                  loading="lazy"
                  {...fitInto(paper, { width: 132, height: 172 })}
                />
                {name}
                <span className={styles.small}>{t('pages', { count: paper.pages })}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
