import { formState, type FormState } from '#app/ui/index.ts';
import type { FormResult } from '#app/page.ts';

/** A session that stands in the way of another, and over what. */
export type InTheWay = { sessionId: string; over: 'room' | 'speakers' | 'outside' };
export type Faults = FormState & { inTheWay: InTheWay[] };

const IN_WORDS = new Set(['title', 'room', 'place', 'host', 'series', 'description']);

/**
 * What the forum refused, put where the form can show it: a text in several languages has its fault
 * at the Japanese field, and sessions in the way stand apart from the fields.
 */
export function faultsOf(result: FormResult<unknown> | undefined | null): Faults {
  const refused = result && !result.ok ? result : undefined;
  if (!refused) return { ...formState(result), inTheWay: [] };
  const fields: Record<string, string> = {};
  const inTheWay: InTheWay[] = [];
  for (const [path, fault] of Object.entries(refused.fields)) {
    const [, over, sessionId] =
      /^(?:collides\.)?(room|speakers|outside)\.([0-9a-f-]{36})$/.exec(path) ?? [];
    if (sessionId) inTheWay.push({ sessionId, over: over as InTheWay['over'] });
    else fields[fieldOf(path)] ??= fault;
  }
  return { ...formState({ ...refused, fields }), inTheWay };
}

function fieldOf(path: string): string {
  if (IN_WORDS.has(path)) return `${path}.ja`;
  const speaker = /^(speakers\.\d+\.(?:name|affiliation))$/.exec(path);
  return speaker ? `${path}.ja` : path;
}
