import { opinionTimeOf } from '#server/appointments/index.ts';
import type { MeetingWords } from '#server/appointments/schemas.ts';
import type { Action } from '#server/platform/access/matrix.ts';
import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { query } from '#server/platform/use-case.ts';
import { caseKeyOf, opinionOf, referral, type ReferralRow } from '#server/referrals/index.ts';
import { consentsTo } from '../requirements.ts';
import { OfCase } from '../schemas.ts';
import { openMeeting } from '../sealing.ts';

const JAPAN = 'Asia/Tokyo';

export const ofCase = query('opinions.ofCase', {
  summary:
    'How the online second opinion of a case stands: proposed, agreed on, given; its time in the zones of both sides, and for sender and hospital where they meet.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'opinion.view',
  async run({ subject, tx, may, services }) {
    const opinion = await opinionOf(tx, subject);
    const consented = consentsTo(subject);
    const state = opinion?.state ?? null;
    const allowed = (action: Action) => may(action, referral, subject);
    const joins = state === 'agreed' && consented && allowed('opinion.join');
    const open = state === 'proposed' || state === 'agreed';
    return {
      code: subject.code,
      now: tx.now.toISOString(),
      opinion: opinion && {
        aim: opinion.aim,
        state: opinion.state,
        version: opinion.version,
        byOfficer: opinion.byOfficer,
        proposedAt: opinion.proposedAt.toISOString(),
        answeredAt: opinion.answeredAt?.toISOString() ?? null,
        heldAt: opinion.heldAt?.toISOString() ?? null,
      },
      /** The consent in force covers it. */
      consented,
      time: state === 'agreed' ? await opinionTimeOf(tx, subject) : null,
      zones: { hospital: JAPAN, sender: await zoneOf(tx, subject.partnerOrgId) },
      link: joins && opinion ? await meetingOf(tx, services.keyRing, subject, opinion.id) : null,
      rights: {
        propose: !open && state !== 'held' && allowed('opinion.propose'),
        agree: state === 'proposed' && allowed('opinion.answer'),
        decline: open && allowed('opinion.answer'),
        withdraw: open && allowed('opinion.withdraw'),
        arrange: state === 'agreed' && consented && allowed('opinion.arrange'),
        hold: state === 'agreed' && allowed('opinion.arrange'),
        conclude: state === 'held' && allowed('opinion.conclude'),
      },
    };
  },
});

async function meetingOf(
  tx: Tx,
  ring: KeyRing,
  { id, acceptedOrgId }: ReferralRow,
  opinionId: string,
): Promise<MeetingWords | null> {
  const [row] = await tx.sql<{ sealed: Buffer }>`
    SELECT sealed FROM opinion_link
     WHERE opinion_id = ${opinionId} AND org_id = ${acceptedOrgId}::uuid`;
  if (!row) return null;
  return openMeeting(await caseKeyOf(tx, ring, id), { referralId: id, opinionId }, row.sealed);
}

/** The clock that most people of the sending organisation go by. */
async function zoneOf(tx: Tx, orgId: string): Promise<string> {
  const [row] = await tx.sql<{ zone: string | null }>`
    SELECT mode() WITHIN GROUP (ORDER BY p.time_zone) AS zone
      FROM membership m JOIN person p ON p.id = m.person_id WHERE m.org_id = ${orgId} AND m.ended_at IS NULL`;
  return row?.zone ?? JAPAN;
}
