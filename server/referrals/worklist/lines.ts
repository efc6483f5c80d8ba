import { raw, sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Standing } from '#server/certifications/index.ts';
import type { ReferralState } from '#server/platform/access/matrix.ts';
import { referral } from '../access.ts';
import type { OwnAnswer } from '../projections.ts';
import type { Clock } from '../rules/answer-clock.ts';
import type { Group } from '../rules/states.ts';
import type { OpinionMark, WorklistView } from '../plain.ts';
import type { Label, Urgency } from '../schemas.ts';

/** Lines on a page. */
export const LINES = 50;
/** What is counted at most: a longer list is read by its pages. */
export const COUNTED_TO = 1000;

export type Counted = {
  counts: Record<WorklistView, number>;
  /** The ids of what waits, where every line was looked at to count it; null where it was not. */
  waiting: string[] | null;
};

/** Which lines: of one view, or of the one case with this code; those behind a place. */
export type Wanted = {
  view: WorklistView;
  code: string | undefined;
  after: string | undefined;
  waiting: Counted['waiting'];
};

type Line = {
  view: WorklistView;
  code: string;
  changed: boolean;
  /** Days of the visa or the stay do not fit, as those who take part in it were told. */
  visaAlarm: boolean;
  /** How far an online second opinion is; null where the case is about a journey alone. */
  opinion: OpinionMark | null;
  ageFrom: string;
  /** Where it stands in the order of its view: a moment and an id. */
  place: string;
};
/** A case as sender, guarantor and secretariat see it in a list. */
export type CaseLine = Line & {
  kind: 'case';
  state: ReferralState;
  group: Group;
  urgency: Urgency;
  specialty: Label | null;
  partner: Label | null;
  officer: { name: string; lang: string } | null;
  mine: boolean;
  /** What hospital or guarantor has lost while the case is with them; for the secretariat alone. */
  lapsed: Standing[];
  clock: Clock | null;
};
/** What a hospital was asked; of a case that is closed to it, its own answer is left. */
export type OfferLine = Line & {
  kind: 'offer';
  offerId: string;
  status: OwnAnswer['status'];
  state: ReferralState | null;
  urgency: Urgency | null;
  specialty: Label | null;
  answeredAt: string | null;
  clock: Clock | null;
};

/** The order of a view: what is due first; of what has ended, the newest first. */
export type Order = { by: string; id: string; descending: boolean };

export function orderBy({ by, id, descending }: Order): Sql {
  const way = descending ? 'DESC' : 'ASC';
  return raw(`${by} ${way}, ${id} ${way}`);
}

/**
 * Whether the visa of a case `r` has an alarm that those with a part in it were told of, for them alone;
 * a guarantor that did not refer the patient is not told of the papers of others.
 */
export function visaAlarm(actor: Actor): Sql {
  return sql`(${visible(actor, 'visa.view', referral)} AND EXISTS (SELECT 1 FROM visa_plan v
    JOIN visa_alarm a ON a.plan_id = v.id WHERE v.referral_id = r.id AND v.org_id = r.accepted_org_id
     AND (a.kind <> 'paperTooOld' OR r.partner_org_id = ${actor.orgId}::uuid
       OR r.facilitator_org_id IS DISTINCT FROM ${actor.orgId}::uuid)))`;
}

/**
 * How far the second opinion of a case `r` is, for those with a part in it: proposed, agreed on, given and
 * being written, waiting to be read, read. A hospital that is asked learns that one is wanted.
 */
export function opinionMark(actor: Actor): Sql {
  const read = sql`(s.reviewed_at IS NOT NULL OR EXISTS (SELECT 1 FROM summary_link k
    WHERE k.summary_id = s.id AND k.reviewed_at IS NOT NULL))`;
  return sql`(SELECT CASE WHEN NOT ${visible(actor, 'opinion.view', referral)} THEN
        CASE WHEN q.state = 'agreed' AND r.state = 'broadcasting' AND ${actor.orgKind === 'hospital'}::boolean THEN 'wanted' END
      WHEN q.state = 'proposed' THEN 'proposed' WHEN q.state = 'agreed' THEN 'agreed'
      ELSE coalesce((SELECT CASE WHEN ${read} THEN 'read' ELSE 'toRead' END FROM return_summary s
        WHERE s.referral_id = r.id AND s.org_id = q.org_id AND s.kind = 'opinion' AND s.state = 'issued'), 'writing') END
    FROM second_opinion q WHERE q.referral_id = r.id AND q.state IN ('proposed', 'agreed', 'held')
     AND (q.org_id IS NULL OR q.org_id = r.accepted_org_id))`;
}

/** Whether lines wait, of a view that shows those that do or those that do not: nobody asks it of each again. */
export function inView(view: WorklistView): Sql {
  return sql`${view === 'waiting'}::boolean`;
}

/** The rows that come after a place in an order. */
export function behind({ by, id, descending }: Order, after: string | undefined): Sql {
  const [moment, key] = after?.split('~') ?? [];
  if (!moment) return sql`true`;
  return sql`(${raw(by)}, ${raw(id)}) ${raw(descending ? '<' : '>')} (${moment}::timestamptz, ${key}::uuid)`;
}

/** Infinity is PostgreSQL's own: of what has no end. */
export function placeOf(moment: Date | null, id: string): string {
  return `${moment?.toISOString() ?? 'infinity'}~${id}`;
}
