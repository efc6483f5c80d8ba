import { sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { query } from '#server/platform/use-case.ts';
import { projectFile } from '#server/project-files/index.ts';
import { consortium, seat } from '../access.ts';
import { applicationFor } from '../application.ts';
import { candidatesFor } from '../candidates.ts';
import { NEXT_STATES } from '../plain.ts';
import { OneConsortium } from '../schemas.ts';

/** What was asked of the caller's organisation, what it offered, and what it holds. */
export type OwnSeat = {
  id: string;
  roleId: string;
  way: 'lead' | 'invited' | 'offered';
  state: 'waiting' | 'accepted';
  message: string;
  answerBy: string | null;
  consentOn: string | null;
};

/** So many files are offered where one says which is the signed form, the newest first. */
const OFFERED = 50;

/** An application as one may see it, and what one can do about it. */
export const page = query('consortia.page', {
  summary:
    'An application: the programme’s conditions, roles and who holds them, what is missing, the steps before the final day; for those who lead, candidates for a role.',
  input: OneConsortium,
  subject: consortium.of('consortiumId'),
  gate: 'consortium.view',
  async run({ input, subject, actor, tx, may }) {
    const application = await applicationFor({ subject, actor, tx, may });
    const mayWrite = may('consortium.write', consortium, subject);
    const isForming = subject.state === 'forming';
    const own = await ownSeat(tx, subject.id, actor.orgId);
    const mayAnswer = own !== null && may('consortium.answer', seat, await seatRow(tx, own.id));
    const mayConsent = own?.state === 'accepted' && mayAnswer && isForming;
    return {
      ...application,
      own,
      /** Files that the caller's organisation has added to the project: one may be its signed form. */
      ownFiles: mayConsent ? await ownFiles(tx, actor, subject.project.id) : [],
      candidates:
        mayWrite && isForming && input.candidatesFor
          ? await candidatesFor(tx, actor, subject, input.candidatesFor)
          : null,
      next: mayWrite ? NEXT_STATES[subject.state] : [],
      may: {
        write: mayWrite && isForming,
        answer: mayAnswer && isForming,
        offer:
          isForming &&
          own === null &&
          may('consortium.offer', consortium, subject) &&
          actor.orgKind !== 'government' &&
          actor.orgKind !== 'secretariat',
      },
      orgKind: actor.orgKind,
    };
  },
});

async function ownSeat(tx: Tx, consortiumId: string, orgId: string | null) {
  const [own] = await tx.sql<OwnSeat>`
    SELECT id, role_id AS "roleId", way, state, message, to_char(answer_by, 'YYYY-MM-DD') AS "answerBy",
           to_char(consent_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS "consentOn"
      FROM consortium_seat
     WHERE consortium_id = ${consortiumId} AND org_id = ${orgId}::uuid AND state IN ('waiting', 'accepted')`;
  return own ?? null;
}

async function ownFiles(tx: Tx, actor: Actor, projectId: string) {
  const { rows } = await tx.query<{ id: string; name: string }>(sql`
    SELECT pf.id, pf.name FROM project_file pf
     WHERE pf.project_id = ${projectId}::uuid AND pf.org_id = ${actor.orgId}::uuid AND pf.deleted_at IS NULL
       AND ${visible(actor, 'project.view', projectFile)}
     ORDER BY pf.created_at DESC, pf.id LIMIT ${OFFERED}::int`);
  return rows;
}

async function seatRow(tx: Tx, id: string) {
  return (await seat.find(tx, id))!;
}
