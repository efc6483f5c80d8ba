import { query } from '#server/platform/use-case.ts';
import { referral } from '#server/referrals/index.ts';
import { mayBeWritten, ofRow, reviewedByLink, summaryOf } from '../reading.ts';
import { OfCase } from '../schemas.ts';

export const ofCase = query('summaries.ofCase', {
  summary:
    'How the return summary of a case stands: written, issued, on its way to the sending doctor, read. None of its words.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'summary.view',
  async run({ subject, actor, tx, may }) {
    const of = ofRow(subject);
    const written = await mayBeWritten(tx, subject);
    const issued = await summaryOf(tx, of, 'issued');
    const own = actor.orgId === subject.acceptedOrgId;
    const draft = own ? await summaryOf(tx, of, 'draft') : null;
    const [link] = issued
      ? await tx.sql<{ sentAt: Date; until: Date; openedAt: Date | null; waits: boolean }>`
          SELECT sent_at AS "sentAt", until, opened_at AS "openedAt", copy IS NOT NULL AND until > ${tx.now} AS waits
            FROM summary_link WHERE summary_id = ${issued.id} ORDER BY sent_at DESC, id LIMIT 1`
      : [];
    const byLink = issued && (await reviewedByLink(tx, issued.id));
    const reviewedAt = issued?.reviewedAt ?? byLink ?? null;
    return {
      code: subject.code,
      /** Of a stay, or of an online second opinion. */
      kind: of.kind,
      /** The second opinion that was written before the stay. */
      earlier:
        of.kind === 'stay' && (await summaryOf(tx, { ...of, kind: 'opinion' }, 'issued')) !== null,
      draft: draft && { version: draft.version },
      issued: issued && {
        number: issued.number,
        at: issued.issuedAt!.toISOString(),
        reviewedAt: reviewedAt?.toISOString() ?? null,
        reviewedBy: reviewedAt && (issued.reviewedAt ? ('sender' as const) : ('doctor' as const)),
      },
      link: link
        ? {
            sentAt: link.sentAt.toISOString(),
            until: link.until.toISOString(),
            openedAt: link.openedAt?.toISOString() ?? null,
            waits: link.waits,
          }
        : null,
      rights: {
        write: written && may('summary.write', referral, subject),
        read: issued !== null && may('summary.read', referral, subject),
        send: issued !== null && may('summary.send', referral, subject),
        review: issued !== null && !reviewedAt && may('summary.review', referral, subject),
      },
    };
  },
});
