import { useNavigate } from '@remix-run/react';
import { useEffect, useRef, type ReactNode } from 'react';
import { IconLink } from '#app/ui/index.ts';
import styles from './edit.module.css';

/** A page of its own that opens over the one it belongs to; without scripts it stands on that page. */
export function RouteDialog({
  title,
  closeTo,
  closeLabel,
  children,
}: {
  title: string;
  closeTo: string;
  closeLabel: string;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const navigate = useNavigate();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.matches(':modal')) return;
    // Not close(): that would tell the listener below that the reader closed it.
    dialog.removeAttribute('open');
    dialog.showModal();
    dialog.querySelector<HTMLElement>('input:not([type=hidden])')?.focus();
  }, []);
  return (
    <dialog
      ref={ref}
      open
      className={styles.dialog}
      aria-labelledby="dialog-title"
      onClose={() => navigate(closeTo, { preventScrollReset: true })}
    >
      <header className={styles.dialogHead}>
        <h2 id="dialog-title">{title}</h2>
        <IconLink icon="x" label={closeLabel} to={closeTo} preventScrollReset />
      </header>
      <div className={styles.dialogBody}>{children}</div>
    </dialog>
  );
}
