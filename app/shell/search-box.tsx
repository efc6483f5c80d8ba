import { Form, useNavigate } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { CAPABILITY } from '#app/features/search/hit-list.tsx';
import { Pieces } from '#app/features/search/pieces.tsx';
import { forget, recentOf, remember } from '#app/features/search/recent.ts';
import { addressOf } from '#app/features/search/search-address.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { LANG_TAGS, isLang } from '#app/i18n/lang.ts';
import { useLang, type T } from '#app/i18n/use-t.ts';
import { Icon, useListbox, VisuallyHidden } from '#app/ui/index.ts';
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
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const [recent, setRecent] = useState<string[]>([]);
  const searcher = `${shell.acting?.id ?? ''}.${shell.person.name}`;
  const typed = words.trim();
  const hits = useInstant(open ? typed : '', shell.acting?.id);
  const listening = useShortcuts(input);

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
  const isShown = open && options.length > 0;
  const listbox = useListbox({
    options,
    isShown,
    show,
    choose: go,
    escape() {
      if (!isShown) setWords('');
      close();
    },
  });

  function show() {
    setRecent(recentOf(searcher));
    setOpen(true);
  }
  function close() {
    setOpen(false);
    listbox.unmark();
  }
  function go(option: Option) {
    if (typed) remember(searcher, typed);
    close();
    input.current?.blur();
    navigate(option.to);
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
        value={words}
        aria-label={t('search.label')}
        aria-keyshortcuts={listening ? 'Meta+K Control+K /' : undefined}
        placeholder={t('search.placeholder')}
        maxLength={200}
        {...listbox.field}
        onFocus={show}
        onChange={(event) => {
          setWords(event.target.value);
          listbox.unmark();
          setOpen(true);
        }}
      />
      {listening && <kbd aria-hidden>/</kbd>}
      <VisuallyHidden>
        <span role="status">
          {isShown && typed && hits
            ? hits.length > 0
              ? t('search.found', { count: hits.length })
              : t('search.none')
            : ''}
        </span>
      </VisuallyHidden>
      {isShown && (
        <div className={styles.sheet}>
          {!typed && <p className={styles.heading}>{t('search.recent')}</p>}
          <ul {...listbox.list} aria-label={t('search.label')}>
            {options.map((option, i) => (
              <li
                key={option.key}
                {...listbox.option(i)}
                data-capability={'hit' in option ? CAPABILITY[option.hit.kind] : undefined}
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
        {hit.tags.length > 0 && (
          <small className={styles.tags}>
            {hit.tags.map(({ key, label }) => (
              <span key={key}>
                <Pieces pieces={label} />
              </span>
            ))}
          </small>
        )}
        {hit.kind === 'person' && (
          <small>
            <LabelText of={hit.org} lang={lang} />
          </small>
        )}
      </span>
      <span className={styles.kind}>{kind}</span>
    </>
  );
}

const tagOf = (lang: string | null) => (isLang(lang) ? LANG_TAGS[lang] : undefined);

/**
 * Ctrl/Cmd+K anywhere, and / where nobody is writing. Answers whether the keys are listened to yet: not
 * before the page's scripts run, and a page must not promise them earlier.
 */
function useShortcuts(input: React.RefObject<HTMLInputElement>): boolean {
  const [listening, setListening] = useState(false);
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
    setListening(true);
    return () => document.removeEventListener('keydown', onKey);
  }, [input]);
  return listening;
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
