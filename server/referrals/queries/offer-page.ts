import { z } from 'zod';
import { lapsedNow } from '#server/certifications/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { notFound } from '#server/platform/errors.ts';
import { id } from '#server/platform/ids.ts';
import { query } from '#server/platform/use-case.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import type { Reason } from '#server/matching/index.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { isAsked, offer, referral, type OfferRow, type ReferralRow } from '../access.ts';
import { departmentsOf } from '../circle.ts';
import { readOwnAnswer } from '../projections.ts';
import { clockOf, isInTime } from '../rules/answer-clock.ts';
import { consentReaches, hasAccepted, isCandidate, isInterested } from '../rules/disclosure.ts';
import { offerActions } from '../rules/offers.ts';
import { reasonNames } from '../reason-names.ts';
import { timelineFor } from '../timeline.ts';

export const offerPage = query('referrals.offerPage', {
  summary:
    'An offer as its hospital sees it: while it is open with the reasons, the clock and what can be answered, afterwards the hospital’s own answer and times alone.',
  input: z.strictObject({ offerId: id('offer') }),
  subject: offer.of('offerId'),
  gate: 'referral.viewMeta',
  async run({ subject, actor, tx, may }) {
    if (subject.orgId !== actor.orgId) throw notFound();
    const row = (await referral.find(tx, subject.referralId))!;
    const base = {
      now: tx.now.toISOString(),
      offerId: subject.id,
      version: subject.version,
      own: await readOwnAnswer(tx, subject.id),
      /** The hospital has the case: its page is the case's own. */
      accepted: hasAccepted(row, subject.orgId),
      /** It has the case, and the patient’s consent has gone. */
      withoutConsent: !isAsked(subject) && isCandidate(row, subject.orgId),
      /** It may give the case back, as of this version. */
      givesBack: may('referral.release', referral, row) ? row.version : null,
    };
    if (!isAsked(subject)) return { ...base, asked: null };
    return {
      ...base,
      asked: {
        ...(await invitation(tx, subject, row)),
        actions: offerActions(subject.status, true, row.mode),
        /** The day it is in Japan, where every date of an answer is. */
        today: dayInJapan(tx.now),
        mode: row.mode,
        chosen: subject.status === 'chosen',
        /** What the hospital has lost without which it can accept nothing new. */
        lapsed: await lapsedNow(tx, subject.orgId),
        departments: await departmentsOf(tx, subject.orgId, null),
        timeline: await timelineFor(tx, subject.referralId, actor, 'candidate'),
        asOf: await channelSeq(tx, { kind: 'offer', id: subject.id }),
      },
    };
  },
});

async function invitation(tx: Tx, subject: OfferRow, row: ReferralRow) {
  const [sent] = await tx.sql<{ reasons: Reason[]; sentAt: Date }>`
    SELECT reasons, sent_at AS "sentAt" FROM offer WHERE id = ${subject.id}`;
  return {
    reasons: sent!.reasons,
    names: await reasonNames(tx, sent!.reasons),
    clock: row.answerDeadline
      ? clockOf(row.clockFrom ?? sent!.sentAt, row.answerDeadline, tx.now, row.clockPausedAt)
      : null,
    inTime: isInTime(row, tx.now),
    consented: consentReaches(row, subject.orgId),
    /** The clinical summary is open to it. */
    clinical: isInterested(row, subject.orgId),
    specialty: await specialtyOf(tx, row.id),
    urgency: row.urgency,
  };
}

async function specialtyOf(tx: Tx, referralId: string): Promise<string> {
  const [row] = await tx.sql<{
    specialty: string;
  }>`SELECT specialty FROM referral WHERE id = ${referralId}`;
  return row!.specialty;
}
