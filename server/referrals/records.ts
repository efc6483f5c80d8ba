import { raw, sql, type RelationForms, type Sql } from '#server/platform/access/access.ts';
import type { Relation } from '#server/platform/access/matrix.ts';
import { consentCovers, orgsWhere, referral, type ReferralRow } from './access.ts';
import { consentReaches } from './rules/disclosure.ts';
import type { ConsentCover } from './schemas.ts';

/** A record of a case, with the case and the hospital that it is of. */
type OfCase = { owner: ReferralRow; orgId: string };

/**
 * The relations of records that stand beside a case and follow it: papers, appointments, estimates.
 * @param alias the record's alias in statements; its `org_id` is the hospital's
 * @param caseId the column that names the case
 */
export function recordsOfCase<Row extends OfCase>(alias: string, caseId: string) {
  const own = raw(`${alias}.${caseId}`);
  const org = raw(`${alias}.org_id`);
  const ofCase = (predicate: Sql) =>
    sql`EXISTS (SELECT 1 FROM referral r WHERE r.id = ${own} AND (${predicate}))`;
  const all: RelationForms<Row> = {
    holds: () => true,
    rows: () => sql`true`,
    people: () => sql`true`,
  };

  /** The relation of the case, for those of its records that `which` says. */
  function as(relation: Relation, which: RelationForms<Row> = all): RelationForms<Row> {
    const forms = referral.relations[relation]!;
    return {
      holds: (actor, row) => which.holds(actor, row) && forms.holds(actor, row.owner),
      rows: (actor) => sql`(${which.rows(actor)}) AND ${ofCase(forms.rows(actor))}`,
      people: (row) => sql`((${which.people(row)}) AND (${forms.people(row.owner)}))`,
    };
  }

  /** The patient agreed that this is given to the caller's hospital: by name, or as one that is asked. */
  function agreed(cover: ConsentCover): RelationForms<Row> {
    const gives = (owner: ReferralRow, orgId: string) =>
      (owner.consent?.covers.includes(cover) ?? false) && consentReaches(owner, orgId);
    return {
      holds: (actor, row) => actor.orgId !== null && gives(row.owner, actor.orgId),
      rows: (actor) => ofCase(consentCovers(actor.orgId, cover)),
      people: (row) => orgsWhere(row.owner, gives),
    };
  }

  return {
    as,
    agreed,
    /** Those of one's own hospital: one that takes a case over sees nothing of the one before it. */
    own: {
      holds: (actor, row) => actor.orgId === row.orgId,
      rows: (actor) => sql`${org} = ${actor.orgId}::uuid`,
      people: (row) => sql`m.org_id = ${row.orgId}::uuid`,
    } satisfies RelationForms<Row>,
    /** Of an erased case nothing is left, its records neither. */
    within: {
      holds: (_actor, row) => row.owner.state !== 'erased',
      rows: () => ofCase(sql`r.state <> 'erased'`),
      people: (row) => sql`${row.owner.state !== 'erased'}::boolean`,
    } satisfies RelationForms<Row>,
  };
}
