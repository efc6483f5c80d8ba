import { sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { query } from '#server/platform/use-case.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { project, thread, type ProjectRow } from '../access.ts';
import { threadLines } from '../lines.ts';
import { heldView, ownHeld, type HeldColumns } from '../held/reading.ts';
import { knownTo, ORG_JSON } from '../reading.ts';
import { leads, THREADS_LISTED } from '../rules.ts';
import {
  BODY_LIMIT,
  ProjectPage,
  TAG_LIMIT,
  TAGS_PER_THREAD,
  THREAD_STATES,
  TITLE_LIMIT,
  type ProjectPrivacy,
  type ThreadState,
} from '../schemas.ts';
import type { Label, OrgView } from '../views.ts';

type Head = {
  project: {
    id: string;
    slug: string;
    title: Label;
    summary: Label;
    direction: string;
    directionLabel: Label | null;
    stage: string;
    stages: { code: string; labels: Label }[];
    countries: string[];
    fields: string[];
    createdAt: string;
    /** The place of the project's channel that this was read at. */
    asOfSeq: number;
    endedAt: string | null;
    isDesk: boolean;
    privacy: ProjectPrivacy;
    /** Texts of its posts may be sent to the forum's translation server. */
    machineTexts: boolean;
    /** After how many years its posts are removed; null: they stay. */
    retentionYears: number | null;
  };
  orgs: (OrgView & { part: 'lead' | 'participant' | 'observer'; kind: string })[];
  people: number;
};

/** A project's space: what it is for, who takes part, and its threads, the liveliest first. */
export const projectPage = query('discussions.projectPage', {
  summary: 'A project with its goals, organisations and threads.',
  input: ProjectPage,
  subject: project.of('project'),
  gate: 'project.view',
  async run({ input, subject, actor, tx, may, services }) {
    const head = await readHead(tx, subject, actor);
    const { threads, chat, next } = await readThreads(tx, subject.id, actor, input);
    return {
      ...head,
      threads,
      chat,
      /** Where the next page of threads begins; null: these are the last. */
      next,
      states: await countStates(tx, subject.id, actor),
      now: tx.now.toISOString(),
      /** To whom texts of this project's posts may be sent; null: to nobody. */
      translator: head.project.machineTexts ? (services.translator?.host ?? null) : null,
      /** Threads of the caller's that wait for the secretariat. */
      held: (await readHeld(tx, subject.id, actor)).map(heldView),
      me: {
        personId: actor.personId!,
        asOfSeq: await channelSeq(tx, { kind: 'person', id: actor.personId! }),
      },
      /** The organisations that whoever leads a desk can open a thread for. */
      deskOrgs:
        subject.privacy === 'desk' && leads(actor, subject)
          ? head.orgs.filter(({ part }) => part !== 'lead')
          : [],
      limits: {
        title: TITLE_LIMIT,
        body: BODY_LIMIT.thread,
        tags: TAGS_PER_THREAD,
        tag: TAG_LIMIT,
      },
      may: { createThread: may('thread.create', project, subject) },
    };
  },
});

async function readHead(
  tx: Tx,
  { id: projectId, personIds }: ProjectRow,
  actor: Actor,
): Promise<Head> {
  const { rows } = await tx.query<Head>(
    sql`WITH taking AS MATERIALIZED (
          SELECT pm.org_id, pm.part, pm.joined_at FROM project_member pm JOIN project pr ON pr.id = pm.project_id
           WHERE pr.id = ${projectId}::uuid AND pm.left_at IS NULL AND ${knownTo(actor)})
        SELECT
          (SELECT json_build_object(
                    'id', pr.id, 'slug', pr.slug, 'title', pr.title, 'summary', pr.summary,
                    'direction', pr.direction, 'directionLabel', d.labels, 'stage', pr.stage,
                    'stages', (SELECT json_agg(json_build_object('code', s.code, 'labels', s.labels) ORDER BY s.position)
                                 FROM term s WHERE s.vocabulary = 'projectStages'),
                    'countries', pr.countries, 'fields', pr.fields,
                    'createdAt', pr.created_at,
                    'asOfSeq', coalesce((SELECT c.last_seq FROM channel c
                                          WHERE c.kind = 'project' AND c.record_id = pr.id), 0), 'endedAt', pr.ended_at, 'isDesk', pr.privacy = 'desk', 'privacy', pr.privacy,
                    'machineTexts', pr.machine_texts,
                    'retentionYears', pr.retention_years)
             FROM project pr
             LEFT JOIN term d ON d.vocabulary = 'projectDirections' AND d.code = pr.direction
            WHERE pr.id = ${projectId}::uuid) AS project,
          (SELECT coalesce(json_agg(${ORG_JSON}::jsonb || jsonb_build_object('part', pm.part, 'kind', o.kind)
                             ORDER BY pm.part = 'lead' DESC, pm.joined_at, o.slug), '[]')
             FROM taking pm JOIN organisation o ON o.id = pm.org_id) AS orgs,
          (SELECT count(DISTINCT m.person_id)::int FROM membership m
             JOIN person p ON p.id = m.person_id AND p.deactivated_at IS NULL
            WHERE m.org_id IN (SELECT org_id FROM taking) AND m.ended_at IS NULL
              AND (${personIds}::uuid[] IS NULL OR m.person_id = ANY (${personIds}::uuid[]))) AS people`,
    `discussions.projectHead.${actor.orgKind === 'secretariat' ? 'all' : 'known'}`,
  );
  return rows[0]!;
}

async function readHeld(tx: Tx, projectId: string, actor: Actor): Promise<HeldColumns[]> {
  const { rows } = await tx.query<{ held: HeldColumns[] }>(
    sql`SELECT ${ownHeld(actor, sql`hp.project_id = ${projectId}::uuid AND hp.title IS NOT NULL`)} AS held`,
    'discussions.projectHeld',
  );
  return rows[0]!.held;
}

type Asked = { state?: ThreadState | undefined; after?: string | undefined };

/** A page of threads, the pinned ones first and then the liveliest; the chat stands apart on each. */
async function readThreads(tx: Tx, projectId: string, actor: Actor, { state, after }: Asked) {
  const rows = await threadLines(
    tx,
    actor,
    sql`t.project_id = ${projectId}::uuid AND (t.kind = 'chat'
          OR ((${state ?? null}::text IS NULL OR t.state = ${state ?? null}::text) AND ${behind(after)}))`,
    { ofProject: true },
  );
  const threads = rows.filter((one) => one.kind === 'thread');
  const listed = threads.slice(0, THREADS_LISTED);
  const last = listed.at(-1);
  return {
    threads: listed,
    chat: rows.find((one) => one.kind === 'chat') ?? null,
    next:
      threads.length > THREADS_LISTED && last
        ? `${last.pinned ? 'pinned' : 'other'}~${last.lastPostAt}~${last.id}`
        : null,
  };
}

/** What comes after a place in the list, which is the order that the list is in. */
function behind(after: string | undefined): Sql {
  if (!after) return sql`true`;
  const [pinned, at, id] = after.split('~');
  return sql`(t.pinned_at IS NOT NULL, t.last_post_at, t.id)
    < (${pinned === 'pinned'}::boolean, ${at}::timestamptz, ${id}::uuid)`;
}

/** How many threads of each state the caller sees. */
async function countStates(tx: Tx, projectId: string, actor: Actor) {
  const { rows } = await tx.query<{ state: ThreadState; count: number }>(sql`
    SELECT t.state, count(*)::int AS count FROM thread t
     WHERE t.project_id = ${projectId}::uuid AND t.kind = 'thread' AND ${visible(actor, 'thread.view', thread)}
     GROUP BY t.state`);
  return THREAD_STATES.map((state) => ({
    state,
    count: rows.find((row) => row.state === state)?.count ?? 0,
  }));
}
