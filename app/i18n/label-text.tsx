import { foreignIn, label, type Label } from './label.ts';
import type { Lang } from './lang.ts';

/** A label as words of a page, marked with its own language where it is not in the page's. */
export function LabelText({ of, lang }: { of: Label | null | undefined; lang: Lang }) {
  const foreign = foreignIn(of, lang);
  const words = label(of, lang);
  return foreign ? <span lang={foreign}>{words}</span> : <>{words}</>;
}
