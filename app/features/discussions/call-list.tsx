import { useT } from '#app/i18n/use-t.ts';
import { VisuallyHidden } from '#app/ui/index.ts';
import styles from './call-list.module.css';
import type { Calls } from './use-calls.ts';

/** Over the field: whom an `@` may call. */
export function CallList({ calls }: { calls: Calls }) {
  const t = useT('posts');
  const { open, options, chosen, full, listId, take, most } = calls;
  if (!open) return null;
  if (full || options.length === 0) {
    return (
      <p className={styles.none} role="status">
        {full ? t('mention.tooMany', { count: most }) : t('mention.none')}
      </p>
    );
  }
  return (
    <>
      <ul id={listId} role="listbox" aria-label={t('mention.list')} className={styles.list}>
        {options.map((option, i) => (
          <li
            key={`${option.mention.kind} ${option.mention.id}`}
            id={`${listId}-${i}`}
            role="option"
            aria-selected={i === chosen}
            ref={i === chosen ? scrollTo : undefined}
            // The field keeps the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              take(option);
            }}
          >
            <bdi lang={option.lang}>{option.name}</bdi>
            <span>{option.note}</span>
          </li>
        ))}
      </ul>
      <VisuallyHidden>
        <span role="status">{t('mention.found', { count: options.length })}</span>
      </VisuallyHidden>
    </>
  );
}

function scrollTo(element: HTMLElement | null) {
  element?.scrollIntoView({ block: 'nearest' });
}
