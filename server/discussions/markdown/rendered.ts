import { renderMarkdown } from './render.ts';

const KEPT = 4000;
const kept = new Map<string, string>();

/**
 * The HTML of a text that is read often and changed rarely. `version` names the text's state (an id
 * and when it was last changed): the same version is rendered once while it is among the last used.
 * @param calls the mentions of the text, as it writes them; they change only with it
 */
export function rendered(version: string, text: string, calls: readonly string[] = []): string {
  let html = kept.get(version);
  if (html === undefined) {
    html = renderMarkdown(text, calls);
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
  } else {
    kept.delete(version);
  }
  kept.set(version, html);
  return html;
}
