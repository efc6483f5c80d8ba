import { useSyncExternalStore } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './toast.module.css';

type ToastTone = 'good' | 'danger' | 'info';
type Entry = { id: number; text: string; tone: ToastTone; act?: { label: string; run(): void } };

const LIFE_MS = 8_000;
const ICONS: Record<ToastTone, IconName> = {
  good: 'circle-check',
  danger: 'triangle-alert',
  info: 'info',
};
const NONE: Entry[] = [];
let entries: Entry[] = NONE;
let lastId = 0;
const listeners = new Set<() => void>();

/** Says briefly what happened. With an act (undo) it stays until answered. Browser only. */
export function toast(text: string, tone: ToastTone = 'good', act?: Entry['act']): void {
  const id = ++lastId;
  change([...entries, { id, text, tone, ...(act && { act }) }]);
  if (!act) setTimeout(() => dismiss(id), LIFE_MS);
}

/** Where toasts appear; once, in the frame. */
export function Toasts({ closeLabel }: { closeLabel: string }) {
  const shown = useSyncExternalStore(
    subscribe,
    () => entries,
    () => NONE,
  );
  return (
    <div className={styles.toasts} role="status">
      {shown.map(({ id, text, tone, act }) => (
        <div key={id} className={styles.toast} data-tone={tone}>
          <Icon name={ICONS[tone]} />
          <span className={styles.text}>{text}</span>
          {act && (
            <Button
              small
              onClick={() => {
                act.run();
                dismiss(id);
              }}
            >
              {act.label}
            </Button>
          )}
          <IconButton icon="x" label={closeLabel} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}

function dismiss(id: number): void {
  change(entries.filter((entry) => entry.id !== id));
}

function change(next: Entry[]): void {
  entries = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
