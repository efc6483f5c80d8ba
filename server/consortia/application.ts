import { sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { QueryContext } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import type { FileRow } from '#server/platform/files/index.ts';
import { projectFileVersion } from '#server/project-files/index.ts';
import { consortium, type ConsortiumRow } from './access.ts';
import { readStanding } from './reading.ts';
import type { Label } from './schemas.ts';

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
type Asking = Pick<QueryContext<unknown, ConsortiumRow>, 'subject' | 'actor' | 'tx' | 'may'>;
export type Application = Awaited<ReturnType<typeof applicationFor>>;

/**
 * An application as its reader may see it. Those who lead it see who was asked and what they answered;
 * those who take part see what is missing and the amounts; others the roles, who holds them and which
 * are open.
 */
export async function applicationFor({ subject, actor, tx, may }: Asking) {
  const standing = await readStanding(tx, subject);
  const mayWrite = may('consortium.write', consortium, subject);
  const isInside = mayWrite || subject.project.orgIds.includes(actor.orgId ?? '');
  const signed = isInside
    ? await signedForms(tx, actor, subject.id)
    : new Map<string, SignedForm>();
  const { slug, createdAt, programme, ...head } = await readHead(tx, subject.id);
  return {
    id: subject.id,
    state: subject.state,
    version: subject.version,
    createdAt: createdAt.toISOString(),
    today: standing.today,
    project: {
      id: subject.project.id,
      ...head,
      privacy: subject.project.privacy,
      /** Null where the space itself is closed to the caller. */
      slug: may('project.view', project, subject.project) ? slug : null,
    },
    programme,
    facts: standing.facts,
    roles: standing.views.map(({ held, asked, ...role }) => ({
      ...role,
      held: held && { ...held, signed: fileOf(signed.get(held.seatId)) },
      asked: mayWrite ? asked : [],
    })),
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
  };
}

/** A signed form in the project's library: its newest version, as opening it needs it. */
export type SignedForm = FileRow & { fileId: string; name: string };

/** As much of a signed form as a page may know. */
function fileOf(form: SignedForm | undefined): { id: string; name: string } | null {
  return form ? { id: form.fileId, name: form.name } : null;
}

/** The signed forms of an application that the caller may open, by seat. */
export async function signedForms(
  tx: Tx,
  actor: Actor,
  consortiumId: string,
): Promise<Map<string, SignedForm>> {
  const { rows } = await tx.query<SignedForm & { seatId: string }>(sql`
    SELECT se.id AS "seatId", pf.id AS "fileId", pf.name, f.id, f.storage_key AS "storageKey",
           f.wrapped_key AS "wrappedKey"
      FROM consortium_seat se JOIN project_file pf ON pf.id = se.consent_file_id AND pf.deleted_at IS NULL
      JOIN project_file_version pv ON pv.project_file_id = pf.id AND pv.number = pf.number
      JOIN file f ON f.id = pv.id AND f.deleted_at IS NULL AND f.scan IN ('clean', 'unscanned')
     WHERE se.consortium_id = ${consortiumId}::uuid AND se.state = 'accepted'
       AND ${visible(actor, 'project.view', projectFileVersion)}`);
  return new Map(rows.map(({ seatId, ...form }) => [seatId, form]));
}

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
