import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid, type Issue } from '#server/platform/errors.ts';
import type { ReferralRow } from './access.ts';
import { finerIn, type FinerTrace } from './rules/finer-text.ts';
import { WIDE_BANDS } from './rules/age-band.ts';
import { REGION_COLUMNS } from './rules/regions.ts';
import {
  holds,
  leastWidening,
  together,
  toWiden,
  type AlikeCell,
  type Aspect,
  type Limits,
  type Widening,
} from './rules/widening.ts';

/**
 * The guard against recognising a patient by rare facts: what hospitals read of a case before they
 * accept must hold for several patients of the last 12 months.
 */
export type Guard = {
  cells: AlikeCell[];
  limits: Limits;
  /** What hospitals were told in the rounds before, together; null where none was asked yet. */
  known: Widening | null;
  /** The least widening by which nobody can be recognised; null where none is wide enough. */
  proposal: Widening | null;
};

const SMALLEST = { setting: 'teaser.smallest', fallback: 5 };
const COUNTRY_YEARLY = { setting: 'teaser.countryYearly', fallback: 10 };

/** How many patients a case's facts fit, by how far each is widened, and what to do about it. */
export async function guardOf(tx: Tx, referralId: string): Promise<Guard> {
  const cells = await alikeCells(tx, referralId);
  const limits = await limitsNow(tx);
  const known = await knownOf(tx, referralId);
  return { cells, limits, known, proposal: leastWidening({ cells, limits, known }) };
}

/** How a case is told to hospitals as its outline was last checked. */
export const WIDENING_COLUMNS = sql`json_build_object('place', r.told_place, 'age', r.told_age,
  'disease', r.told_disease, 'sex', r.told_sex)`;

/** What hospitals know of a case from the rounds before. */
async function knownOf(tx: Tx, referralId: string): Promise<Widening | null> {
  const [row] = await tx.sql<{ known: Widening }>`
    SELECT json_build_object('place', known_place, 'age', known_age, 'disease', known_disease, 'sex', known_sex) AS known
      FROM referral WHERE id = ${referralId} AND known_place IS NOT NULL`;
  return row?.known ?? null;
}

/** What hospitals know once they are asked in a round as the outline stands, to be set with it. */
export async function knownAfter(tx: Tx, referralId: string): Promise<Sql[]> {
  const { widening } = await toldNow(tx, referralId);
  const known = await knownOf(tx, referralId);
  const { place, age, disease, sex } = known ? together(widening, known) : widening;
  return [
    sql`known_place = ${place}`,
    sql`known_age = ${age}`,
    sql`known_disease = ${disease}`,
    sql`known_sex = ${sex}`,
  ];
}

export type ToldNow = {
  widening: Widening;
  /** Counts the checks of the outline: an exception stands for one of them. */
  teaserVersion: number;
  reviewed: boolean;
  /** Who checked the outline last. */
  reviewedBy: string | null;
  overridden: boolean;
};

/** Whoever wrote the outline of a case, or answers for the case, does not judge the outline. */
export function isOwnOutline(
  { officerId }: Pick<ReferralRow, 'officerId'>,
  { reviewedBy }: Pick<ToldNow, 'reviewedBy'>,
  personId: string | null,
): boolean {
  return personId !== null && [officerId, reviewedBy].includes(personId);
}

/** How far the facts of a case are widened for hospitals now, and whether an exception stands. */
export async function toldNow(tx: Tx, referralId: string): Promise<ToldNow> {
  const [row] = await tx.sql<ToldNow>`
    SELECT ${WIDENING_COLUMNS} AS widening, r.teaser_version AS "teaserVersion",
           r.teaser_reviewed_at IS NOT NULL AS reviewed, r.teaser_reviewed_by AS "reviewedBy",
           EXISTS (SELECT 1 FROM teaser_override v
             WHERE v.referral_id = r.id AND v.teaser_version = r.teaser_version) AS overridden
      FROM referral r WHERE r.id = ${referralId}`;
  return row!;
}

/** Looks through texts for hospitals of one case: what in them says more than the coded facts will. */
export async function finerReader(
  tx: Tx,
  referralId: string,
  { place }: Widening,
): Promise<(text: string) => FinerTrace[]> {
  const [row] = await tx.sql<{ country: string }>`
    SELECT country FROM referral WHERE id = ${referralId}`;
  const country = place === 'country' ? '' : row!.country;
  return (text) => finerIn(text, country);
}

