/** A JSON schema as far as the reference reads it. */
export type Schema = {
  type?: string | readonly string[];
  format?: string;
  pattern?: string;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: readonly Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
};

/** One line of the table of an act's input; `sessions[].title` for what lies deeper. */
export type InputField = { path: string; type: string; isRequired: boolean; note: string };

const UUID = '0193a7c4-7a53-7cc5-a7b6-3c1f0e9d2b48';
/** Zod says "no limit" with these. */
const BIGGEST = Number.MAX_SAFE_INTEGER;

/** The fields of an object schema, depth first, in the order in which they are declared. */
export function inputFields(schema: Schema, prefix = ''): InputField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, node]) => {
    const path = prefix + name;
    const isRequired = (schema.required ?? []).includes(name) && node.default === undefined;
    const own = { path, type: typeOf(node), isRequired, note: noteOf(node) };
    const inner = plain(node);
    if (inner.properties) return [own, ...inputFields(inner, `${path}.`)];
    const items = inner.items && plain(inner.items);
    return items?.properties ? [own, ...inputFields(items, `${path}[].`)] : [own];
  });
}

/** An input that fits the schema: its required fields, or the first where none is. */
export function exampleOf(schema: Schema): unknown {
  const node = plain(schema);
  if (node.const !== undefined) return node.const;
  if (node.enum) return node.enum[0];
  if (node.properties) {
    const all = Object.entries(node.properties);
    const needed = all.filter(
      ([name, one]) => node.required?.includes(name) && one.default === undefined,
    );
    return Object.fromEntries(needed.map(([name, one]) => [name, exampleFor(name, one)]));
  }
  if (node.type === 'array') return node.items ? [exampleOf(node.items)] : [];
  if (node.type === 'boolean') return true;
  if (node.type === 'integer' || node.type === 'number')
    return Math.max(1, small(node.minimum) ?? 1);
  return textFor(node);
}

function exampleFor(name: string, node: Schema): unknown {
  const inner = plain(node);
  if (name === 'slug') return 'mej-forum-purpose';
  if (name === 'lang') return 'ja';
  if (name === 'version' && inner.type === 'integer') return 3;
  return exampleOf(inner);
}

function textFor(node: Schema): string {
  if (node.format === 'uuid') return UUID;
  if (node.format === 'date-time') return '2027-03-12T00:00:00.000Z';
  if (node.format === 'date') return '2027-03-12';
  if (node.pattern?.includes('HJKMNP')) return 'K7QF2M9X-U';
  return node.maxLength !== undefined && node.maxLength < 4 ? 'JP' : 'text';
}

function typeOf(node: Schema): string {
  const inner = plain(node);
  if (inner.const !== undefined) return JSON.stringify(inner.const);
  if (inner.enum) return inner.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (inner.anyOf) return inner.anyOf.map(typeOf).join(' | ');
  if (inner.type === 'array') return `${inner.items ? typeOf(inner.items) : 'any'}[]`;
  if (inner.type === 'string' && inner.format) return inner.format === 'uuid' ? 'id' : inner.format;
  return inner.type ?? 'any';
}

function noteOf(node: Schema): string {
  const inner = plain(node);
  const parts = [
    span(small(inner.minLength), small(inner.maxLength), 'characters'),
    span(small(inner.minimum), small(inner.maximum), ''),
    span(small(inner.minItems), small(inner.maxItems), 'items'),
    node.default !== undefined && `default ${JSON.stringify(node.default)}`,
  ];
  return parts.filter(Boolean).join('; ');
}

function span(least: number | undefined, most: number | undefined, unit: string): string {
  if (most === undefined) return least ? `at least ${least} ${unit}`.trim() : '';
  return `${least ?? 0}–${most} ${unit}`.trim();
}

function small(value: number | undefined): number | undefined {
  return value === undefined || Math.abs(value) >= BIGGEST ? undefined : value;
}

/** What may also be null is read as what it is otherwise. */
function plain(node: Schema): Schema & { type?: string } {
  const some = node.anyOf?.filter((one) => one.type !== 'null');
  const { anyOf, type, ...rest } = some?.length === 1 ? { ...node, ...some[0] } : node;
  const own = typeof type === 'string' ? type : type?.find((one) => one !== 'null');
  return {
    ...rest,
    ...(own && { type: own }),
    ...(anyOf && some && some.length > 1 && { anyOf: some }),
  };
}
