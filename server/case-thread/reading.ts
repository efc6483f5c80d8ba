import { sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { document } from '#server/documents/index.ts';
import {
  caseKeyOf,
  nameColumns,
  readable,
  type NameColumns,
  type PersonName,
  type ReferralRow,
} from '#server/referrals/index.ts';
import type { Label } from '#server/referrals/schemas.ts';
import type { MessageKind, ThreadSide } from './plain.ts';
import { openMessage } from './sealing.ts';
import { messagesWith, sideOfOrg } from './standing.ts';

/** A message as those who carry the case read it. */
export type Message = {
  place: number;
  kind: MessageKind;
  at: string;
  side: ThreadSide;
  mine: boolean;
  /** Of one's own organisation: another side answers its questions. */
  ours: boolean;
  /** Of one's own, the id of the form that it was sent with. */
  clientId: string | null;
  author: PersonName;
  organisation: Label;
  text: string;
  lang: string;
  /** The place of the question that it answers; of a question, that of its answer. */
  answers: number | null;
  answeredBy: number | null;
  papers: { id: string; number: string; kind: string }[];
};

type Columns = {
  id: string;
  place: number;
  kind: MessageKind;
  at: Date;
  authorId: string;
  orgId: string;
  clientId: string;
  name: NameColumns;
  organisation: Label;
  sealed: Buffer;
  answers: number | null;
  answeredBy: number | null;
  papers: Message['papers'];
};

const PAGE = 50;

/** Fifty messages before a place, or the newest, in the order in which they were written. */
export async function readMessages(
  tx: Tx,
  ring: KeyRing,
  row: ReferralRow,
  actor: Actor,
  hospitalId: string,
  before: number | null,
): Promise<{ messages: Message[]; earlier: number | null }> {
  const { rows } = await tx.query<Columns>(sql`
    SELECT m.id, m.place, m.kind, m.at, m.author_id AS "authorId", m.client_id AS "clientId", m.org_id AS "orgId",
           ${nameColumns('p')} AS name, o.short_name AS organisation, m.sealed,
           (SELECT q.place FROM case_message q WHERE q.id = m.answers_id) AS answers,
           (SELECT a.place FROM case_message a WHERE a.answers_id = m.id) AS "answeredBy",
           (SELECT coalesce(json_agg(json_build_object('id', d.id, 'number', d.number, 'kind', d.kind)
              ORDER BY d.number), '[]') FROM document d
             WHERE d.id = ANY (m.document_ids) AND ${visible(actor, 'referral.docIdentifying', document)}) AS papers
      FROM case_message m
      JOIN person p ON p.id = m.author_id
      JOIN organisation o ON o.id = m.org_id
     WHERE ${messagesWith(row, hospitalId)} AND (${before}::int IS NULL OR m.place < ${before}::int)
     ORDER BY m.place DESC LIMIT ${PAGE + 1}`);
  if (rows.length === 0) return { messages: [], earlier: null };
  const key = await caseKeyOf(tx, ring, row.id);
  const shown = rows.slice(0, PAGE).reverse();
  return {
    messages: shown.map(({ id, sealed, name, authorId, orgId, clientId, at, ...each }) => {
      const mine = authorId === actor.personId && orgId === actor.orgId;
      return {
        ...each,
        ...openMessage(key, row.id, id, sealed),
        at: at.toISOString(),
        side: sideOfOrg(row, orgId, hospitalId),
        mine,
        ours: orgId === actor.orgId,
        clientId: mine ? clientId : null,
        author: readable(name, actor.lang)!,
      };
    }),
    earlier: rows.length > PAGE ? shown[0]!.place : null,
  };
}

/** How far each other organisation has read, by its furthest reader. */
export async function readUpTo(
  tx: Tx,
  row: ReferralRow,
  actor: Actor,
  hospitalId: string,
): Promise<{ organisation: Label; place: number }[]> {
  return tx.sql<{ organisation: Label; place: number }>`
    SELECT o.short_name AS organisation, coalesce(max(v.place), 0)::int AS place
      FROM organisation o
      LEFT JOIN case_message_read v ON v.org_id = o.id AND v.referral_id = ${row.id}
       AND v.hospital_id = ${hospitalId}::uuid
     WHERE o.id <> ${actor.orgId}::uuid AND (o.id = ${row.partnerOrgId} OR o.id = ${hospitalId}::uuid
        OR (o.kind = 'secretariat' AND ${row.officerId !== null}::boolean))
     GROUP BY o.id ORDER BY o.kind, o.id`;
}

/** Remembers how far somebody has read; never back. Answers whether that is further than before. */
export async function markReadUpTo(
  tx: Tx,
  row: ReferralRow,
  actor: Actor,
  hospitalId: string,
  place: number,
): Promise<boolean> {
  const { rows } = await tx.query(sql`
    INSERT INTO case_message_read (referral_id, hospital_id, person_id, org_id, message_id, place, at)
    SELECT m.referral_id, m.hospital_id, ${actor.personId}::uuid, ${actor.orgId}::uuid, m.id, m.place,
           ${tx.now}::timestamptz
      FROM case_message m WHERE ${messagesWith(row, hospitalId)} AND m.place = ${place}
    ON CONFLICT (referral_id, hospital_id, person_id, org_id) DO UPDATE
      SET message_id = excluded.message_id, place = excluded.place, at = excluded.at
      WHERE case_message_read.place < excluded.place
    RETURNING place`);
  return rows.length > 0;
}