/**
 * Refuses to show a case by which its patient could be recognised, by this outline or together with what
 * hospitals were told in a round before, with what to widen. A privacy
 * officer's exception for this outline lets it pass.
 * @throws 422 TEASER_TOO_RARE
 */
export async function requireAlike(tx: Tx, row: Pick<ReferralRow, 'id'>): Promise<void> {
  const { widening, overridden } = await toldNow(tx, row.id);
  if (overridden) return;
  const guard = await guardOf(tx, row.id);
  if (holds(guard, widening)) return;
  throw invalid('TEASER_TOO_RARE', undefined, rareIssues(widening, guard.proposal));
}

/** What to widen, fact by fact; where nothing helps, that a privacy officer has to decide. */
export function rareIssues(widening: Widening, proposal: Widening | null): RareIssue[] {
  const aspects = proposal ? toWiden(widening, proposal) : [];
  if (aspects.length === 0) return [{ path: 'told', message: 'widen.nothing' }];
  return aspects.map((aspect) => ({ path: `told.${aspect}`, message: `widen.${aspect}` as const }));
}

type RareIssue = Issue & { message: `widen.${Aspect | 'nothing'}` };

/**
 * One count over the cases of 12 months that were asked for, by how near each is to this one. The
 * patient's own case is among them. A case that another carries on, or that is known to be of the same
 * patient as another, counts once. A case whose coded facts were erased with its patient is not counted,
 * which errs on the safe side; those that retention keeps are.
 */
async function alikeCells(tx: Tx, referralId: string): Promise<AlikeCell[]> {
  const { countries, regions } = REGION_COLUMNS;
  const { rows } = await tx.query<AlikeCell>(sql`
    WITH coded AS (
      SELECT r.id, r.country, p.region, r.age_band, a.wide, r.icd_block, t.facts->>'chapter' AS chapter, r.sex
        FROM referral r
        LEFT JOIN unnest(${countries}::text[], ${regions}::text[]) AS p (country, region) ON p.country = r.country
        LEFT JOIN unnest(${Object.keys(WIDE_BANDS)}::text[], ${Object.values(WIDE_BANDS)}::text[]) AS a (band, wide)
          ON a.band = r.age_band
        LEFT JOIN term t ON t.vocabulary = 'icdBlocks' AND t.code = r.icd_block
       WHERE r.id = ${referralId}::uuid
          OR (r.submitted_at >= ${tx.now}::timestamptz - interval '12 months'
            AND r.state <> 'enteredInError' AND r.icd_block <> ''
            AND NOT EXISTS (SELECT 1 FROM referral_onward n WHERE n.from_id = r.id AND n.to_id IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM case_double d WHERE d.verdict = 'same' AND (d.second_id = r.id
              OR (d.first_id = r.id AND d.second_id = ${referralId}::uuid)))))
    SELECT CASE WHEN c.country = o.country THEN 0 WHEN c.region = o.region THEN 1 ELSE 2 END AS place,
           CASE WHEN c.age_band = o.age_band THEN 0 WHEN c.wide = o.wide THEN 1 ELSE 2 END AS age,
           CASE WHEN c.icd_block = o.icd_block THEN 0 WHEN c.chapter = o.chapter THEN 1 ELSE 2 END AS disease,
           CASE WHEN c.sex = o.sex THEN 0 ELSE 1 END AS sex, count(*)::int AS n
      FROM coded c JOIN coded o ON o.id = ${referralId}::uuid
     GROUP BY 1, 2, 3, 4`);
  return rows;
}

/** The numbers of the guard as the settings say, never so low that one patient alone would pass. */
async function limitsNow(tx: Tx): Promise<Limits> {
  const rows = await tx.sql<{ key: string; value: number }>`
    SELECT key, (value #>> '{}')::numeric::int AS value FROM setting
     WHERE key IN (${SMALLEST.setting}, ${COUNTRY_YEARLY.setting}) AND jsonb_typeof(value) = 'number'`;
  const of = ({ setting, fallback }: typeof SMALLEST) =>
    rows.find(({ key }) => key === setting)?.value ?? fallback;
  return { smallest: Math.max(2, of(SMALLEST)), countryYearly: Math.max(1, of(COUNTRY_YEARLY)) };
}
