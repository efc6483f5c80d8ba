/** How codes of ICD-10 are written and which block holds one. Pure. */

const CODE = /^([A-Z][0-9]{2})\.?([0-9A-Z]{0,4})$/;
const BLOCK = /^([A-Z][0-9]{2})-([A-Z][0-9]{2})$/;

/** A code as it is kept: `i350` and `Ｉ35.0` are `I35.0`; null for what is no code. */
export function icdCode(written: string): string | null {
  const found = CODE.exec(written.normalize('NFKC').trim().toUpperCase());
  if (!found) return null;
  const [, category, rest] = found;
  return rest ? `${category}.${rest}` : category!;
}

/** Whether a block (`I30-I52`) holds a code (`I35.0`). */
export function holdsCode(block: string, code: string): boolean {
  const [, first, last] = BLOCK.exec(block) ?? [];
  const category = code.slice(0, 3);
  return first !== undefined && last !== undefined && first <= category && category <= last;
}
