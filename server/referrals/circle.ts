import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Language } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Reason } from '#server/matching/index.ts';
import { nameColumns, readable, type NameColumns, type PersonName } from './names.ts';
import { CONSENT_IS_OVER } from './access.ts';
import type { AbroadUnknown, SignerRelation } from './plain.ts';
import { UNANSWERED_STATUSES, type OfferStatus } from './rules/offers.ts';
import type { Acceptance, Answer, Label } from './schemas.ts';

/** An organisation as its mark. */
export type OrgMark = { id: string; name: Label; monogram: string; hue: number };

export async function organisationOf(tx: Tx, id: string): Promise<OrgMark | null> {
  const [row] =
    await tx.sql<OrgMark>`SELECT id, name, monogram, hue FROM organisation WHERE id = ${id}`;
  return row ?? null;
}

export async function officerOf(tx: Tx, id: string, reader: Language): Promise<PersonName | null> {
  const [row] = await tx.sql<{ name: NameColumns }>`
    SELECT ${nameColumns('p')} AS name FROM person p WHERE p.id = ${id}`;
  return readable(row?.name ?? null, reader);
}

/** The hospital that has the case, and what it answered. */
export async function hospitalOf(tx: Tx, offerId: string) {
  const [row] = await tx.sql<OrgMark & { acceptedAt: Date; answer: Acceptance }>`
    SELECT o.id, o.name, o.monogram, o.hue, f.answered_at AS "acceptedAt", f.answer
      FROM offer f JOIN organisation o ON o.id = f.org_id WHERE f.id = ${offerId} AND f.status = 'accepted'`;
  return row ? { ...row, acceptedAt: row.acceptedAt.toISOString() } : null;
}

/** The newest consent of a case, withdrawn or not. */
export async function consentOf(tx: Tx, referralId: string) {
  const [row] = await tx.sql<{
    version: number;
    textVersion: string;
    textLang: string;
    lang: string;
    covers: string[];
    orgClass: string | null;
    orgNames: Label[];
    abroadCountries: string[];
    abroadUnknown: AbroadUnknown | null;
    givenBy: string;
    relation: SignerRelation | null;
    method: string;
    givenOn: string;
    validTo: string | null;
    /** The paper that was signed. */
    paperId: string | null;
    /** Its last day is over. */
    lapsed: boolean;
    withdrawnAt: Date | null;
  }>`
    SELECT c.version, c.text_version AS "textVersion", c.text_lang AS "textLang", c.lang, c.covers, c.org_class AS "orgClass",
           (SELECT coalesce(json_agg(o.name ORDER BY o.id), '[]') FROM organisation o WHERE o.id = ANY (c.org_ids)) AS "orgNames",
           c.abroad_countries AS "abroadCountries", c.abroad_unknown AS "abroadUnknown",
           c.given_by AS "givenBy", c.relation, to_char(c.valid_to, 'YYYY-MM-DD') AS "validTo",
           ${CONSENT_IS_OVER} AS lapsed,
           (SELECT p.id FROM case_paper p WHERE p.consent_id = c.id AND p.removed_at IS NULL) AS "paperId", c.method, to_char(c.given_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS "givenOn",
           c.withdrawn_at AS "withdrawnAt"
      FROM consent c WHERE c.referral_id = ${referralId} ORDER BY c.version DESC LIMIT 1`;
  return row ? { ...row, withdrawnAt: row.withdrawnAt?.toISOString() ?? null } : null;
}

type OfferColumns = {
  offerId: string;
  name: Label;
  monogram: string;
  hue: number;
  status: OfferStatus;
  reasons: Reason[];
  sentAt: Date | null;
  viewedAt: Date | null;
  answeredAt: Date | null;
  answer: Answer | null;
};

