import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import type { Label } from '../schemas.ts';

export type IcdHit = {
  /** `I30-I52` or `I35.0`. */
  code: string;
  level: 'block' | 'code';
  labels: Label;
  block: { code: string; labels: Label };
  /** The name that was found, where it is not the one in the reader's language. */
  foundAs: string | null;
};

const ASKED = z.strictObject({
  q: z.string().trim().min(1).max(80),
  limit: z.number().int().min(1).max(50).default(12),
});

/** What is written like a code, without its dot: one letter, then figures. */
const LIKE_A_CODE = /^[A-Z](?:[0-9]|[0-9]{2}[0-9A-Z]{0,4})$/;
const LIKE_A_BLOCK = /^[A-Z][0-9]{2}[-–][A-Z][0-9]{2}$/;

/**
 * Blocks and codes of ICD-10 by the beginning of a code, or by words: of scripts without spaces anywhere
 * in a name, down to one character, of alphabets at the beginning of a word, in any order. Nearest first:
 * the code itself, codes that begin so with the block that holds them, a whole name, a name that begins
 * so, a name with all the words, the blocks of a chapter with all the words.
 */
export const searchIcd = query('referrals.searchIcd', {
  summary:
    'Finds illnesses of ICD-10 (blocks, and the codes that are loaded) by a word in Japanese, English, Chinese or Korean, or by the beginning of a code.',
  input: ASKED,
  subject: anywhere,
  gate: 'referral.create',
  limit: { points: 240, seconds: 60 },
  async run({ input, actor, tx }): Promise<{ hits: IcdHit[] }> {
    const plain = input.q.normalize('NFKC').toUpperCase();
    const bare = plain.replaceAll('.', '');
    const block = LIKE_A_BLOCK.test(plain) ? plain.replace('–', '-') : null;
    const code = block ?? (LIKE_A_CODE.test(bare) ? bare : null);
    const hits = await tx.sql<IcdHit>`
      WITH asked AS MATERIALIZED (
        -- A word of letters is found at the beginning of words, the rest anywhere. Folded words hold
        -- nothing that means something in a pattern.
        SELECT words, ARRAY(SELECT CASE WHEN word COLLATE "C" >= '฀' THEN '%' || word || '%' ELSE '% ' || word || '%' END
                              FROM unnest(string_to_array(words, ' ')) AS word) AS patterns
          FROM (SELECT btrim(search_fold(${input.q})) AS words) AS folded),
      ranked AS (
        -- What is no code that is known may still be a word: vitamin B12.
        SELECT e.*, coalesce(CASE WHEN ${code}::text IS NOT NULL THEN CASE
              WHEN replace(e.code, '.', '') = ${code} THEN 0
              WHEN e.level <> 'chapter' AND starts_with(replace(e.code, '.', ''), ${code}) THEN 1
              WHEN e.level = 'block' AND char_length(${code}) >= 3
                AND left(${code}, 3) COLLATE "C" BETWEEN left(e.code, 3) AND right(e.code, 3) THEN 2 END END, CASE
            WHEN asked.words = '' THEN NULL
            WHEN NOT e.folded LIKE ALL (asked.patterns) THEN NULL
            WHEN strpos(e.folded, '| ' || asked.words || ' |') > 0 THEN 3
            WHEN strpos(e.folded, '| ' || asked.words) > 0 THEN 4
            ELSE 5 END) AS rank
          FROM icd_entry e, asked),
      found AS (
        SELECT code, level, parent, labels, synonyms, rank FROM ranked
         WHERE rank IS NOT NULL AND level <> 'chapter'
        UNION ALL
        SELECT b.code, b.level, b.parent, b.labels, b.synonyms, 6 FROM ranked b
          JOIN ranked c ON c.code = b.parent AND c.level = 'chapter' AND c.rank IS NOT NULL
         WHERE b.level = 'block' AND b.rank IS NULL),
      first AS (
        -- Of equals the wider illness comes first, then the shorter code or name.
        SELECT *, row_number() OVER (ORDER BY rank, level = 'code' AND char_length(code) > 3, CASE WHEN rank > 2
                 THEN char_length(coalesce(labels ->> ${actor.lang}::text, labels ->> 'en', labels ->> 'ja'))
                 ELSE char_length(code) END, code COLLATE "C") AS place
          FROM found ORDER BY place LIMIT ${input.limit})
      SELECT f.code, f.level, f.labels,
             CASE f.level WHEN 'block' THEN json_build_object('code', f.code, 'labels', f.labels)
               ELSE (SELECT json_build_object('code', b.code, 'labels', b.labels) FROM icd_entry b WHERE b.code = f.parent) END AS block,
             CASE WHEN f.rank BETWEEN 3 AND 5 THEN (
               SELECT nullif(name, f.labels ->> ${actor.lang}::text) FROM (
                 SELECT f.labels ->> ${actor.lang}::text AS name, 0 AS at UNION ALL
                 SELECT name, 1 + at FROM unnest(f.synonyms) WITH ORDINALITY AS s(name, at) UNION ALL
                 SELECT value, 1000 FROM jsonb_each_text(f.labels)) AS names
                WHERE search_fold(name) LIKE ALL ((SELECT patterns FROM asked)::text[])
                ORDER BY at LIMIT 1) END AS "foundAs"
        FROM first f
       ORDER BY f.place`;
    return { hits };
  },
});
