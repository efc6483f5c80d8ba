import { noun } from '#server/platform/access/access.ts';
import type { Language } from '#server/platform/access/actor.ts';
import type { TermKind } from './plain.ts';

export type TermRow = {
  id: string;
  kind: TermKind;
  names: Partial<Record<Language, string>>;
  /** Other spellings in use, by language. */
  also: Partial<Record<Language, string[]>>;
  version: number;
};

/** An official name in several languages: every member may know it, the secretariat keeps it. */
export const glossaryTerm = noun<TermRow>('glossaryTerm', {
  alias: 'g',
  see: 'glossary.view',
  async find(tx, id) {
    const [row] = await tx.sql<TermRow>`
      SELECT g.id, g.kind, g.names, g.also, g.version FROM glossary_term g WHERE g.id = ${id}`;
    return row ?? null;
  },
  relations: {},
});
