import { useId, useState, type KeyboardEvent, type PointerEvent } from 'react';

type Listbox<Option> = {
  options: readonly Option[];
  isShown: boolean;
  /** Asks for the list, with an arrow key in the field. */
  show: () => void;
  choose: (option: Option) => void;
  /** Escape in the field; what is shown is to be closed. */
  escape: () => void;
};

/**
 * A field with a list of options below it, after the combobox pattern of WAI-ARIA: the keyboard stays in
 * the field, and the arrows mark an option of the list. Gives the attributes of the three, and `unmark`
 * for when the options change or go.
 */
export function useListbox<Option>({ options, isShown, show, choose, escape }: Listbox<Option>) {
  const id = useId();
  const [active, setActive] = useState(-1);
  const marked = isShown ? options[active] : undefined;

  function onKeyDown(event: KeyboardEvent) {
    // While a word is being converted the keys belong to the input method.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isShown) return show();
      const from = active < 0 && event.key === 'ArrowUp' ? 0 : active;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (options.length > 0) setActive((from + step + options.length) % options.length);
    } else if (event.key === 'Enter' && marked) {
      event.preventDefault();
      choose(marked);
    } else if (event.key === 'Escape') {
      if (isShown) event.preventDefault();
      escape();
    }
  }

  return {
    unmark: () => setActive(-1),
    field: {
      role: 'combobox',
      autoComplete: 'off',
      'aria-autocomplete': 'list',
      'aria-expanded': isShown,
      'aria-controls': isShown ? id : undefined,
      'aria-activedescendant': marked ? `${id}-${active}` : undefined,
      onKeyDown,
    },
    list: { id, role: 'listbox' },
    option: (i: number) => ({
      id: `${id}-${i}`,
      role: 'option',
      'aria-selected': i === active,
      // Pressing an option must not take the field its focus.
      onPointerDown: (event: PointerEvent) => event.preventDefault(),
      onPointerMove: () => setActive(i),
      onClick: () => choose(options[i]!),
    }),
  } as const;
}
