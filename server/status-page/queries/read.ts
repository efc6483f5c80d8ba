import { anywhere, sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { secretHash } from '#server/platform/secrets.ts';
import { query } from '#server/platform/use-case.ts';
import { caseKeyOf, referral } from '#server/referrals/index.ts';
import { bringLink, OPENS } from '../links.ts';
import { hospitalNamed, nameOf, shownOf, stayOf } from '../reading.ts';
import { wayOf } from '../rules/way.ts';
import { Read } from '../schemas.ts';
import { openContact } from '../sealing.ts';

/**
 * The page of patient and family. No name, illness, paper or sum is in the answer: whoever has the link by
 * mistake learns of nobody. Each look is a row of the audit.
 */
export const read = query('statusPage.read', {
  input: Read,
  subject: anywhere,
  gate: 'statusPage.read',
  doors: ['web'],
  secret: true,
  limit: { points: 120, seconds: 600 },
  async run({ input, tx, services, audit }) {
    const hash = await bringLink(tx, input.secret);
    const { rows } = await tx.query<{ id: string; referralId: string; sealed: Buffer }>(sql`
      SELECT l.id, l.referral_id AS "referralId", l.sealed
        FROM status_link l JOIN referral r ON r.id = l.referral_id JOIN status_visit v ON v.link_id = l.id
       WHERE l.link_hash = ${hash} AND v.token_hash = ${secretHash(input.visit)} AND v.until > ${tx.now} AND ${OPENS}`);
    const [link] = rows;
    if (!link) throw conflict('STATUS_PAGE_OVER');
    const row = (await referral.find(tx, link.referralId))!;
    audit({ referralId: row.id, linkId: link.id });
    const { ground, times, visa } = await shownOf(tx, row);
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    return {
      asOf: tx.now.toISOString(),
      ...wayOf(ground),
      hospital: await hospitalNamed(tx, row),
      stay: await stayOf(tx, row),
      times: times.map(({ startsAt, ...time }) => ({ ...time, at: startsAt.toISOString() })),
      visa: visa && {
        needed: visa.needed,
        arrivesOn: visa.arrivesOn,
        leavesOn: visa.leavesOn,
        items: visa.items,
      },
      coordinator: await nameOf(tx, row.partnerOrgId),
      contact: openContact(key, { referralId: row.id, linkId: link.id }, link.sealed),
    };
  },
});
