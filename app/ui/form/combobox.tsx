import { clsx } from 'clsx';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { VisuallyHidden } from '../show/pill.tsx';
import type { Control } from './field.tsx';
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
  found: (count: number) => string;
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
export function Combobox({ control, start, label, found, none, search, maxLength = 200 }: Props) {
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const options = useSuggestions(words, search);
  const shown = words !== null && options !== null;
  const chosen = shown ? options[active] : undefined;

  function close() {
    setWords(null);
    setActive(-1);
  }
  function choose(option: Suggestion) {
    input.current!.value = option.value;
    close();
  }
  function onKeyDown(event: KeyboardEvent) {
    // While a word is being converted the keys belong to the input method.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!shown) return setWords(input.current!.value);
      const from = active < 0 && event.key === 'ArrowUp' ? 0 : active;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (options.length > 0) setActive((from + step + options.length) % options.length);
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      choose(chosen);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      close();
    }
  }

  return (
    <div className={styles.combobox} onBlur={close}>
      <input
        {...control}
        ref={input}
        dir="auto"
        role="combobox"
        className={styles.control}
        defaultValue={start}
        maxLength={maxLength}
        autoComplete="off"
        spellCheck={false}
        aria-expanded={shown}
        aria-controls={shown ? list : undefined}
        aria-activedescendant={chosen ? `${list}-${active}` : undefined}
        aria-autocomplete="list"
        onChange={(event) => {
          setWords(event.target.value);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
      />
      <VisuallyHidden>
        <span role="status">
          {shown ? (options.length > 0 ? found(options.length) : none) : ''}
        </span>
      </VisuallyHidden>
      {shown && options.length === 0 && <p className={clsx(styles.list, styles.nothing)}>{none}</p>}
      {shown && options.length > 0 && (
        <ul id={list} role="listbox" aria-label={label} className={styles.list}>
          {options.map((option, i) => (
            // The keyboard stays in the field and chooses from there.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={option.key}
              id={`${list}-${i}`}
              role="option"
              aria-selected={i === active}
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setActive(i)}
              onClick={() => choose(option)}
            >
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
