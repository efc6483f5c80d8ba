/** As often as this a statement is planned for its values; then its plan is worth keeping. */
const PREPARED_FROM = 5;
/** Each connection keeps the plans it has used, some tens of kilobytes each. */
const MOST_PREPARED = 150;
const MOST_WATCHED = 2000;

const uses = new Map<string, number>();
const names = new Map<string, string>();

/**
 * The name under which connections keep the plan of a statement, once it has been used a few times:
 * planning what lists and pages ask takes longer than running it. PostgreSQL goes on planning for
 * the values wherever that promises better. A name stands for one text in this process.
 */
export function preparedName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_PREPARED) return known;
  const times = (uses.get(text) ?? 0) + 1;
  if (times >= PREPARED_FROM) {
    uses.delete(text);
    names.set(text, `statement.${names.size + 1}`);
    return names.get(text);
  }
  if (uses.size >= MOST_WATCHED) uses.clear();
  uses.set(text, times);
  return undefined;
}

/** What a name has stood for in this process; composed statements differ by who asks. */
const variants = new Map<string, Map<string, string>>();
const MOST_VARIANTS = 16;

/**
 * The name under which a connection may keep the plan of this text: `name` for the first text that
 * comes with it, a number behind it for the others, which would otherwise be refused as another
 * statement of the same name. None for a text beyond the sixteenth: it is planned each time.
 */
export function variantName(name: string, text: string): string | undefined {
  const known = variants.get(name) ?? new Map<string, string>();
  variants.set(name, known);
  if (known.size < MOST_VARIANTS && !known.has(text)) {
    known.set(text, known.size === 0 ? name : `${name}.${known.size + 1}`);
  }
  return known.get(text);
}
