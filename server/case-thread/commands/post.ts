import { document } from '#server/documents/index.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { type AppError, conflict, invalid } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import {
  caseKeyOf,
  lockCase,
  referral,
  tellCase,
  theCircle,
  type ReferralRow,
} from '#server/referrals/index.ts';
import { markReadUpTo } from '../reading.ts';
import { Post } from '../schemas.ts';
import { sealMessage } from '../sealing.ts';

export const post = command('caseThread.post', {
  summary:
    'Writes to those who carry an accepted case: sender, officer and the hospital that has it. A question waits for the answer of another side. The words are sealed with the case’s key; notices and events carry ids alone. Papers of the case may be pointed to.',
  input: Post,
  subject: referral.of('code'),
  gate: 'referral.threadPost',
  refs: { documentIds: { noun: document, action: 'referral.docIdentifying' } },
  limit: { points: 30, seconds: 60 },
  async run({ input, subject, actor, tx, services, emit, audit, may }) {
    const row = await lockCase(tx, subject.id);
    const hospitalId = row.acceptedOrgId;
    // The case may have gone while this waited for its lock.
    if (!hospitalId || !may('referral.threadPost', referral, row)) throw conflict('STATE_CHANGED');
    const before = await sentBefore(tx, actor, input.clientId);
    if (before !== null) return { code: row.code, place: before };
    await requireOwnPapers(tx, row, input.documentIds);
    const question =
      input.answers === null
        ? null
        : await openQuestion(tx, { row, hospitalId, actor, place: input.answers });
    const kind = question ? 'answer' : input.kind;
    const id = newOpaqueId();
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const sealed = sealMessage(key, row.id, id, { text: input.text, lang: actor.lang });
    const [written] = await tx.sql<{ place: number }>`
      INSERT INTO case_message (id, referral_id, hospital_id, place, kind, answers_id, author_id, org_id, sealed,
                                document_ids, client_id, at)
      SELECT ${id}, ${row.id}, ${hospitalId}, coalesce(max(m.place), 0) + 1, ${kind}, ${question}::uuid,
             ${actor.personId}::uuid, ${actor.orgId}::uuid, ${sealed}::bytea, ${input.documentIds}::uuid[],
             ${input.clientId}::uuid, ${tx.now}::timestamptz
        FROM case_message m WHERE m.referral_id = ${row.id} AND m.hospital_id = ${hospitalId}
      RETURNING place`;
    const { place } = written!;
    await markReadUpTo(tx, row, actor, hospitalId, place);
    await emit({ kind: 'case', id: row.id }, 'case.message', { place });
    const notice = kind === 'question' ? 'referral.threadQuestion' : 'referral.threadMessage';
    const about = { kind: 'caseThread' as const, id: row.id };
    await tellCase(tx, row, notice, theCircle(row), actor.personId, about);
    audit({ referralId: row.id, messageId: id, kind });
    return { code: row.code, place };
  },
});

/** The place of a message that this form has written already. */
async function sentBefore(tx: Tx, actor: Actor, clientId: string): Promise<number | null> {
  const [row] = await tx.sql<{ place: number }>`
    SELECT place FROM case_message WHERE author_id = ${actor.personId}::uuid AND client_id = ${clientId}`;
  return row?.place ?? null;
}

/** Whoever may see a paper may see it in its own case alone. */
async function requireOwnPapers(tx: Tx, row: ReferralRow, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const own = await tx.sql`SELECT 1 FROM document d
    WHERE d.id = ANY (${[...ids]}::uuid[]) AND d.owner_kind = 'referral' AND d.owner_id = ${row.id}`;
  if (own.length !== new Set(ids).size) throw at('documentIds', 'unknownRecord');
}

type Asked = { row: ReferralRow; hospitalId: string; actor: Actor; place: number };

/** A question of another side that nobody has answered; under the case's lock nobody else does now. */
async function openQuestion(tx: Tx, { row, hospitalId, actor, place }: Asked): Promise<string> {
  const [question] = await tx.sql<{ id: string; orgId: string; answered: boolean }>`
    SELECT q.id, q.org_id AS "orgId", EXISTS (SELECT 1 FROM case_message a WHERE a.answers_id = q.id) AS answered
      FROM case_message q WHERE q.referral_id = ${row.id} AND q.hospital_id = ${hospitalId}
       AND q.place = ${place} AND q.kind = 'question'`;
  if (!question) throw at('answers', 'unknownRecord');
  if (question.answered) throw conflict('ANSWERED_ALREADY');
  if (question.orgId === actor.orgId) throw at('answers', 'ownQuestion');
  return question.id;
}

function at(path: string, message: string): AppError {
  return invalid('INVALID_INPUT', undefined, [{ path, message }]);
}
