import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { ORG_JSON, type OrgView } from '#server/discussions/index.ts';
import { factsOf, type ProgrammeFact } from '#server/library/index.ts';
import type { ConsortiumRow } from './access.ts';
import type { RoleKind } from './plain.ts';
import {
  checksOf,
  finalDay,
  stepsBefore,
  type Check,
  type Standing as Known,
  type Step,
} from './rules.ts';
import type { Label } from './schemas.ts';

/** An organisation that was asked for a role or has offered itself. */
export type AskedView = {
  id: string;
  org: OrgView;
  way: 'invited' | 'offered';
  state: 'waiting' | 'declined' | 'withdrawn' | 'lapsed' | 'left';
  message: string;
  reason: string;
  answerBy: string | null;
  askedAt: string;
};

export type RoleView = {
  id: string;
  kind: RoleKind;
  task: Label;
  required: boolean;
  open: boolean;
  /** Who holds it. */
  held: { seatId: string; org: OrgView; consentOn: string | null } | null;
  /** For those who lead: everybody else who was asked or offered, the newest first. */
  asked: AskedView[];
};

type Row = {
  today: string;
  lead: Known['lead'];
  project: Known['project'];
  milestones: number;
  kpis: number;
  cost: number | null;
  asked: number | null;
  currency: string;
  targetOn: string | null;
  roles: (Omit<RoleView, 'held'> & {
    held: (NonNullable<RoleView['held']> & { kind: string }) | null;
  })[];
};

export type Standing = Known & {
  facts: ProgrammeFact[];
  views: RoleView[];
  checks: Check[];
  final: ReturnType<typeof finalDay>;
  steps: Step[];
};

/** How an application stands: its roles, what it needs, and the days before it has to be ready. */
export async function readStanding(tx: Tx, row: ConsortiumRow): Promise<Standing> {
  const facts = await factsOf(tx, row.itemId);
  const { roles, ...own } = await readRow(tx, row.id);
  const known: Known = {
    ...own,
    roles: roles.map(({ kind, required, held }) => ({
      kind,
      required,
      org: held && { kind: held.kind, consent: held.consentOn !== null },
    })),
  };
  const checks = checksOf(facts, known);
  const final = finalDay(facts, known);
  return {
    ...known,
    facts,
    views: roles.map(({ held, ...role }) => ({
      ...role,
      held: held && { seatId: held.seatId, org: held.org, consentOn: held.consentOn },
    })),
    checks,
    final,
    steps: final ? stepsBefore(final.on, checks, known) : [],
  };
}

const DAY = 'YYYY-MM-DD';

async function readRow(tx: Tx, consortiumId: string): Promise<Row> {
  const { rows } = await tx.query<Row>(
    sql`
    SELECT to_char(${tx.now}::timestamptz AT TIME ZONE 'Asia/Tokyo', ${DAY}) AS today,
      json_build_object('kind', lead.kind, 'country', lead.country) AS lead,
      json_build_object('countries', pr.countries, 'fields', pr.fields, 'goals', pr.goals <> '{}') AS project,
      (SELECT count(*)::int FROM project_milestone ms WHERE ms.project_id = pr.id) AS milestones,
      (SELECT count(*)::int FROM project_kpi k WHERE k.project_id = pr.id) AS kpis,
      cs.cost_amount::float8 AS cost, cs.asked_amount::float8 AS asked, cs.currency,
      to_char(cs.target_on, ${DAY}) AS "targetOn",
      (SELECT coalesce(json_agg(json_build_object('id', ro.id, 'kind', ro.kind, 'task', ro.task,
                'required', ro.required, 'open', ro.open,
                'held', (SELECT json_build_object('seatId', se.id, 'org', ${ORG_JSON}, 'kind', o.kind,
                                  'consentOn', to_char(se.consent_at AT TIME ZONE 'Asia/Tokyo', ${DAY}))
                           FROM consortium_seat se JOIN organisation o ON o.id = se.org_id
                          WHERE se.role_id = ro.id AND se.state = 'accepted'),
                'asked', (SELECT coalesce(json_agg(json_build_object('id', se.id, 'org', ${ORG_JSON}, 'way', se.way,
                                  'state', se.state, 'message', se.message, 'reason', se.reason,
                                  'answerBy', se.answer_by, 'askedAt', se.asked_at) ORDER BY se.asked_at DESC), '[]')
                           FROM consortium_seat se JOIN organisation o ON o.id = se.org_id
                          WHERE se.role_id = ro.id AND se.state <> 'accepted'))
                ORDER BY ro.position, ro.id), '[]')
         FROM consortium_role ro WHERE ro.consortium_id = cs.id) AS roles
      FROM consortium cs JOIN project pr ON pr.id = cs.project_id
      JOIN organisation lead ON lead.id = pr.lead_org_id WHERE cs.id = ${consortiumId}`,
    'consortia.standing',
  );
  return rows[0]!;
}
