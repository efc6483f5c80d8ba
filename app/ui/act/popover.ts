import { useEffect, useRef, type CSSProperties } from 'react';

const anchored = typeof CSS !== 'undefined' && CSS.supports('anchor-name', '--a');

/** What ties a button to a native popover: it opens without scripts, Esc and a click elsewhere close it. */
export function opensPopover(id: string): Record<string, unknown> {
  return { popovertarget: id, style: { anchorName: anchorOf(id) } as CSSProperties };
}

/** Attributes of the popover itself. */
export function isPopover(id: string): Record<string, unknown> {
  return { id, popover: 'auto', style: { positionAnchor: anchorOf(id) } as CSSProperties };
}

/**
 * Puts a popover under its button where the browser has no anchor positioning, moves the focus to
 * what `first` selects, and closes it when a link in it is followed.
 */
export function usePopover<E extends HTMLElement>(id: string, first?: string) {
  const ref = useRef<E>(null);
  useEffect(() => {
    const popover = ref.current;
    if (!popover) return undefined;
    const opened = (event: Event) => {
      if ((event as ToggleEvent).newState !== 'open') return;
      if (!anchored) placeUnder(id, popover);
      if (first) popover.querySelector<HTMLElement>(first)?.focus();
    };
    const follow = (event: Event) => {
      if ((event.target as Element).closest('a[href]')) popover.hidePopover?.();
    };
    popover.addEventListener('toggle', opened);
    popover.addEventListener('click', follow);
    return () => {
      popover.removeEventListener('toggle', opened);
      popover.removeEventListener('click', follow);
    };
  }, [id, first]);
  return ref;
}

function placeUnder(id: string, popover: HTMLElement): void {
  const button = document.querySelector(`[popovertarget="${CSS.escape(id)}"]`);
  if (!button) return;
  const at = button.getBoundingClientRect();
  const left = Math.min(at.left, window.innerWidth - popover.offsetWidth - 8);
  Object.assign(popover.style, {
    inset: 'auto',
    margin: '0',
    top: `${at.bottom + 4}px`,
    left: `${Math.max(8, left)}px`,
  });
}

function anchorOf(id: string): string {
  return `--${id.replace(/\W/g, '')}`;
}
