import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import type { Tx } from '../database/transaction.ts';
import { DEPUTIES_ROLES, ROLE_KIND, type Actor } from './actor.ts';
import {
  ACTIONS,
  CARE_ROLE,
  DUTY_OF_CARE,
  MATRIX,
  NO_DATA,
  ORG_KINDS,
  ROLES,
  STATES,
  type Action,
  type OrgKind,
  type ReferralState,
  type Relation,
  type Role,
} from './matrix.ts';

/**
 * One relation between a person and a row, written in three forms that are read against each other:
 * `holds` (this person, this row), `rows` (the SQL filter on the noun's alias) and `people` (the
 * audience: a predicate on membership `m` joined with organisation `o`). A test on PostgreSQL keeps
 * the three equal for every action.
 */
export type RelationForms<Row> = {
  holds: (actor: Actor, row: Row) => boolean;
  rows: (actor: Actor) => Sql;
  people: (row: Row) => Sql;
};

export type Noun<Row = any> = {
  name: string;
  /** The table alias that `rows` predicates speak of. */
  alias: string;
  /** The action that says whether a caller may know of a row at all. */
  see: Action;
  find: (tx: Tx, id: string) => Promise<Row | null>;
  relations: Partial<Record<Relation, RelationForms<Row>>>;
  /** A wall around some rows that no cell opens, not even `*`: what is said between people. */
  within?: RelationForms<Row>;
  state?: (row: Row) => ReferralState;
  /** Ids that every audit row about such a record has beside its own: the case that an offer is of. */
  facts?: (actor: Actor, row: Row) => Record<string, string>;
  /** A subject for use cases: the row whose id stands in the input under this key. */
  of: <Key extends string>(key: Key) => Subject<Record<Key, string>, Row>;
};

export type Subject<Input, Row> = {
  noun: Noun<Row> | null;
  pick: (input: Input, actor: Actor) => string | null;
  /** Where the use case acts on no single row: creating, listing, one's own account. */
  anywhere: boolean;
};

/** Declares a kind of record, with the relations that people can stand in to it. */
export function noun<Row>(name: string, shape: Omit<Noun<Row>, 'name' | 'of'>): Noun<Row> {
  const made: Noun<Row> = {
    ...shape,
    name,
    of: (key) => ({ noun: made, pick: (input) => input[key], anywhere: false }),
  };
  return made;
}

/** No single row: the gate asks whether any cell of the action could be the caller's, SQL does the rest. */
export const anywhere: Subject<any, null> = { noun: null, pick: () => null, anywhere: true };

const cells = new Map<Action, Map<Role, readonly (Relation | '*')[]>>();
for (const action of ACTIONS) {
  const parts = MATRIX[action].trim().split(/\s+/);
  if (parts.length !== ROLES.length) throw new Error(`${action}: ${parts.length} cells`);
  cells.set(
    action,
    new Map(
      parts.flatMap((cell, i) =>
        cell === '-' ? [] : [[ROLES[i]!, cell.split('|') as (Relation | '*')[]] as const],
      ),
    ),
  );
}

for (const action of DUTY_OF_CARE) {
  const own = cells.get(action)?.get('hospitalCoordinator') ?? [];
  // Beside A, C is also a case that was accepted and whose consent has gone since: nouns tell the halves apart.
  const kept = own.filter((one) => one !== 'I' && (one !== 'C' || own.includes('A')));
  cells.get(action)?.set(CARE_ROLE, kept);
}

/** The relations that grant this action to a column of the matrix. */
export function grants(role: Role, action: Action): readonly (Relation | '*')[] {
  return cells.get(action)?.get(role) ?? [];
}

/** May this caller do this to this row? Pure; unknown action or role: no. */
export function can<Row>(actor: Actor, action: Action, of: Noun<Row>, row: Row): boolean {
  if (!stateAllows(action, of.state?.(row))) return false;
  if (of.within && !of.within.holds(actor, row)) return false;
  return grantedTo(actor, action).some(
    (relation) => relation === '*' || (of.relations[relation]?.holds(actor, row) ?? false),
  );
}

/** Whether a caller has an action by standing in for somebody alone: their own roles do not grant it. */
export function actsAsDeputy(actor: Actor, action: Action): boolean {
  return (
    actor.deputyFor !== null &&
    !actor.roles.some((role) => !DEPUTIES_ROLES.includes(role) && grants(role, action).length > 0)
  );
}

