import { visible } from '#server/platform/access/access.ts';
import type { CaseDocumentKind } from '#server/platform/documents/index.ts';
import { query } from '#server/platform/use-case.ts';
import { mustSayWhy, referral } from '#server/referrals/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { document, type DocumentState } from '../access.ts';
import { OfCase } from '../schemas.ts';

export type Paper = {
  id: string;
  number: string;
  kind: CaseDocumentKind;
  lang: 'ja' | 'en' | 'zh' | 'ko';
  state: DocumentState;
  unprintable: number;
  byteSize: number | null;
  createdAt: string;
};

export const ofCase = query('documents.ofCase', {
  summary: 'The papers printed for a case, newest first, with how far each is.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'referral.docIdentifying',
  async run({ subject, actor, tx, audit }) {
    audit({ class: 'documents' });
    const { rows } = await tx.query<Omit<Paper, 'createdAt'> & { createdAt: Date }>(
      sql`SELECT d.id, d.number, d.kind, d.lang, d.state, d.unprintable, d.created_at AS "createdAt",
             f.byte_size AS "byteSize"
        FROM document d LEFT JOIN file f ON f.id = d.file_id
       WHERE d.owner_kind = 'referral' AND d.owner_id = ${subject.id}
         AND ${visible(actor, 'referral.docIdentifying', document)}
       ORDER BY d.created_at DESC, d.id LIMIT 100`,
    );
    return {
      code: subject.code,
      askReason: await mustSayWhy(tx, actor, subject),
      papers: rows.map((row): Paper => ({ ...row, createdAt: row.createdAt.toISOString() })),
    };
  },
});
