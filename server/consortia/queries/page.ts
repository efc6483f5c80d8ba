import type { Tx } from '#server/platform/database/transaction.ts';
import { query } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { consortium, seat } from '../access.ts';
import { candidatesFor } from '../candidates.ts';
import { NEXT_STATES } from '../plain.ts';
import { readStanding } from '../reading.ts';
import { OneConsortium, type Label } from '../schemas.ts';

type Head = {
  slug: string;
  title: Label;
  summary: Label;
  countries: string[];
  fields: Label[];
  asOfSeq: number;
  createdAt: Date;
  programme: { slug: string; title: Label; sponsor: Label };
};

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

/**
 * An application as one may see it. Those who lead it see who was asked and what they answered; those
 * who take part see what is missing and the amounts; others the roles, who holds them and which are open.
 */
export const page = query('consortia.page', {
  summary:
    'An application: the programme’s conditions, roles and who holds them, what is missing, the steps before the final day; for those who lead, candidates for a role.',
  input: OneConsortium,
  subject: consortium.of('consortiumId'),
  gate: 'consortium.view',
  async run({ input, subject, actor, tx, may }) {
    const standing = await readStanding(tx, subject);
    const mayWrite = may('consortium.write', consortium, subject);
    const isInside = mayWrite || subject.project.orgIds.includes(actor.orgId ?? '');
    const isForming = subject.state === 'forming';
    const own = await ownSeat(tx, subject.id, actor.orgId);
    const mayAnswer = own !== null && may('consortium.answer', seat, await seatRow(tx, own.id));
    const { title, slug, summary, countries, fields, asOfSeq, createdAt, programme } =
      await readHead(tx, subject.id);
    return {
      id: subject.id,
      state: subject.state,
      version: subject.version,
      createdAt: createdAt.toISOString(),
      today: standing.today,
      project: {
        id: subject.project.id,
        title,
        summary,
        countries,
        fields,
        asOfSeq,
        privacy: subject.project.privacy,
        /** Null where the space itself is closed to the caller. */
        slug: may('project.view', project, subject.project) ? slug : null,
      },
      programme,
      facts: standing.facts,
      roles: standing.views.map((role) => ({ ...role, asked: mayWrite ? role.asked : [] })),
      own,
      inside: isInside
        ? {
            checks: standing.checks,
            steps: standing.steps,
            final: standing.final,
            cost: standing.cost,
            asked: standing.asked,
            currency: standing.currency,
            targetOn: standing.targetOn,
          }
        : null,
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

async function readHead(tx: Tx, id: string): Promise<Head> {
  const [head] = await tx.sql<Head>`
    SELECT space.slug, space.title, space.summary, space.countries, cs.created_at AS "createdAt",
           (SELECT coalesce(json_agg(s.labels ORDER BY s.position), '[]') FROM term s
             WHERE s.vocabulary = 'industryCategories' AND s.code = ANY (space.fields)) AS fields,
           coalesce((SELECT c.last_seq FROM channel c
                      WHERE c.kind = 'project' AND c.record_id = space.id), 0)::int AS "asOfSeq",
           json_build_object('slug', l.slug, 'title', l.title, 'sponsor', sp.sponsor) AS programme
      FROM consortium cs JOIN project space ON space.id = cs.project_id
      JOIN library_item l ON l.id = cs.item_id JOIN support_programme sp ON sp.item_id = l.id
     WHERE cs.id = ${id}`;
  return head!;
}

async function ownSeat(tx: Tx, consortiumId: string, orgId: string | null) {
  const [own] = await tx.sql<OwnSeat>`
    SELECT id, role_id AS "roleId", way, state, message, to_char(answer_by, 'YYYY-MM-DD') AS "answerBy",
           to_char(consent_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS "consentOn"
      FROM consortium_seat
     WHERE consortium_id = ${consortiumId} AND org_id = ${orgId}::uuid AND state IN ('waiting', 'accepted')`;
  return own ?? null;
}

async function seatRow(tx: Tx, id: string) {
  return (await seat.find(tx, id))!;
}
