const SHOWN_FOR_MS = 2500;

/** Brings a post of the page into sight, with the focus, and marks it for a moment; false: not here. */
export function showPost(seq: number): boolean {
  const row = document.getElementById(`post-${seq}`);
  if (!row) return false;
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
  row.scrollIntoView({ block: 'center', behavior });
  row.querySelector<HTMLElement>('article')?.focus({ preventScroll: true });
  row.dataset['here'] = '';
  setTimeout(() => delete row.dataset['here'], SHOWN_FOR_MS);
  return true;
}
