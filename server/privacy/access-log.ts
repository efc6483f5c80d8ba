import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import {
  caseKeyOf,
  nameColumns,
  openOpeningWords,
  readable,
  type NameColumns,
  type ReferralRow,
} from '#server/referrals/index.ts';
import type { Label, OpenReason } from '#server/referrals/schemas.ts';
import { openEmergencyWords } from './emergency-words.ts';
import {
  DEIDENTIFIED_READS,
  partOf,
  PATIENT_READS,
  type LogEntry,
  type LogWho,
} from './rules/log-entries.ts';
import type { LogView } from './plain.ts';

type Columns = {
  key: string;
  at: Date;
  action: string;
  useCase: string;
  orgId: string | null;
  orgName: Label | null;
  personId: string | null;
  person: NameColumns | null;
  /** Whom the person stood in for. */
  absent: NameColumns | null;
  known: boolean;
  reason: OpenReason | null;
  openingId: string | null;
  sealedWords: Buffer | null;
  emergencyId: string | null;
  /** Why the case was opened in an emergency, on the line of the opening. */
  sealedReason: Buffer | null;
};

type Wanted = {
  view: LogView;
  after?: string | undefined;
  /** Of one emergency access alone, for whoever reviews it. */
  only?: string;
  limit: number;
};

export type LogPage = { entries: LogEntry[]; next: string | null };

/**
 * Who has seen a case, the newest first, as far as the reader may know: read from the sealed audit
 * and, for the last second, from what still waits to be sealed. Rows that the reader may not know of
 * are not fetched, and names that it may not know are not selected.
 */
export async function readAccessLog(
  tx: Tx,
  ring: KeyRing,
  row: ReferralRow,
  actor: Actor,
  { view, after, only, limit }: Wanted,
): Promise<LogPage> {
  const reader = only ? ofEmergency(only) : readerOf(row, actor);
  const actions: string[] = [...PATIENT_READS, ...(view === 'all' ? DEIDENTIFIED_READS : [])];
  const [afterAt, afterKey] = after?.split('~') ?? [];
  const beyond = afterAt
    ? sql`(l.at, l.key) < (${afterAt}::timestamptz, ${afterKey}::text)`
    : sql`true`;
  const { rows } = await tx.query<Columns>(sql`
    SELECT l.key, l.at, l.body->>'action' AS action, l.body->>'useCase' AS "useCase", o.id AS "orgId",
           CASE WHEN ${reader.known} THEN o.name END AS "orgName", p.id AS "personId",
           ${nameColumns('p')} AS person, ${nameColumns('d')} AS absent, ${reader.known} AS known, c.reason, c.id AS "openingId",
           c.sealed_words AS "sealedWords", l.body->>'breakGlass' AS "emergencyId",
           CASE WHEN l.body->>'useCase' = 'privacy.breakGlass' THEN b.sealed_reason END AS "sealedReason"
      FROM (SELECT a.chain || lpad(a.seq::text, 20, '0') AS key, a.at, a.body FROM audit a
             WHERE ${isOf(row)}
            UNION ALL
            SELECT 'waiting' || lpad(a.id::text, 20, '0'), a.at, a.body FROM audit_pending a
             WHERE ${isOf(row)}) l
      LEFT JOIN organisation o ON o.id = (l.body->>'org')::uuid
      LEFT JOIN person p ON p.id = (l.body->>'person')::uuid AND ${reader.named}
      LEFT JOIN person d ON d.id = (l.body->>'deputyFor')::uuid AND ${reader.named}
      LEFT JOIN break_glass b ON b.id = (l.body->>'breakGlass')::uuid AND b.referral_id = ${row.id}::uuid
      LEFT JOIN case_opening c ON c.id = (l.body->>'opening')::uuid AND c.referral_id = ${row.id}::uuid
     WHERE l.body->>'action' = ANY (${actions}) AND l.body->>'outcome' = 'allow'
       AND l.body->>'opened' IS DISTINCT FROM 'false'
       AND ${reader.reach} AND ${beyond}
     ORDER BY l.at DESC, l.key DESC LIMIT ${limit + 1}`);
  const spoken = rows.some(({ sealedWords, sealedReason }) => sealedWords ?? sealedReason);
  const key = spoken && row.state !== 'erased' ? await caseKeyOf(tx, ring, row.id) : null;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    entries: shown.map((each) => entryOf(each, row, key, actor)),
    next: rows.length > limit && last ? `${last.at.toISOString()}~${last.key}` : null,
  };
}

