import { clsx } from 'clsx';
import { useEffect, useRef, useState } from 'react';
import { VisuallyHidden } from '../show/pill.tsx';
import type { Control } from './field.tsx';
import { useListbox } from './use-listbox.ts';
import styles from './form.module.css';

/** Something to choose: `value` is what then stands in the field. */
export type Suggestion = {
  key: string;
  value: string;
  lead?: string;
  text: string;
  lang?: string | undefined;
  detail?: string;
};

type Props = {
  control: Control;
  start: string;
  /** The names of the list and of what it says: how many were found, that nothing was. */
  label: string;
  countOf: (count: number) => string;
  none: string;
  /** What fits the words; null where no answer could be had. */
  search: (words: string) => Promise<readonly Suggestion[] | null>;
  maxLength?: number;
};

const PAUSE_MS = 160;

/**
 * A field for text that offers what fits while one types. Without scripts, and until they arrive, it is
 * the text field alone, so the server understands what people write by hand.
 */
export function Combobox({ control, start, label, countOf, none, search, maxLength = 200 }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState<string | null>(null);
  const found = useSuggestions(words, search);
  const options = found ?? [];
  const isShown = words !== null && found !== null;
  const listbox = useListbox({
    options,
    isShown,
    show: () => setWords(input.current!.value),
    choose(option) {
      input.current!.value = option.value;
      close();
    },
    escape: close,
  });
  function close() {
    setWords(null);
    listbox.unmark();
  }

  return (
    <div className={styles.combobox} onBlur={close}>
      <input
        {...control}
        ref={input}
        dir="auto"
        className={styles.control}
        defaultValue={start}
        maxLength={maxLength}
        spellCheck={false}
        {...listbox.field}
        onChange={(event) => {
          setWords(event.target.value);
          listbox.unmark();
        }}
      />
      <VisuallyHidden>
        <span role="status">
          {isShown ? (options.length > 0 ? countOf(options.length) : none) : ''}
        </span>
      </VisuallyHidden>
      {isShown && options.length === 0 && (
        <p className={clsx(styles.list, styles.nothing)}>{none}</p>
      )}
      {isShown && options.length > 0 && (
        <ul {...listbox.list} aria-label={label} className={styles.list}>
          {options.map((option, i) => (
            <li key={option.key} {...listbox.option(i)}>
              {option.lead && <b>{option.lead}</b>}
              <span>
                <span lang={option.lang}>{option.text}</span>
                {option.detail && <small>{option.detail}</small>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What fits the words after a pause in typing; an answer that comes late is never shown over a later one. */
function useSuggestions(
  words: string | null,
  search: Props['search'],
): readonly Suggestion[] | null {
  const asked = words?.trim() ?? '';
  const [answer, setAnswer] = useState<readonly Suggestion[] | null>(null);
  useEffect(() => {
    if (!asked) return setAnswer(null);
    let stale = false;
    const timer = setTimeout(() => {
      void search(asked).then((options) => {
        if (!stale) setAnswer(options);
      });
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asked, search]);
  return asked ? answer : null;
}