/** Where the patient came from and went to, as far as the side may follow. */
export async function chainOf(tx: Tx, referralId: string, whole: boolean) {
  const [row] = await tx.sql<{
    from: string | null;
    to: string | null;
    destination: string | null;
    country: string | null;
    reason: string | null;
  }>`
    SELECT (SELECT r.code FROM referral_onward n JOIN referral r ON r.id = n.from_id WHERE n.to_id = c.id) AS from,
           t.code AS to, o.destination, o.country, o.reason
      FROM (SELECT ${referralId}::uuid AS id) c
      LEFT JOIN referral_onward o ON o.from_id = c.id
      LEFT JOIN referral t ON t.id = o.to_id`;
  const { from, to, destination, country, reason } = row!;
  if (!from && !reason) return null;
  return {
    from: whole ? from : null,
    to: whole ? to : null,
    onward: reason ? { reason, destination, country } : null,
  };
}

/**
 * What the sender is shown of the hospitals' answers before it chooses: how many stand how, no names.
 */
export async function answerCountsOf(tx: Tx, referralId: string) {
  const [row] = await tx.sql<{ asked: number; willing: number; declined: number; open: number }>`
    SELECT count(*)::int AS asked, count(*) FILTER (WHERE status IN ('willing', 'chosen', 'backup'))::int AS willing,
           count(*) FILTER (WHERE status = 'declined')::int AS declined,
           count(*) FILTER (WHERE status = ANY (${[...UNANSWERED_STATUSES]}))::int AS open
      FROM offer WHERE referral_id = ${referralId} AND status <> 'queued'`;
  return row!;
}

/** Every hospital's offer, for the officer alone. */
export async function offersOf(tx: Tx, referralId: string) {
  const rows = await tx.sql<OfferColumns>`
    SELECT f.id AS "offerId", o.name, o.monogram, o.hue, f.status, f.reasons, f.sent_at AS "sentAt",
           f.viewed_at AS "viewedAt", f.answered_at AS "answeredAt", f.answer
      FROM offer f JOIN organisation o ON o.id = f.org_id
     WHERE f.referral_id = ${referralId} ORDER BY f.sent_at, o.id`;
  return rows.map((row) => ({
    ...row,
    sentAt: row.sentAt?.toISOString() ?? null,
    viewedAt: row.viewedAt?.toISOString() ?? null,
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }));
}

/** The caller's own offer of a case, if its hospital was asked. */
export async function ownOfferOf(
  tx: Tx,
  referralId: string,
  orgId: string | null,
): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>`
    SELECT id FROM offer WHERE referral_id = ${referralId} AND org_id = ${orgId}`;
  return row?.id ?? null;
}

/** The officer's text for the broadcast as last saved, reviewed or not. */
export async function teaserDraftOf(tx: Tx, referralId: string) {
  const [row] = await tx.sql<{ teaser: { ja: string; en: string } | null; reviewed: boolean }>`
    SELECT teaser, teaser_reviewed_at IS NOT NULL AS reviewed FROM referral WHERE id = ${referralId}`;
  return row ?? null;
}

/**
 * Whether a department `d` takes a case: it is open, or was when its hospital accepted the case. Null is
 * a case that nobody has accepted.
 */
export function takesCase(referralId: string | null): Sql {
  return sql`(d.closed_at IS NULL OR EXISTS (SELECT 1 FROM offer kept
    WHERE kept.referral_id = ${referralId}::uuid AND kept.org_id = d.org_id AND kept.status = 'accepted'
      AND coalesce(kept.chosen_at, kept.answered_at) < d.closed_at))`;
}

/** The departments of a hospital that take a case, in the order of the specialties. */
export async function departmentsOf(tx: Tx, orgId: string | null, referralId: string | null) {
  const { rows } = await tx.query<{ specialty: string; label: Label }>(sql`
    SELECT d.specialty, coalesce(t.labels, d.name) AS label FROM department d
      LEFT JOIN term t ON t.vocabulary = 'clinicalSpecialties' AND t.code = d.specialty
     WHERE d.org_id = ${orgId}::uuid AND ${takesCase(referralId)} ORDER BY t.position NULLS LAST, d.specialty`);
  return rows;
}
