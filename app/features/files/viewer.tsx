import { useEffect, useId, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { useT } from '#app/i18n/use-t.ts';
import { IconButton, IconLink } from '#app/ui/index.ts';
import { fileAddress, pageAddress } from './addresses.ts';
import styles from './viewer.module.css';

type Looked = { id: string; name: string; pages: number };

/**
 * Shows files of the page in a dialog, page by page, as pictures that the forum drew. Whatever link
 * says `data-look` opens in it; without scripts such a link leads to the file's own page.
 */
export function FileViewer() {
  const t = useT('files');
  const dialog = useRef<HTMLDialogElement>(null);
  const [file, setFile] = useState<Looked | null>(null);
  const titleId = useId();

  useEffect(() => {
    function open(event: MouseEvent) {
      if (event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      const link = (event.target as Element).closest<HTMLElement>('a[data-look]');
      if (!link) return;
      event.preventDefault();
      const { look, name, pages } = link.dataset;
      setFile({ id: look!, name: name ?? '', pages: Number(pages) || 1 });
    }
    document.addEventListener('click', open);
    return () => document.removeEventListener('click', open);
  }, []);

  // What is shown has the focus, so that the keys turn its pages.
  useEffect(() => {
    if (!file || dialog.current?.open) return;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[role=region]')?.focus();
  }, [file]);

  return (
    <dialog
      ref={dialog}
      className={styles.viewer}
      aria-labelledby={titleId}
      onClose={() => setFile(null)}
    >
      <h2 id={titleId} className={styles.title}>
        {file?.name}
      </h2>
      {file && <Pages key={file.id} file={file} t={t} onClose={() => dialog.current?.close()} />}
    </dialog>
  );
}

type PagesProps = { file: Looked; t: ReturnType<typeof useT<'files'>>; onClose: () => void };
const ZOOMS = [1, 1.5, 2, 3];

function Pages({ file, t, onClose }: PagesProps) {
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(0);
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  const { id, name, pages } = file;

  function turn(to: number) {
    if (to < 1 || to > pages || to === page) return;
    setPage(to);
    setState('loading');
  }

  function onKeyDown(event: KeyboardEvent) {
    const keys: Record<string, () => void> = {
      ArrowRight: () => turn(page + 1),
      PageDown: () => turn(page + 1),
      ArrowLeft: () => turn(page - 1),
      PageUp: () => turn(page - 1),
      Home: () => turn(1),
      End: () => turn(pages),
      '+': () => setZoom(Math.min(zoom + 1, ZOOMS.length - 1)),
      '-': () => setZoom(Math.max(zoom - 1, 0)),
    };
    // Zoomed in, the arrows move over the page.
    const key = keys[event.key];
    if (!key || (zoom > 0 && event.key.startsWith('Arrow'))) return;
    event.preventDefault();
    key();
  }

  const where = t('viewer.page', { page, pages });
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the whole dialog; each act has a button
    <div className={styles.frame} onKeyDown={onKeyDown}>
      <div className={styles.bar}>
        <span className={styles.where} role="status">
          {pages > 1 ? where : ''}
        </span>
        {pages > 1 && (
          <>
            <IconButton
              icon="chevron-left"
              label={t('viewer.previous')}
              disabled={page === 1}
              onClick={() => turn(page - 1)}
            />
            <IconButton
              icon="chevron-right"
              label={t('viewer.next')}
              disabled={page === pages}
              onClick={() => turn(page + 1)}
            />
          </>
        )}
        <IconButton
          icon="zoom-out"
          label={t('viewer.smaller')}
          disabled={zoom === 0}
          onClick={() => setZoom(zoom - 1)}
        />
        <IconButton
          icon="zoom-in"
          label={t('viewer.larger')}
          disabled={zoom === ZOOMS.length - 1}
          onClick={() => setZoom(zoom + 1)}
        />
        <IconLink
          icon="download"
          label={t('viewer.download', { name })}
          to={fileAddress(id)}
          reloadDocument
        />
        <IconButton icon="x" label={t('viewer.close')} onClick={onClose} />
      </div>
      {/* Scrolls in both directions when it is enlarged. */}
      <div
        className={styles.sheet}
        tabIndex={0}
        role="region"
        aria-label={name}
        data-zoomed={zoom > 0 ? '' : undefined}
      >
        {state === 'failed' ? (
          <p className={styles.failed} role="alert">
            {t('viewer.failed')}
          </p>
        ) : (
          <img
            key={page}
            src={pageAddress(id, page, 'large')}
            alt={pages > 1 ? t('viewer.alt', { name, page, pages }) : name}
            style={{ '--zoom': ZOOMS[zoom] } as CSSProperties}
            onLoad={() => setState('shown')}
            onError={() => setState('failed')}
          />
        )}
        {state === 'loading' && <p className={styles.loading}>{t('viewer.loading')}</p>}
      </div>
    </div>
  );
}
