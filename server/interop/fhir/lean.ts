import { v5 } from 'uuid';

/**
 * A shape of which any part may be missing where it is optional. A reference's `resource` is not FHIR:
 * the types have it for a program that follows references.
 */
type Loose<T> = T extends readonly (infer Each)[]
  ? readonly (Loose<Each> | null | undefined)[]
  : T extends object
    ? { [Key in keyof T as Key extends 'resource' ? never : Key]: Loose<T[Key]> | null | undefined }
    : T;

/**
 * A resource as FHIR wants it: without what has no value. Empty texts, lists and objects are no values
 * there.
 */
export function lean<T extends object>(of: Loose<T>): T {
  return (pruned(of) ?? {}) as T;
}

function pruned(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) {
    const kept = value.map(pruned).filter((each) => each !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  if (typeof value === 'object') {
    const kept = Object.entries(value).flatMap(([key, each]) => {
      const rest = pruned(each);
      return rest === undefined ? [] : [[key, rest] as const];
    });
    return kept.length > 0 ? Object.fromEntries(kept) : undefined;
  }
  return value;
}

/** The id of a case's resource: the same in every bundle of that case, and telling nothing. */
export function resourceId(caseId: string, of: string): string {
  return v5(of, caseId);
}

export function urn(id: string): string {
  return `urn:uuid:${id}`;
}
