import { anywhere, sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { project } from '#server/discussions/index.ts';
import { can } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { ORG_JSON } from '../reading.ts';
import { Filters } from '../schemas.ts';
import type { Label, OrgView } from '../views.ts';
import { wordsOf } from './list.ts';

const MOST = 300;

export type Card = {
  id: string;
  slug: string;
  title: Label;
  stage: string;
  direction: string;
  countries: string[];
  fields: string[];
  orgs: OrgView[];
  milestones: { all: number; done: number; late: number };
  next: { title: Label; plannedOn: string } | null;
  version: number;
  asOfSeq: number;
  mayMove: boolean;
};

/** The projects one may see that are under way, as cards by their stage. Desks are no projects. */
export const board = query('projects.board', {
  summary: 'Running projects by stage, filtered by country, field, direction and organisation.',
  input: Filters,
  subject: anywhere,
  gate: 'project.view',
  async run({ input, actor, tx }) {
    const cards = await cardsOf(tx, actor, input);
    return { ...(await wordsOf(tx)), cards, offered: await offered(tx, actor) };
  },
});

/** The rows of `project pr` that a filter leaves. */
export function filtered({ country, field, direction, orgId }: Filters): Sql {
  return sql`pr.privacy <> 'desk'
    AND (${country ?? null}::text IS NULL OR ${country ?? null}::text = ANY (pr.countries))
    AND (${field ?? null}::text IS NULL OR ${field ?? null}::text = ANY (pr.fields))
    AND (${direction ?? null}::text IS NULL OR pr.direction = ${direction ?? null}::text)
    AND (${orgId ?? null}::uuid IS NULL OR EXISTS (
      SELECT 1 FROM project_member f WHERE f.project_id = pr.id AND f.left_at IS NULL
         AND f.org_id = ${orgId ?? null}::uuid))`;
}

type Row = Omit<Card, 'mayMove'> & {
  orgIds: string[];
  personIds: string[] | null;
  leadOrgId: string;
};

async function cardsOf(tx: Tx, actor: Actor, filters: Filters): Promise<Card[]> {
  const { rows } = await tx.query<Row>(sql`
    SELECT pr.id, pr.slug, pr.title, pr.stage, pr.direction, pr.countries, pr.fields, pr.version,
           pr.lead_org_id AS "leadOrgId", members.orgs, members.ids AS "orgIds",
           CASE WHEN pr.privacy = 'committee' THEN ARRAY(SELECT pp.person_id FROM project_person pp
             WHERE pp.project_id = pr.id AND pp.left_at IS NULL) END AS "personIds",
           (SELECT json_build_object('all', count(*), 'done', count(ms.done_on),
                     'late', count(*) FILTER (WHERE ms.done_on IS NULL AND ms.planned_on < (${tx.now}::timestamptz AT TIME ZONE 'Asia/Tokyo')::date))
              FROM project_milestone ms WHERE ms.project_id = pr.id) AS milestones,
           (SELECT json_build_object('title', ms.title, 'plannedOn', ms.planned_on) FROM project_milestone ms
             WHERE ms.project_id = pr.id AND ms.done_on IS NULL ORDER BY ms.planned_on, ms.id LIMIT 1) AS next,
           coalesce((SELECT c.last_seq FROM channel c
                      WHERE c.kind = 'project' AND c.record_id = pr.id), 0) AS "asOfSeq"
      FROM project pr
     CROSS JOIN LATERAL (
       SELECT coalesce(json_agg(${ORG_JSON} ORDER BY pm.part = 'lead' DESC, pm.joined_at, o.slug), '[]') AS orgs,
              coalesce(array_agg(o.id), '{}') AS ids
         FROM project_member pm JOIN organisation o ON o.id = pm.org_id
        WHERE pm.project_id = pr.id AND pm.left_at IS NULL) members
     WHERE ${visible(actor, 'project.view', project)} AND ${filtered(filters)} AND pr.ended_at IS NULL
     ORDER BY pr.created_at, pr.id LIMIT ${MOST}`);
  return rows.map(({ orgIds, personIds, leadOrgId, ...card }) => ({
    ...card,
    mayMove: can(actor, 'project.plan', project, {
      ...card,
      projectId: card.id,
      orgIds,
      personIds,
      leadOrgId,
      isOpen: false,
      people: null,
      privacy: 'invited',
    }),
  }));
}

/** What the filters offer: what occurs among the projects one may see. */
async function offered(tx: Tx, actor: Actor) {
  const [row] = await tx.sql<{
    countries: string[];
    fields: string[];
    directions: string[];
    orgs: OrgView[];
  }>`
    WITH mine AS MATERIALIZED (
      SELECT pr.id, pr.countries, pr.fields, pr.direction FROM project pr
       WHERE ${visible(actor, 'project.view', project)} AND pr.privacy <> 'desk')
    SELECT ARRAY(SELECT DISTINCT unnest(countries) FROM mine ORDER BY 1) AS countries,
           ARRAY(SELECT DISTINCT unnest(fields) FROM mine ORDER BY 1) AS fields,
           ARRAY(SELECT DISTINCT direction FROM mine ORDER BY 1) AS directions,
           (SELECT coalesce(json_agg(${ORG_JSON} ORDER BY o.slug), '[]') FROM organisation o
             WHERE o.id IN (SELECT pm.org_id FROM project_member pm JOIN mine ON mine.id = pm.project_id
                             WHERE pm.left_at IS NULL)) AS orgs`;
  return row!;
}
