import { event } from '#server/events/index.ts';
import { libraryItem } from '#server/library/index.ts';
import { organisation } from '#server/membership/index.ts';
import { anywhere, raw, sql, visible, type Sql } from '#server/platform/access/access.ts';
import { visitor, type Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { digest } from '../digest.ts';
import { DigestPage, Digests } from '../schemas.ts';
import type { Label } from '../views.ts';

const PAGE_SIZE = 20;

export type DigestLine = {
  slug: string;
  title: Label;
  summary: Label;
  stage: Label;
  countries: string[];
  lead: Label | null;
  ended: boolean;
};

/** The projects that whoever leads them has made public, the running ones first. */
export const digests = query('projects.digests', {
  summary: 'Projects that are presented to everybody, for the public site.',
  input: Digests,
  subject: anywhere,
  gate: 'project.digest',
  async run({ input, actor, tx }) {
    const { rows } = await tx.query<DigestLine>(sql`
      SELECT pr.slug, pr.title, pr.summary, ${STAGE} AS stage, pr.countries,
             (SELECT o.short_name FROM organisation o
               WHERE o.id = pr.lead_org_id AND ${knownOutside(actor)}) AS lead,
             pr.ended_at IS NOT NULL AS ended
        FROM project pr WHERE ${visible(actor, 'project.digest', digest)}
       ORDER BY pr.ended_at IS NOT NULL, pr.created_at DESC, pr.id
       LIMIT ${PAGE_SIZE + 1} OFFSET ${(input.page - 1) * PAGE_SIZE}`);
    return {
      projects: rows.slice(0, PAGE_SIZE),
      page: input.page,
      more: rows.length > PAGE_SIZE,
    };
  },
});

export type Digest = DigestLine & {
  goals: Label;
  direction: Label;
  fields: Label[];
  createdAt: string;
  organisations: { name: Label; part: 'lead' | 'participant' | 'observer' }[];
  /** Public events and library items that belong to it. */
  links: { kind: 'event' | 'library'; key: string; title: Label; on: string | null }[];
};

/** One project as the public site shows it. */
export const digestPage = query('projects.digestPage', {
  summary: 'A public project: its aim, stage and organisations, and what is public beside it.',
  input: DigestPage,
  // A visitor who asks for another one hears that there is none, and is not led to sign in.
  subject: anywhere,
  gate: 'project.digest',
  async run({ input, actor, tx }): Promise<Digest> {
    const { rows } = await tx.query<
      Omit<Digest, 'links' | 'createdAt'> & { id: string; createdAt: Date }
    >(sql`
      SELECT pr.id, pr.slug, pr.title, pr.summary, pr.goals, ${STAGE} AS stage, pr.countries,
             (SELECT v.labels FROM term v
               WHERE v.vocabulary = 'projectDirections' AND v.code = pr.direction) AS direction,
             (SELECT coalesce(json_agg(v.labels ORDER BY v.position), '[]') FROM term v
               WHERE v.vocabulary = 'industryCategories' AND v.code = ANY (pr.fields)) AS fields,
             NULL AS lead, pr.created_at AS "createdAt", pr.ended_at IS NOT NULL AS ended,
             (SELECT coalesce(json_agg(json_build_object('name', o.name, 'part', pm.part)
                       ORDER BY pm.part = 'lead' DESC, pm.joined_at, o.slug), '[]')
                FROM project_member pm JOIN organisation o ON o.id = pm.org_id
               WHERE pm.project_id = pr.id AND pm.left_at IS NULL AND ${knownOutside(actor)}) AS organisations
        FROM project pr WHERE pr.slug = ${input.project} AND ${visible(actor, 'project.digest', digest)}`);
    if (!rows[0]) throw notFound();
    const { id, ...row } = rows[0];
    return {
      ...row,
      createdAt: row.createdAt.toISOString(),
      links: await linksOf(tx, actor, id),
    };
  },
});

const STAGE = raw(`(SELECT v.labels FROM term v
  WHERE v.vocabulary = 'projectStages' AND v.code = pr.stage)`);

/** The answer is the same for everybody: what a visitor may know, whoever asks. */
const asVisitor = (actor: Actor) => visitor(actor.lang);
const knownOutside = (actor: Actor): Sql =>
  visible(asVisitor(actor), 'org.viewPublic', organisation);

async function linksOf(tx: Tx, actor: Actor, projectId: string): Promise<Digest['links']> {
  const outside = asVisitor(actor);
  const { rows } = await tx.query<Digest['links'][number]>(sql`
    SELECT pl.kind, e.slug AS key, e.title,
           to_char(e.starts_at AT TIME ZONE e.time_zone, 'YYYY-MM-DD') AS "on"
      FROM project_link pl JOIN event e ON pl.kind = 'event' AND e.id = pl.record_id
     WHERE pl.project_id = ${projectId}::uuid AND ${visible(outside, 'event.view', event)}
     UNION ALL
    SELECT pl.kind, l.slug AS key, l.title, l.published_on AS "on"
      FROM project_link pl JOIN library_item l ON pl.kind = 'library' AND l.id = pl.record_id
     WHERE pl.project_id = ${projectId}::uuid AND ${visible(outside, 'library.view', libraryItem)}
     ORDER BY kind, "on" DESC NULLS LAST, key`);
  return rows;
}
