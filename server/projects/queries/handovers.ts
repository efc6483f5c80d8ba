import { anywhere, mayAny, sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { ORG_JSON, type OrgView } from '#server/discussions/index.ts';
import { HAS_VOICE, OPEN_STEPS, orphaned } from '../handing-over.ts';
import { Handovers, type Label } from '../schemas.ts';

export type HandoverLine = {
  org: OrgView;
  slug: string;
  /** Its membership has ended or rests; otherwise nobody may speak for it, or it has left the project. */
  left: boolean;
  hasVoice: boolean;
  projects: {
    id: string;
    slug: string;
    title: Label;
    leads: boolean;
    steps: { id: string; title: Label; plannedOn: string }[];
  }[];
};

const MOST = 100;

export const handovers = query('projects.handovers', {
  summary: 'What waits for another organisation to lead it or to answer for it.',
  input: Handovers,
  subject: anywhere,
  gate: 'project.handOver',
  async run({ input, actor, tx }) {
    const { rows: lines } = await tx.query<HandoverLine>(sql`
      SELECT ${ORG_JSON} AS org, o.slug, o.override IS NOT NULL AS left, ${HAS_VOICE} AS "hasVoice",
             json_agg(json_build_object('id', pr.id, 'slug', pr.slug, 'title', pr.title,
               'leads', pr.lead_org_id = o.id,
               'steps', (SELECT coalesce(json_agg(json_build_object('id', ms.id, 'title', ms.title,
                            'plannedOn', ms.planned_on) ORDER BY ms.planned_on, ms.id), '[]') ${OPEN_STEPS}))
               ORDER BY pr.created_at, pr.id) AS projects
        FROM organisation o JOIN project pr ON ${orphaned(actor, input.org ?? null)}
       GROUP BY o.id ORDER BY min(pr.created_at), o.id LIMIT ${MOST}`);
    const { rows: successors } = await tx.query<OrgView>(sql`
      SELECT o.id, o.name, o.monogram, o.hue FROM organisation o
       WHERE ${HAS_VOICE} AND o.kind IN ('hospital', 'society', 'company', 'secretariat')
       ORDER BY o.kind = 'secretariat', coalesce(o.reading, o.name->>'ja', o.name->>'en') COLLATE "ja-x-icu", o.id`);
    return {
      lines,
      successors,
      asked: input.org ?? null,
      /** May name a representative where there is none. */
      names: mayAny(actor, 'user.grantRole'),
    };
  },
});
