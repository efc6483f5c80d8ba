import { Form, useNavigate } from '@remix-run/react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { CAPABILITY } from '#app/features/search/hit-list.tsx';
import { Pieces } from '#app/features/search/pieces.tsx';
import { forget, recentOf, remember } from '#app/features/search/recent.ts';
import { addressOf } from '#app/features/search/search-address.ts';
import { label } from '#app/i18n/label.ts';
import { LANG_TAGS, isLang } from '#app/i18n/lang.ts';
import { useLang, type T } from '#app/i18n/use-t.ts';
import { Icon, VisuallyHidden } from '#app/ui/index.ts';
import type { ShellData } from './shell-data.ts';
import { useInstant, type InstantHit } from './use-instant.ts';
import styles from './search-box.module.css';

type Option =
  | { key: string; to: string; hit: InstantHit }
  | { key: string; to: string; words: string; all?: true };

/**
 * The search of every page: a form, and with scripts a combobox over it that shows the first findings
 * while one types, and what one searched lately while there is nothing typed.
 */
export function SearchBox({ shell, t }: { shell: ShellData; t: T<'shell'> }) {
  const navigate = useNavigate();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [recent, setRecent] = useState<string[]>([]);
  const searcher = `${shell.acting?.id ?? ''}.${shell.person.name}`;
  const typed = words.trim();
  const hits = useInstant(open ? typed : '', shell.acting?.id);
  useShortcuts(input);

  const options: Option[] = typed
    ? [
        ...(hits ?? []).map((hit): Option => ({ key: hit.id, to: hit.href, hit })),
        {
          key: 'all',
          to: addressOf({ q: typed }),
          words: t('search.all', { q: typed }),
          all: true,
        },
      ]
    : recent.map((one) => ({ key: one, to: addressOf({ q: one }), words: one }));
  const shown = open && options.length > 0;
  const chosen = shown ? options[active] : undefined;

  function show() {
    setRecent(recentOf(searcher));
    setOpen(true);
  }
  function close() {
    setOpen(false);
    setActive(-1);
  }
  function go(option: Option) {
    if (typed) remember(searcher, typed);
    close();
    input.current?.blur();
    navigate(option.to);
  }
  function onKeyDown(event: KeyboardEvent) {
    // While a word is being converted the keys belong to the input method.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!shown) return show();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(
        (active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length,
      );
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      go(chosen);
    } else if (event.key === 'Escape') {
      if (shown) event.preventDefault();
      else setWords('');
      close();
    }
  }

  return (
    <Form
      role="search"
      action="/search"
      className={styles.search}
      onSubmit={() => {
        remember(searcher, typed);
        close();
      }}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
    >
      <input
        ref={input}
        type="search"
        name="q"
        role="combobox"
        value={words}
        aria-label={t('search.label')}
        aria-keyshortcuts="Meta+K Control+K /"
        aria-expanded={shown}
        aria-controls={shown ? list : undefined}
        aria-activedescendant={chosen ? `${list}-${active}` : undefined}
        aria-autocomplete="list"
        placeholder={t('search.placeholder')}
        maxLength={200}
        autoComplete="off"
        onFocus={show}
        onChange={(event) => {
          setWords(event.target.value);
          setActive(-1);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden>/</kbd>
      <VisuallyHidden>
        <span role="status">
          {shown && typed && hits
            ? hits.length > 0
              ? t('search.found', { count: hits.length })
              : t('search.none')
            : ''}
        </span>
      </VisuallyHidden>
      {shown && (
        <div className={styles.sheet}>
          {!typed && <p className={styles.heading}>{t('search.recent')}</p>}
          <ul id={list} role="listbox" aria-label={t('search.label')}>
            {options.map((option, i) => (
              // The keyboard stays in the field and chooses from there.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <li
                key={option.key}
                id={`${list}-${i}`}
                role="option"
                aria-selected={i === active}
                data-capability={'hit' in option ? CAPABILITY[option.hit.kind] : undefined}
                onPointerDown={(event) => event.preventDefault()}
                onPointerMove={() => setActive(i)}
                onClick={() => go(option)}
              >
                {'hit' in option ? (
                  <Found
                    hit={option.hit}
                    untitled={t('search.untitled')}
                    kind={t(`search.kind.${option.hit.kind}`)}
                  />
                ) : (
                  <span className={styles.words}>
                    <Icon name={option.all ? 'search' : 'clock'} size={16} />
                    {option.words}
                  </span>
                )}
              </li>
            ))}
          </ul>
          {!typed && (
            <button
              type="button"
              className={styles.forget}
              onClick={() => {
                forget(searcher);
                setRecent([]);
                input.current?.focus();
              }}
            >
              {t('search.forget')}
            </button>
          )}
        </div>
      )}
    </Form>
  );
}

function Found({ hit, kind, untitled }: { hit: InstantHit; kind: string; untitled: string }) {
  const lang = useLang();
  return (
    <>
      <span className={styles.found}>
        <span lang={tagOf(hit.titleLang)}>
          {hit.title.length > 0 ? <Pieces pieces={hit.title} /> : untitled}
        </span>
        {hit.snippet.length > 0 && (
          <small lang={tagOf(hit.snippetLang)}>
            <Pieces pieces={hit.snippet} />
          </small>
        )}
        {hit.kind === 'person' && <small>{label(hit.org, lang)}</small>}
      </span>
      <span className={styles.kind}>{kind}</span>
    </>
  );
}

const tagOf = (lang: string | null) => (isLang(lang) ? LANG_TAGS[lang] : undefined);

/** Ctrl/Cmd+K anywhere, and / where nobody is writing. */
function useShortcuts(input: React.RefObject<HTMLInputElement>) {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const command = event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey);
      const slash = event.key === '/' && !event.metaKey && !event.ctrlKey && !event.altKey;
      if (!command && !(slash && !isWriting(event.target))) return;
      if (!input.current?.checkVisibility()) return;
      event.preventDefault();
      input.current.focus();
      input.current.select();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [input]);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
