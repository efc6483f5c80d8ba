import type { Language } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Term } from './plain.ts';

/**
 * The terms of which a text has a name or another spelling: of the glossary, and the members' full
 * names. A member's short form is a name of its own and nothing to be replaced.
 */
export async function termsIn(tx: Tx, text: string, lang: Language): Promise<Term[]> {
  return tx.sql<Term>`
    SELECT t.names, t.also
      FROM (SELECT g.names, g.also FROM glossary_term g
             UNION ALL
            SELECT o.name, '{}'::jsonb FROM organisation o WHERE o.override IS NULL) t
     WHERE strpos(lower(${text}), lower(nullif(t.names ->> ${lang}, ''))) > 0
        OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(t.also -> ${lang}) s
                    WHERE s <> '' AND strpos(lower(${text}), lower(s)) > 0)`;
}