/** Rows of the audit about a case; those from before rows said so have the case as their record. */
function isOf(row: ReferralRow): Sql {
  return sql`coalesce(a.body->>'referralId', a.body->>'id') = ${row.id}::text`;
}

type ReaderRules = {
  /** Which rows there are for this reader. */
  reach: Sql;
  /** Whose organisation it may know. */
  known: Sql;
  /** Which people it may know by name. */
  named: Sql;
};

/**
 * The secretariat knows everybody. The sender knows its own people and the secretariat's by name, and
 * of hospitals those that have or had the case; any other is one that was asked. The hospital that has
 * the case knows what happened since it accepted, and of the time before nothing but its own reads;
 * that the doctor opened its summary is told to it.
 */
function readerOf(row: ReferralRow, actor: Actor): ReaderRules {
  if (actor.orgKind === 'secretariat')
    return { reach: sql`true`, known: sql`true`, named: sql`true` };
  const ownOrDesk = sql`(o.id = ${actor.orgId}::uuid OR o.kind = 'secretariat')`;
  if (actor.orgId === row.partnerOrgId) {
    const had = sql`(o.kind <> 'hospital' OR EXISTS (SELECT 1 FROM offer k
      WHERE k.referral_id = ${row.id}::uuid AND k.org_id = o.id AND k.status IN ('accepted', 'released')))`;
    return { reach: sql`true`, known: had, named: ownOrDesk };
  }
  const since = sql`(SELECT f.answered_at FROM offer f WHERE f.id = ${row.acceptedOfferId}::uuid)`;
  return {
    reach: sql`(o.id = ${actor.orgId}::uuid OR (l.at >= ${since}
      AND (o.kind = 'secretariat' OR o.id = ${row.partnerOrgId}::uuid
           OR l.body->>'action' = 'summary.open')))`,
    known: sql`true`,
    named: ownOrDesk,
  };
}

/** Whoever reviews an emergency access reads who it was and what was read, and no other line. */
function ofEmergency(id: string): ReaderRules {
  const own = sql`l.body->>'breakGlass' = ${id}::text`;
  return { reach: own, known: sql`true`, named: sql`true` };
}

function entryOf(each: Columns, row: ReferralRow, key: Buffer | null, actor: Actor): LogEntry {
  const at = each.at.toISOString();
  return {
    at,
    since: at,
    count: 1,
    part: partOf(each.action, each.useCase),
    who: whoOf(each, actor),
    reason: each.reason,
    words: key && wordsOf(each, row.id, key),
    emergency: each.emergencyId !== null,
  };
}

function wordsOf(each: Columns, referralId: string, key: Buffer): string | null {
  const { openingId, sealedWords, emergencyId, sealedReason } = each;
  if (openingId && sealedWords) return openOpeningWords(key, referralId, openingId, sealedWords);
  if (!emergencyId || !sealedReason) return null;
  return openEmergencyWords(key, { id: emergencyId, referralId }, 'sealed_reason', sealedReason);
}

function whoOf(
  { action, person, personId, absent, orgId, orgName, known }: Columns,
  actor: Actor,
): LogWho {
  const name = readable(person, actor.lang);
  if (name && personId) {
    const deputyFor = readable(absent, actor.lang);
    return { kind: 'person', id: personId, ...name, deputyFor, org: orgName };
  }
  if (known && orgId && orgName) return { kind: 'organisation', id: orgId, org: orgName };
  if (orgId) return { kind: 'askedHospital' };
  return { kind: action === 'statusPage.read' ? 'patientPage' : 'sendingDoctor' };
}
