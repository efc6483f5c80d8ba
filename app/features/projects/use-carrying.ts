import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';

/** A card that is carried by keyboard: where it was, and where it would be put down. */
type Carried = { id: string; from: string; stage: string; version: number };

/** What happened to a card, for whoever does not see the board. */
export type Told = {
  key: 'carry.lifted' | 'carry.over' | 'carry.put' | 'carry.same' | 'carry.back';
  id: string;
  stage: string;
};

const FORWARD = ['ArrowRight', 'ArrowDown'];
const BACK = ['ArrowLeft', 'ArrowUp'];

/**
 * Carries a card from stage to stage by keyboard: its handle lifts it and puts it down, arrows, Home
 * and End choose the stage, Escape or going elsewhere takes it back. Both pairs of arrows lead along
 * the stages, as these stand side by side on a desk and one below another on a phone.
 */
export function useCarrying(
  stages: readonly string[],
  put: (card: { id: string; stage: string; version: number }) => void,
) {
  const [carried, setCarried] = useState<Carried | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const board = useRef<HTMLDivElement>(null);
  const handle = useRef<string | null>(null);

  // A card that changes its column is a new element there, and would lose the focus.
  useEffect(() => {
    if (!handle.current || document.activeElement !== document.body) return;
    const button = board.current?.querySelector<HTMLElement>(
      `[data-handle="${CSS.escape(handle.current)}"]`,
    );
    button?.focus();
    button?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  function takeBack() {
    if (!carried) return;
    setCarried(null);
    setTold({ key: 'carry.back', id: carried.id, stage: carried.from });
  }

  function lift(card: { id: string; stage: string; version: number }) {
    setCarried({ ...card, from: card.stage });
    setTold({ key: 'carry.lifted', id: card.id, stage: card.stage });
  }

  function putDown({ from, ...card }: Carried) {
    setCarried(null);
    const isMoved = card.stage !== from;
    setTold({ key: isMoved ? 'carry.put' : 'carry.same', id: card.id, stage: card.stage });
    if (isMoved) put(card);
  }

  return {
    board,
    carried,
    told,
    /** What the handle of a card listens to. */
    handleOf: (card: { id: string; stage: string; version: number }) => ({
      'data-handle': card.id,
      'aria-pressed': carried?.id === card.id,
      onFocus: () => (handle.current = card.id),
      onBlur: (event: FocusEvent) => {
        // A look into another window is no leaving.
        if (event.relatedTarget === null && !document.hasFocus()) return;
        handle.current = null;
        takeBack();
      },
      onClick: () => (carried ? putDown(carried) : lift(card)),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Enter' && event.repeat) event.preventDefault();
        if (!carried || event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === 'Escape') {
          event.preventDefault();
          takeBack();
          return;
        }
        const stage = target(stages, carried.stage, event.key);
        if (stage === null) return;
        event.preventDefault();
        if (stage === carried.stage) return;
        setCarried({ ...carried, stage });
        setTold({ key: 'carry.over', id: carried.id, stage });
      },
    }),
  };
}

/** The stage that a key leads to; null: the key leads nowhere. */
function target(stages: readonly string[], now: string, key: string): string | null {
  const at = stages.indexOf(now);
  if (FORWARD.includes(key)) return stages[at + 1] ?? now;
  if (BACK.includes(key)) return stages[at - 1] ?? now;
  if (key === 'Home') return stages[0]!;
  if (key === 'End') return stages.at(-1)!;
  return null;
}
