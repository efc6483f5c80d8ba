import type { Actor } from '#server/platform/access/actor.ts';
import type { KeyRing } from '#server/platform/crypto/key-ring.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import type { ReferralRow } from './access.ts';
import { nameColumns, readable, type NameColumns, type PersonName } from './names.ts';
import { readIdentified } from './projections.ts';
import { tracesIn } from './rules/identifying-text.ts';
import type { OpenReason } from './schemas.ts';
import { caseKeyToSeal, sealOpeningWords } from './sealing.ts';

/** Who opened a patient's data and when: shown beside the data, as it stands in the audit log. */
export type Opening = { openedAt: string; openedBy: PersonName };

/** What the audit keeps of an opening: the reason given, and under which id its words are. */
export type OpeningFacts = { reason?: OpenReason; opening?: string };

type Why = { reason?: OpenReason | undefined; words: string };
type Ground = { actor: Actor; tx: Tx; ring: KeyRing };

/** For how long a reason holds within its session. A session's factor is as old at most. */
const HOLDS_HOURS = 12;
/** As much of the session's id as the audit shows. */
const SESSION_LETTERS = 12;

/**
 * The case officer says why a patient is opened, the first time in a session; sender and hospital have
 * their reason by their part.
 * @throws 422 REASON_REQUIRED, and WORDS_IDENTIFY where the words point to the patient
 */
export async function opening(
  ground: Ground,
  row: ReferralRow,
  why: Why,
): Promise<Opening & { facts: OpeningFacts }> {
  const { actor, tx } = ground;
  const facts = isOfficer(actor, row) ? await reasonFor(ground, row, why) : {};
  const [person] = await tx.sql<{ name: NameColumns }>`
    SELECT ${nameColumns('p')} AS name FROM person p WHERE p.id = ${actor.personId}`;
  const openedBy = readable(person?.name ?? null, actor.lang) ?? { name: '', lang: 'en' };
  return { openedAt: tx.now.toISOString(), openedBy, facts };
}

/** Whether the caller is to say why before the patient's data open. */
export async function mustSayWhy(tx: Tx, actor: Actor, row: ReferralRow): Promise<boolean> {
  return isOfficer(actor, row) && (await givenBefore(tx, actor, row.id)) === null;
}

/** Of a draft, the officer is who writes it in the sender's stead, and has a reason by that. */
function isOfficer(actor: Actor, row: ReferralRow): boolean {
  const is = row.officerId === actor.personId && actor.orgId !== row.partnerOrgId;
  return is && row.state !== 'draft';
}

async function reasonFor(
  { actor, tx, ring }: Ground,
  row: ReferralRow,
  { reason, words }: Why,
): Promise<OpeningFacts> {
  if (!reason) {
    const given = await givenBefore(tx, actor, row.id);
    if (given) return given;
    throw invalid('REASON_REQUIRED', undefined, [{ path: 'reason', message: 'required' }]);
  }
  if (reason === 'other' && words === '') {
    throw invalid('INVALID_INPUT', undefined, [{ path: 'words', message: 'required' }]);
  }
  const id = newOpaqueId();
  const sealed = words ? await sealedWords({ actor, tx, ring }, row.id, id, words) : null;
  await tx.sql`
    INSERT INTO case_opening (id, referral_id, person_id, org_id, session, reason, sealed_words, at)
    VALUES (${id}, ${row.id}, ${actor.personId}, ${actor.orgId}, ${sessionOf(actor)}, ${reason},
            ${sealed}, ${tx.now})`;
  return { reason, opening: id };
}

/** The words are read by those who may read the log, and they need not know the patient. */
async function sealedWords({ tx, ring }: Ground, referralId: string, id: string, words: string) {
  if (tracesIn(words, await readIdentified(tx, ring, referralId)).length > 0) {
    throw invalid('WORDS_IDENTIFY', undefined, [{ path: 'words', message: 'identifies' }]);
  }
  return sealOpeningWords(await caseKeyToSeal(tx, ring, referralId), referralId, id, words);
}

async function givenBefore(tx: Tx, actor: Actor, referralId: string): Promise<OpeningFacts | null> {
  const session = sessionOf(actor);
  if (!session) return null;
  const [given] = await tx.sql<{ reason: OpenReason; opening: string }>`
    SELECT reason, id AS opening FROM case_opening
     WHERE referral_id = ${referralId} AND person_id = ${actor.personId} AND session = ${session}
       AND at > ${new Date(tx.now.getTime() - HOLDS_HOURS * 3_600_000)}
     ORDER BY at DESC LIMIT 1`;
  return given ?? null;
}

function sessionOf({ sessionId }: Actor): string | null {
  return sessionId?.slice(0, SESSION_LETTERS) ?? null;
}
