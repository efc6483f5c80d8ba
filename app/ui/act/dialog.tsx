import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

type DialogProps = {
  id: string;
  title: string;
  closeLabel: string;
  /** The acts at the foot, the main one last. */
  acts?: ReactNode;
  children: ReactNode;
} & Omit<ComponentPropsWithoutRef<'dialog'>, 'title'>;

/** A native modal dialog: focus stays inside, Esc closes, focus returns to the opener. */
export function Dialog({ id, title, closeLabel, acts, children, ...rest }: DialogProps) {
  return (
    <dialog id={id} className={styles.dialog} aria-labelledby={`${id}-title`} {...rest}>
      <header className={styles.head}>
        <h2 id={`${id}-title`}>{title}</h2>
        <IconButton icon="x" label={closeLabel} onClick={() => closeDialog(id)} />
      </header>
      <div className={styles.body}>{children}</div>
      {acts && <footer className={styles.acts}>{acts}</footer>}
    </dialog>
  );
}

/** The button that opens a dialog. */
export function OpenDialog({ dialog, ...rest }: ButtonProps & { dialog: string }) {
  return <Button aria-haspopup="dialog" {...rest} onClick={() => openDialog(dialog)} />;
}

export function openDialog(id: string): void {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

export function closeDialog(id: string): void {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement) dialog.close();
}
