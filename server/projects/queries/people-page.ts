import { organisation } from '#server/membership/index.ts';
import {
  ACTIVE_MEMBERSHIPS,
  MEMBERSHIP_IS_ACTIVE,
  sql,
  visible,
} from '#server/platform/access/access.ts';
import { project } from '#server/discussions/index.ts';
import { query } from '#server/platform/use-case.ts';
import { PERSON_JSON } from '../reading.ts';
import { OneProject, type ProjectPrivacy } from '../schemas.ts';
import type { AuthorView, Label, OrgView } from '../views.ts';

export type TakingPart = OrgView & {
  part: 'lead' | 'participant' | 'observer';
  kind: string;
  joinedAt: string;
  /** Whether something that was written before it came is kept from it. */
  keptFrom: boolean;
};
export type OnRoster = {
  person: AuthorView;
  org: Label;
  part: 'chair' | 'member' | 'observer';
};

/** Who takes part in a project, and what may be changed about that. */
export const peoplePage = query('projects.peoplePage', {
  summary: 'The organisations of a project and, in a committee’s space, its roster.',
  input: OneProject,
  subject: project.of('project'),
  gate: 'project.view',
  async run({ subject, actor, tx, may }) {
    const mayWrite = may('project.write', project, subject);
    const knowsAll =
      subject.privacy !== 'desk' ||
      actor.orgKind === 'secretariat' ||
      actor.orgId === subject.leadOrgId;
    const known = knowsAll
      ? subject.orgIds
      : subject.orgIds.filter((id) => id === actor.orgId || id === subject.leadOrgId);
    const [head] = await tx.sql<{
      id: string;
      slug: string;
      title: Label;
      privacy: ProjectPrivacy;
      asOfSeq: number;
      ended: boolean;
    }>`SELECT pr.id, pr.slug, pr.title, pr.privacy, pr.ended_at IS NOT NULL AS ended,
              coalesce((SELECT c.last_seq FROM channel c
                         WHERE c.kind = 'project' AND c.record_id = pr.id), 0) AS "asOfSeq"
         FROM project pr WHERE pr.id = ${subject.id}`;
    const orgs = await tx.sql<Omit<TakingPart, 'joinedAt'> & { joinedAt: Date }>`
      SELECT o.id, o.short_name AS name, o.monogram, o.hue, o.kind, pm.part, pm.joined_at AS "joinedAt",
             EXISTS (SELECT 1 FROM thread_horizon h JOIN thread t ON t.id = h.thread_id
                      WHERE t.project_id = pm.project_id AND h.org_id = o.id AND h.after_seq > 0)
               OR EXISTS (SELECT 1 FROM project_file pf JOIN project_file_version pv ON pv.project_file_id = pf.id
                           WHERE pf.project_id = pm.project_id AND pf.deleted_at IS NULL
                             AND pv.at <= pm.files_from) AS "keptFrom"
        FROM project_member pm JOIN organisation o ON o.id = pm.org_id
       WHERE pm.project_id = ${subject.id} AND pm.left_at IS NULL AND o.id = ANY (${known}::uuid[])
       ORDER BY pm.part = 'lead' DESC, pm.joined_at, o.slug`;
    const roster =
      subject.privacy === 'committee'
        ? await tx.sql<OnRoster>`
            SELECT ${PERSON_JSON} AS person, o.short_name AS org, pp.part
              FROM project_person pp JOIN person a ON a.id = pp.person_id
              JOIN organisation o ON o.id = pp.org_id
             WHERE pp.project_id = ${subject.id} AND pp.left_at IS NULL
             ORDER BY pp.part = 'chair' DESC, pp.joined_at`
        : [];
    return {
      project: head!,
      orgs: orgs.map((one): TakingPart => ({
        ...one,
        joinedAt: one.joinedAt.toISOString(),
        keptFrom: one.keptFrom && (mayWrite || one.id === actor.orgId),
      })),
      roster,
      toAdd: mayWrite
        ? await tx.sql<{ id: string; name: Label; kind: string }>`
            SELECT o.id, o.name, o.kind FROM organisation o
             WHERE ${visible(actor, 'org.viewMember', organisation)} AND o.id <> ALL (${subject.orgIds}::uuid[])
             ORDER BY o.kind, o.slug`
        : [],
      toSeat:
        mayWrite && subject.privacy === 'committee'
          ? (
              await tx.query<{ person: AuthorView; org: Label }>(sql`
                SELECT DISTINCT ON (p.id) ${NAMED} AS person, o.short_name AS org
                  FROM ${ACTIVE_MEMBERSHIPS} WHERE ${MEMBERSHIP_IS_ACTIVE}
                   AND m.org_id = ANY (${subject.orgIds}::uuid[])
                   AND p.id <> ALL (${subject.personIds ?? []}::uuid[])
                 ORDER BY p.id, m.started_at`)
            ).rows
          : [],
      me: { personId: actor.personId!, orgId: actor.orgId! },
      may: {
        write: mayWrite,
        leave: may('project.leave', project, subject) && actor.orgId !== subject.leadOrgId,
      },
    };
  },
});

const NAMED = sql`json_build_object('id', p.id, 'familyName', p.family_name,
  'givenName', p.given_name, 'nameLang', p.name_lang, 'latinName', p.latin_name)`;
