import { visible, sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { candidacy } from '#server/referrals/index.ts';
import { casePaper } from '../access.ts';
import type { PaperKind } from '../plain.ts';
import { OfOffer } from '../schemas.ts';

/** A paper as a hospital sees it that is asked: a number, what it is, and its pages. */
export type ReleasedPaper = {
  id: string;
  kind: PaperKind;
  pages: number;
  width: number | null;
  height: number | null;
};

export const ofOffer = query('papers.ofOffer', {
  summary:
    'The papers of a case that the officer has released for the hospitals that are asked: their pages as pictures, without names and originals.',
  input: OfOffer,
  subject: candidacy.of('offerId'),
  gate: 'referral.docDeid',
  async run({ subject, actor, tx, audit }) {
    const { rows } = await tx.query<ReleasedPaper>(sql`
      SELECT cp.id, cp.kind, coalesce(f.pages, 1) AS pages, f.width, f.height
        FROM case_paper cp JOIN file f ON f.id = cp.id
       WHERE cp.referral_id = ${subject.referralId}
         AND cp.released_at IS NOT NULL AND ${visible(actor, 'referral.docDeid', casePaper)}
       ORDER BY cp.brought_at, cp.id LIMIT 100`);
    audit({ class: 'papers' });
    return rows;
  },
});
