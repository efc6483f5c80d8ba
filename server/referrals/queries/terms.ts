import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import type { Label } from '../schemas.ts';

export type TermLine = { code: string; labels: Label; group: string | null };

export const terms = query('referrals.terms', {
  summary:
    'The vocabularies that a case is coded in: clinical specialties and the blocks of ICD-10.',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'referral.create',
  async run({ tx }) {
    const rows = await tx.sql<TermLine & { vocabulary: string }>`
      SELECT vocabulary, code, labels, coalesce(facts->>'group', facts->>'chapter') AS group
        FROM term WHERE vocabulary IN ('clinicalSpecialties', 'icdBlocks') ORDER BY vocabulary, position`;
    const of = (wanted: string) =>
      rows.flatMap(({ vocabulary, ...term }) => (vocabulary === wanted ? [term] : []));
    return { specialties: of('clinicalSpecialties'), icdBlocks: of('icdBlocks') };
  },
});
