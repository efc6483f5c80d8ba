import {
  anywhere,
  can,
  mayAny,
  sql,
  visible,
  ACTIVE_MEMBERSHIPS,
  MEMBERSHIP_IS_ACTIVE,
} from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { notFound } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { organisation, person, type OrganisationRow } from '../access.ts';
import { capacityOn } from '../capacity.ts';
import { casesInCare } from '../cases-in-care.ts';
import { hasRepresentative } from '../representatives.ts';
import { certificationHolds, membershipStatus } from '../rules.ts';
import { OrganisationBySlug } from '../schemas.ts';

type Labels = Record<string, string>;
type Found = OrganisationRow & {
  name: Labels;
  shortName: Labels;
  reading: string | null;
  monogram: string;
  hue: number;
  country: string;
  city: Labels | null;
  website: string | null;
  memberSince: string | null;
  memberUntil: string | null;
  override: string | null;
};

/** One organisation: its profile, departments, certifications and, where the caller may, its people. */
export const organisationPage = query('membership.organisationPage', {
  input: OrganisationBySlug,
  subject: anywhere,
  gate: 'org.viewMember',
  summary: 'One organisation',
  async run({ input, actor, tx }) {
    const { rows } = await tx.query<Found>(sql`
      SELECT o.id, o.slug, o.kind, o.override IS NULL AS listed, o.name, o.short_name AS "shortName", o.reading, o.monogram,
        o.hue, o.country, o.city, o.website, o.member_since AS "memberSince", o.member_until AS "memberUntil", o.override
      FROM organisation o WHERE o.slug = ${input.slug} AND ${visible(actor, 'org.viewMember', organisation)}`);
    const found = rows[0];
    if (!found) throw notFound();
    const today = dayInJapan(tx.now);
    const certifications = await certificationsOf(tx, found.id);
    return {
      organisation: { ...found, status: membershipStatus(found, today) },
      profile: await profileOf(tx, found.id),
      departments: (await departmentsOf(tx, found.id)).map((one) => ({
        ...one,
        now: capacityOn(one, today),
      })),
      tends: can(actor, 'org.capacity', organisation, found),
      /** May see how its departments and capability lines are tended, and what became of them. */
      profiled: can(actor, 'profile.view', organisation, found),
      /** A hospital's own people see who is on duty for referrals. */
      duty: found.kind === 'hospital' && can(actor, 'org.viewFull', organisation, found),
      /** May see what it has to be booked: of hospitals, and of the secretariat, which lends interpreters. */
      books:
        ['hospital', 'secretariat'].includes(found.kind) &&
        can(actor, 'resource.view', organisation, found),
      /** May see what its certifications rest on, and when they end. */
      watches: can(actor, 'certification.view', organisation, found),
      capabilities: await capabilitiesOf(tx, found.id),
      certifications: certifications.map((row) => ({
        ...row,
        holds: certificationHolds(row, today),
      })),
      people: can(actor, 'org.viewContacts', organisation, found)
        ? (await peopleOf(tx, found.id)).map((one) => ({
            ...one,
            /** The caller may end their place here: anybody's but one's own. */
            mayEnd:
              found.kind !== 'secretariat' &&
              one.id !== actor.personId &&
              can(actor, 'user.deactivate', person, { id: one.id, orgIds: [found.id] }),
          }))
        : null,
      /** May suspend its membership, and end that; the patients whom it would keep, or keeps. */
      suspends:
        found.kind !== 'secretariat' && can(actor, 'org.suspend', organisation, found)
          ? { keptCases: await casesInCare(tx, found.id) }
          : null,
      /** May give what it leads to another. */
      handsOver: mayAny(actor, 'project.handOver'),
      ...(await ownAffairs(tx, actor, found)),
    };
  },
});

/**
 * What its own people and the secretariat know of it beside: the last day that it has announced, whether
 * the caller may invite, name a representative or say that it leaves, and where its channel stands.
 */
async function ownAffairs(tx: Tx, actor: Actor, found: Found) {
  const nobodys = { leavesOn: null, invites: false, names: false, resigns: false, asOfSeq: null };
  if (!can(actor, 'org.viewFull', organisation, found)) return nobodys;
  const [row] = await tx.sql<{ leavesOn: string | null; voice: boolean }>`
    SELECT (SELECT rs.leaves_on FROM resignation rs
             WHERE rs.org_id = ${found.id} AND rs.state IN ('announced', 'acknowledged')) AS "leavesOn",
           ${hasRepresentative(sql`${found.id}::uuid`)} AS voice`;
  const grants = can(actor, 'user.grantRole', person, { id: '', orgIds: [found.id] });
  const isMember = found.listed && found.kind !== 'secretariat';
  return {
    leavesOn: row!.leavesOn,
    invites: isMember && can(actor, 'user.invite', organisation, found),
    names: isMember && grants && (actor.orgId === found.id || !row!.voice),
    resigns: isMember && can(actor, 'org.resign', organisation, found),
    asOfSeq: await channelSeq(tx, { kind: 'org', id: found.id }),
  };
}

function profileOf(tx: Tx, orgId: string) {
  return tx.sql<{ block: string; lang: string; body: string }>`
    SELECT block, lang, body FROM parallel_text WHERE owner_kind = 'organisation' AND owner_id = ${orgId}`;
}

function departmentsOf(tx: Tx, orgId: string) {
  return tx.sql<{
    specialty: string;
    name: Labels;
    capacity: string;
    capacityUntil: string | null;
    capacityReviewedOn: string | null;
    yearlyCases: number | null;
  }>`
    SELECT d.specialty, d.name, d.capacity, d.capacity_until AS "capacityUntil",
           d.capacity_reviewed_on AS "capacityReviewedOn", d.yearly_cases AS "yearlyCases"
    FROM department d WHERE d.org_id = ${orgId} AND d.closed_at IS NULL ORDER BY d.yearly_cases DESC NULLS LAST, d.specialty`;
}

function capabilitiesOf(tx: Tx, orgId: string) {
  return tx.sql<{ kind: string; code: string; evidence: Labels | null }>`
    SELECT kind, code, evidence FROM capability WHERE org_id = ${orgId} ORDER BY kind, code`;
}

function certificationsOf(tx: Tx, orgId: string) {
  return tx.sql<{ kind: string; number: string | null; validFrom: string; validTo: string | null }>`
    SELECT kind, number, valid_from AS "validFrom", valid_to AS "validTo" FROM certification
    WHERE org_id = ${orgId} ORDER BY kind, valid_from DESC`;
}

async function peopleOf(tx: Tx, orgId: string) {
  const { rows } = await tx.query<{
    id: string;
    familyName: string;
    givenName: string;
    nameLang: string;
    latinName: string | null;
    reading: string | null;
    hue: number;
    title: Labels | null;
    roles: string[];
  }>(sql`
    SELECT p.id, p.family_name AS "familyName", p.given_name AS "givenName", p.name_lang AS "nameLang", p.latin_name AS "latinName",
      nullif(concat_ws(' ', p.family_reading, p.given_reading), '') AS reading, p.hue, m.title, m.roles
    FROM ${ACTIVE_MEMBERSHIPS} WHERE m.org_id = ${orgId} AND ${MEMBERSHIP_IS_ACTIVE}
    ORDER BY coalesce(p.family_reading, p.latin_name, p.family_name) COLLATE "ja-x-icu", p.id`);
  return rows;
}
