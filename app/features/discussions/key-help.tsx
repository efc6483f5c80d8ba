import { useEffect } from 'react';
import { Dialog, openDialog } from '#app/ui/index.ts';
import styles from './key-help.module.css';
import type { Posts } from './words.ts';

export const KEY_HELP = 'key-help';

/** The keys of a conversation, on `?` and on the button beside the field. */
export function KeyHelp({ chat, t }: { chat: boolean; t: Posts }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = (event.target as Element).closest(
        'input, textarea, select, [contenteditable]',
      );
      if (event.key === '?' && !typing && !event.ctrlKey && !event.metaKey) openDialog(KEY_HELP);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const ctrl = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '') ? '⌘' : 'Ctrl';
  const keys: [string, string][] = [
    [chat ? 'Enter' : `${ctrl} + Enter`, t('keys.send')],
    [`${ctrl} + B`, t('keys.bold')],
    [`${ctrl} + I`, t('keys.italic')],
    [`${ctrl} + K`, t('keys.link')],
    ['@', t('keys.mention')],
    ['Esc', t('keys.leave')],
    ['Tab', t('keys.posts')],
    ['?', t('keys.help')],
  ];
  return (
    <Dialog id={KEY_HELP} title={t('keys.title')} closeLabel={t('close')}>
      <dl className={styles.keys}>
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
