import type * as Plots from '@observablehq/plot';

type Plot = typeof Plots;

const KEPT = 200;
const kept = new Map<string, string>();
let ground: Promise<{ plot: Plot; document: Document }> | undefined;

/**
 * Draws a plot on the server, as an SVG text for `<Plot svg>`. Colours are the tokens' (`var(--ai)`),
 * so that it follows the theme. The same `key` is drawn once.
 */
export async function draw(
  key: string,
  options: (plot: Plot) => Plots.PlotOptions,
): Promise<string> {
  const known = kept.get(key);
  if (known) return known;
  // Loaded when the first plot is asked for: a start should not wait for it.
  ground ??= Promise.all([import('@observablehq/plot'), import('jsdom')]).then(
    ([plot, { JSDOM }]) => ({ plot, document: new JSDOM('').window.document }),
  );
  const { plot, document } = await ground;
  const figure = plot.plot({ ...options(plot), document });
  // Its own style sheet has no nonce; plot.module.css says the same.
  figure.querySelectorAll('style').forEach((sheet) => sheet.remove());
  figure.removeAttribute('font-family');
  figure.setAttribute('aria-hidden', 'true');
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
  kept.set(key, figure.outerHTML);
  return figure.outerHTML;
}
