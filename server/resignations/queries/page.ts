import { project } from '#server/discussions/index.ts';
import { organisation } from '#server/membership/index.ts';
import { anywhere, sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { notFound } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { proposedLastDay } from '../rules.ts';
import { ResignationPage } from '../schemas.ts';
import { casesOf, standingOf } from '../standing.ts';

type Labels = Record<string, string>;
type Found = {
  id: string;
  slug: string;
  kind: string;
  name: Labels;
  listed: boolean;
  left: boolean;
  memberUntil: string | null;
};

/** What leaving means for one organisation, how far it has come, and what the caller can do about it. */
export const page = query('resignations.page', {
  summary: 'An organisation’s resignation, with what it leads and carries now.',
  input: ResignationPage,
  subject: anywhere,
  gate: 'org.viewFull',
  async run({ input, actor, tx, may }) {
    const { rows } = await tx.query<Found>(sql`
      SELECT o.id, o.slug, o.kind, o.name, o.override IS NULL AS listed, o.override IS NOT DISTINCT FROM 'resigned' AS left,
             o.member_until AS "memberUntil"
        FROM organisation o WHERE o.slug = ${input.slug} AND o.kind <> 'secretariat'
         AND ${visible(actor, 'org.viewFull', organisation)}`);
    const found = rows[0];
    if (!found) throw notFound();
    const asOfSeq = await channelSeq(tx, { kind: 'org', id: found.id });
    const today = dayInJapan(tx.now);
    return {
      organisation: found,
      standing: await standingOf(tx, found.id),
      today,
      proposed: proposedLastDay(today),
      resigns: found.listed && may('org.resign', organisation, found),
      acknowledges: may('org.tendMembership', organisation, found),
      ...(await whatItHas(tx, actor, found.id)),
      asOfSeq,
    };
  },
});

/** What somebody else will have to see to: projects it leads, milestones, patients; and who goes. */
async function whatItHas(tx: Tx, actor: Actor, orgId: string) {
  const { rows: leads } = await tx.query<{ id: string; slug: string; title: Labels }>(sql`
    SELECT pr.id, pr.slug, pr.title FROM project pr
     WHERE pr.lead_org_id = ${orgId}::uuid AND pr.ended_at IS NULL AND pr.privacy <> 'desk'
       AND ${visible(actor, 'project.view', project)} ORDER BY pr.created_at, pr.id`);
  const [counts] = await tx.sql<{ parts: number; steps: number; people: number }>`
    SELECT (SELECT count(*)::int FROM project_member pm JOIN project pr ON pr.id = pm.project_id
             WHERE pm.org_id = ${orgId} AND pm.left_at IS NULL AND pr.ended_at IS NULL
               AND pr.lead_org_id <> ${orgId} AND pr.privacy <> 'desk') AS parts,
           (SELECT count(*)::int FROM project_milestone ms JOIN project pr ON pr.id = ms.project_id
             WHERE ms.owner_org_id = ${orgId} AND ms.done_on IS NULL AND pr.ended_at IS NULL) AS steps,
           (SELECT count(*)::int FROM membership m JOIN person p ON p.id = m.person_id
             WHERE m.org_id = ${orgId} AND m.ended_at IS NULL AND p.deactivated_at IS NULL) AS people`;
  return { leads, ...counts!, cases: await casesOf(tx, orgId) };
}
