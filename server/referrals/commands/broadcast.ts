import { z } from 'zod';
import { reasonsFor, type Reason, type Told } from '#server/matching/index.ts';
import type { Certification } from '#server/matching/schemas.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { KeyRing } from '#server/platform/crypto/key-ring.ts';
import { invalid, type Issue } from '#server/platform/errors.ts';
import { id, newOpaqueId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { organisation } from '#server/membership/index.ts';
import { offer, referral, type ReferralRow } from '../access.ts';
import { announce, clock, lockSeen, move, onCase, settleGrants, worklistsOf } from '../cases.ts';
import { candidatesFor, type Candidate } from '../candidates.ts';
import { knownAfter, requireAlike } from '../guard.ts';
import { readTeaser } from '../projections.ts';
import { answerDeadline } from '../rules/answer-clock.ts';
import { MODES, OPEN_STATUSES } from '../rules/offers.ts';
import { CaseCode, Requires, URGENCIES } from '../schemas.ts';
import { requireNeeds } from '../missing.ts';
import { tellOffered } from '../telling.ts';
import { by, enter } from '../timeline.ts';

export const broadcast = command('referrals.broadcast', {
  summary:
    'The officer offers the reviewed, de-identified case to up to twenty hospitals. COLLECT: willing answers are collected, then one is chosen. FIRST_ACCEPT: the first that accepts has it.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    mode: z.enum(MODES).default('COLLECT'),
    urgency: z.enum(URGENCIES),
    orgIds: z.array(id('organisation')).min(1).max(20),
    requires: Requires,
  }),
  subject: referral.of('code'),
  gate: 'referral.broadcast',
  refs: { orgIds: { noun: organisation, action: 'org.viewPublic' } },
  async run({ input, subject, actor, tx, emit, audit, services }) {
    const row = await lockSeen(tx, subject.id, input.version, actor);
    await requireNeeds(tx, services.keyRing, row, 'broadcast');
    await requireAlike(tx, row);
    const chosen = await chosenHospitals(tx, row, [...new Set(input.orgIds)], input.requires);
    const deadline = answerDeadline(tx.now, input.urgency);
    const state = await move(tx, row, 'broadcast', by(actor), {
      set: [
        sql`mode = ${input.mode}`,
        sql`urgency = ${input.urgency}`,
        ...clock(tx.now, deadline),
        ...(await knownAfter(tx, row.id)),
      ],
      facts: { offers: chosen.length, mode: input.mode },
    });
    const offerIds = [];
    const told = await toldOf(tx, services.keyRing, row.id);
    for (const hospital of chosen) {
      offerIds.push(await send(tx, row.id, hospital.orgId, reasonsFor(hospital, told), actor));
    }
    await settleGrants(tx, row.id);
    await announce(emit, [
      onCase(row.id, 'case.broadcast'),
      ...(await worklistsOf(
        tx,
        row,
        chosen.map(({ orgId }) => orgId),
      )),
    ]);
    for (const offerId of offerIds)
      await tellOffered(tx, (await offer.find(tx, offerId))!, deadline);
    audit({ referralId: row.id, offers: offerIds, orgs: chosen.map(({ orgId }) => orgId) });
    return {
      code: row.code,
      state,
      version: row.version + 1,
      offers: offerIds.length,
      answerDeadline: deadline.toISOString(),
    };
  },
});

/** The chosen hospitals with their reasons; one that cannot take the case is refused by name of field. */
async function chosenHospitals(
  tx: Tx,
  row: ReferralRow,
  orgIds: readonly string[],
  requires: readonly Certification[],
): Promise<Candidate[]> {
  const candidates = new Map(
    (await candidatesFor(tx, row.id, requires)).map((each) => [each.orgId, each]),
  );
  const issues: Issue[] = orgIds.flatMap((orgId, index) => {
    const candidate = candidates.get(orgId);
    if (!candidate) return [{ path: `orgIds.${index}`, message: 'unknownRecord' }];
    return candidate.obstacles
      .slice(0, 1)
      .map(({ kind }) => ({ path: `orgIds.${index}`, message: `hospital.${kind}` }));
  });
  if (issues.length > 0) throw invalid('INVALID_INPUT', undefined, issues);
  return orgIds.map((orgId) => candidates.get(orgId)!);
}

/** What every hospital that is asked reads of the case: a reason may say no more. */
async function toldOf(tx: Tx, ring: KeyRing, referralId: string): Promise<Told> {
  const { country, languages, icdBlock } = await readTeaser(tx, ring, referralId, 'told');
  return { country, languages, icdBlock: icdBlock.code };
}

/** One offer; a hospital that was asked in an earlier round is asked anew under the same id. */
async function send(
  tx: Tx,
  referralId: string,
  orgId: string,
  reasons: readonly Reason[],
  { personId: actorId }: Actor,
) {
  const [row] = await tx.sql<{ id: string }>`
    INSERT INTO offer (id, referral_id, org_id, status, reasons, sent_at)
    VALUES (${newOpaqueId()}, ${referralId}, ${orgId}, 'sent',
      ${JSON.stringify(reasons)}::jsonb, ${tx.now})
    ON CONFLICT (referral_id, org_id) DO UPDATE SET status = 'sent', reasons = excluded.reasons,
      sent_at = excluded.sent_at, viewed_at = NULL, answered_at = NULL, answered_by = NULL, answer = NULL,
      closed_at = NULL, rank = NULL, chosen_at = NULL, reminded = 0, version = offer.version + 1
      WHERE offer.status <> ALL (${[...OPEN_STATUSES]})
    RETURNING id`;
  await enter(tx, { referralId, type: 'offerSent', actorId, orgId });
  return row!.id;
}
