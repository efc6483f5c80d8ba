import { createHash } from 'node:crypto';
import { sql } from '#server/platform/access/access.ts';
import { visitor } from '#server/platform/access/actor.ts';
import { open, seal, type KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import { caseKeyOf, consentReaches, referral } from '#server/referrals/index.ts';
import { isThere, readByItsHospital } from './access.ts';
import type { PacketReason, PaperKind } from './plain.ts';

/** A SHA-256, as 64 hexadecimal digits. */
type Hash = string;
type PacketPaper = {
  id: string;
  kind: PaperKind;
  mediaType: string;
  bytes: number;
  sha256: Hash;
};
/** What a hospital was given: hashes of the coded facts, of identity and clinical text, and of each paper's bytes. */
type Manifest = {
  facts: Hash;
  identity: Hash;
  clinical: Hash;
  papers: PacketPaper[];
};

/**
 * Notes what the hospital that has a case is given of it, as a numbered manifest, where that is another
 * than the last it was given. Written once and never changed: what a hospital decided on can be
 * shown later, and a file that it carried away can be held against it. Of a case that no hospital has, or
 * that the consent does not open to it, there is nothing to note. The case is to be locked.
 */
export async function keepPacket(
  tx: Tx,
  ring: KeyRing,
  referralId: string,
  why: PacketReason,
): Promise<void> {
  const row = await referral.find(tx, referralId);
  if (!row?.acceptedOrgId || !consentReaches(row, row.acceptedOrgId)) return;
  const key = await caseKeyOf(tx, ring, referralId);
  const text = JSON.stringify(await manifestOf(tx, key, referralId, row.acceptedOrgId));
  const [last] = await tx.sql<{ id: string; number: number; sealed: Buffer }>`
    SELECT id, number, sealed FROM case_packet
     WHERE referral_id = ${referralId} AND org_id = ${row.acceptedOrgId} ORDER BY number DESC LIMIT 1`;
  if (last && openText(key, referralId, last.id, last.sealed) === text) return;
  const id = newId();
  await tx.sql`
    INSERT INTO case_packet (id, referral_id, org_id, number, why, at, sealed)
    VALUES (${id}, ${referralId}, ${row.acceptedOrgId}, ${(last?.number ?? 0) + 1}, ${why}, ${tx.now},
            ${seal(key, text, place(referralId, id))})`;
}

/** A manifest as it was kept, and its own hash: one number for all of it. */
export function openPacket(
  key: Uint8Array,
  referralId: string,
  packetId: string,
  sealed: Uint8Array,
): Manifest & { fingerprint: Hash } {
  const text = openText(key, referralId, packetId, sealed);
  return { ...(JSON.parse(text) as Manifest), fingerprint: hashOf(text) };
}

async function manifestOf(
  tx: Tx,
  key: Uint8Array,
  id: string,
  hospitalId: string,
): Promise<Manifest> {
  const { rows } = await tx.query<{ facts: string; identity: Buffer; clinical: Buffer }>(sql`
    SELECT (jsonb_build_object('specialty', r.specialty, 'icdBlock', r.icd_block, 'sex', r.sex, 'ageBand', r.age_band,
             'country', r.country, 'languages', r.languages, 'urgency', r.urgency, 'wantedFrom', r.wanted_from,
             'wantedTo', r.wanted_to, 'companions', r.companions, 'payer', r.payer, 'request', r.request)
             -- What a case says nothing of changes no hash of before.
             || jsonb_strip_nulls(jsonb_build_object('mobility', nullif(r.mobility, ''), 'interpreter', nullif(r.interpreter, ''),
                  'interpreterLang', nullif(r.interpreter_lang, ''), 'diet', nullif(r.diet, '{}'))))::text AS facts,
           i.sealed AS identity, c.sealed AS clinical
      FROM referral r JOIN referral_identity i ON i.referral_id = r.id JOIN referral_clinical c ON c.referral_id = r.id
     WHERE r.id = ${id}`);
  const hospital = { ...visitor('en'), orgId: hospitalId };
  const { rows: papers } = await tx.query<PacketPaper>(sql`
    SELECT cp.id, cp.kind, f.media_type AS "mediaType", f.byte_size AS bytes, encode(f.sha256, 'hex') AS sha256
      FROM case_paper cp JOIN file f ON f.id = cp.id
     WHERE cp.referral_id = ${id} AND ${isThere} AND ${readByItsHospital.rows(hospital)}
     ORDER BY cp.brought_at, cp.id`);
  const { facts, identity, clinical } = rows[0]!;
  // As it was sealed: a field that a later version adds is not in it, and changes no hash.
  const plain = (table: string, sealed: Buffer) =>
    open(key, sealed, { table, column: 'sealed', rowId: id, recordId: id });
  return {
    facts: hashOf(facts),
    identity: hashOf(plain('referral_identity', identity)),
    clinical: hashOf(plain('referral_clinical', clinical)),
    papers,
  };
}

function openText(key: Uint8Array, referralId: string, packetId: string, sealed: Uint8Array) {
  return open(key, sealed, place(referralId, packetId)).toString('utf8');
}

function hashOf(content: string | Uint8Array): Hash {
  return createHash('sha256').update(content).digest('hex');
}

function place(referralId: string, packetId: string) {
  return { table: 'case_packet', column: 'sealed', rowId: packetId, recordId: referralId };
}