/** Could any row grant this caller the action? For lists and for what is not about one row. */
export function mayAny(actor: Actor, action: Action): boolean {
  return grantedTo(actor, action).length > 0;
}

/** The rows that grant this caller the action, as a predicate on the noun's alias. */
export function visible<Row>(actor: Actor, action: Action, of: Noun<Row>): Sql {
  const relations = grantedTo(actor, action);
  const within = of.within ? sql`(${of.within.rows(actor)})` : sql`true`;
  if (relations.includes('*')) return sql`(${within} AND ${stateFilter(action, of)})`;
  const predicates = relations.flatMap((relation) => {
    const forms = relation === '*' ? undefined : of.relations[relation];
    return forms ? [sql`(${forms.rows(actor)})`] : [];
  });
  if (predicates.length === 0) return sql`false`;
  return sql`((${join(predicates, ' OR ')}) AND ${within} AND ${stateFilter(action, of)})`;
}

/**
 * Everybody who may do this to this row: a predicate on `membership m` (active) joined with
 * `organisation o`. One membership is one audience member; a person may appear by several.
 */
export function audience<Row>(action: Action, of: Noun<Row>, row: Row): Sql {
  if (!stateAllows(action, of.state?.(row))) return sql`false`;
  const predicates = [...(cells.get(action) ?? [])].flatMap(([role, relations]) => {
    const column = columnPredicate(role);
    if (!column) return [];
    const reaching = relations.flatMap((relation) => {
      if (relation === '*') return [sql`true`];
      const forms = of.relations[relation];
      return forms ? [sql`(${forms.people(row)})`] : [];
    });
    return reaching.length === 0 ? [] : [sql`(${column} AND (${join(reaching, ' OR ')}))`];
  });
  if (predicates.length === 0) return sql`false`;
  const within = of.within ? sql`(${of.within.people(row)})` : sql`true`;
  return sql`((${join(predicates, ' OR ')}) AND ${within})`;
}

/**
 * Memberships that count: begun and not ended, of people and organisations in good standing, with the
 * roles that they have today (a deputy's too).
 */
export const ACTIVE_MEMBERSHIPS = sql`acting_membership m
  JOIN organisation o ON o.id = m.org_id AND o.override IS NULL
  JOIN person p ON p.id = m.person_id AND p.deactivated_at IS NULL`;
export const MEMBERSHIP_IS_ACTIVE = sql`m.ended_at IS NULL`;
/**
 * The same, and those whom a suspended hospital keeps for the patients in its care: for an audience
 * about patients, which names their column. Whoever narrows by hand takes the ones above.
 */
export const CARING_MEMBERSHIPS = sql`acting_membership m
  JOIN organisation o ON o.id = m.org_id
  JOIN person p ON p.id = m.person_id AND p.deactivated_at IS NULL`;

function grantedTo(actor: Actor, action: Action): (Relation | '*')[] {
  return [...new Set(actor.roles.flatMap((role) => [...grants(role, action)]))];
}

function stateAllows(action: Action, state: ReferralState | undefined): boolean {
  if (state === undefined) return true;
  if (state === 'erased' && NO_DATA.test(action)) return false;
  return STATES[action]?.includes(state) ?? true;
}

function stateFilter<Row>(action: Action, of: Noun<Row>): Sql {
  if (!of.state) return sql`true`;
  const column = raw(`${of.alias}.state`);
  const allowed = STATES[action];
  const parts = [
    ...(allowed ? [sql`${column} = ANY (${[...allowed]})`] : []),
    ...(NO_DATA.test(action) ? [sql`${column} <> 'erased'`] : []),
  ];
  return parts.length === 0 ? sql`true` : sql`${join(parts, ' AND ')}`;
}

/** Whether a membership carries a column; null for columns that are no membership. */
function columnPredicate(role: Role): Sql | null {
  if (role === 'visitor' || role === 'applicant' || role === 'officialLink') return null;
  if ((ORG_KINDS as readonly string[]).includes(role)) {
    return sql`(o.kind = ${role as OrgKind} AND o.override IS NULL)`;
  }
  const kind = ROLE_KIND[role];
  return kind ? sql`(${role} = ANY (m.roles) AND o.kind = ${kind})` : sql`${role} = ANY (m.roles)`;
}

export { empty, join, raw, sql, type Sql };
