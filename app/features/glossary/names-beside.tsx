import { useEffect, useState } from 'react';
import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Button, Icon } from '#app/ui/index.ts';
import { usesOf, withOfficial, type OfficialName } from '#server/glossary/plain.ts';
import styles from './glossary.module.css';

/**
 * The official names of what a paragraph speaks of, and whether its translation uses them. Nothing is
 * changed by itself: another spelling is replaced, or the name put in, at one press.
 */
export function NamesBeside({
  names,
  field,
  saved,
  source,
  lang,
  open,
}: {
  names: readonly OfficialName[];
  /** The name of the field that the translation is written in. */
  field: string;
  saved: string;
  source: Lang;
  lang: Lang;
  open: boolean;
}) {
  const t = useT('translations');
  // What the field says; null until scripts run, and without them.
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    const area = areaOf(field);
    if (!area) return;
    const follow = () => setText(area.value);
    follow();
    area.addEventListener('input', follow);
    return () => area.removeEventListener('input', follow);
  }, [field]);
  if (names.length === 0) return null;

  function apply(use: { official: string; used: string | null }) {
    const area = areaOf(field);
    if (!area) return;
    const { value, selectionStart, selectionEnd } = area;
    const next = use.used
      ? withOfficial(value, use.used, use.official)
      : value.slice(0, selectionStart) + use.official + value.slice(selectionEnd);
    // As if typed, so that the page and its undo take it for the writer's own.
    area.focus();
    area.select();
    if (!document.execCommand('insertText', false, next)) {
      area.value = next;
      area.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }

  return (
    <ul role="list" className={styles.names} aria-label={t('names')}>
      {usesOf(text ?? saved, names).map((use, i) => (
        <li key={use.official} data-state={use.state}>
          <Icon name={use.state === 'official' ? 'check' : 'languages'} size={14} />
          <span>
            <span lang={LANG_TAGS[source]}>{names[i]!.found}</span>
            {' → '}
            <strong lang={LANG_TAGS[lang]}>{use.official}</strong>
            {use.used && <> {t('names.used', { used: use.used })}</>}
          </span>
          {open && text !== null && use.state !== 'official' && (
            <Button small onClick={() => apply(use)}>
              {use.used ? t('names.replace') : t('names.insert')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function areaOf(field: string): HTMLTextAreaElement | null {
  return document.querySelector(`textarea[name="${CSS.escape(field)}"]`);
}
