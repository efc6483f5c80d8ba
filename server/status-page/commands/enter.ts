import { anywhere, sql } from '#server/platform/access/access.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { newSecret, secretHash } from '#server/platform/secrets.ts';
import { command } from '#server/platform/use-case.ts';
import { announce, enter as write, lockCase, onCase } from '#server/referrals/index.ts';
import { bringLink, OPENS } from '../links.ts';
import { MOST_TRIES, VISIT_MINUTES } from '../plain.ts';
import { Enter } from '../schemas.ts';
import { birthCheck, isSame } from '../sealing.ts';

const NOTHING = { visit: null };

/**
 * Lets a browser in that brings link and date of birth. Whatever is wrong, the answer is the same and as
 * slow: nobody learns whether a link is one, or whether its case is there. A wrong date is counted, so it
 * is an answer and no refusal, which would take the count back.
 */
export const enter = command('statusPage.enter', {
  input: Enter,
  subject: anywhere,
  gate: 'statusPage.enter',
  doors: ['web'],
  secret: true,
  limit: { points: 20, seconds: 600 },
  async run({ input, tx, emit, audit }) {
    const hash = await bringLink(tx, input.secret);
    const opens = sql`SELECT l.id, l.referral_id AS "referralId", l.birth_check AS kept, l.tries
      FROM status_link l JOIN referral r ON r.id = l.referral_id WHERE l.link_hash = ${hash} AND ${OPENS}`;
    type Link = { id: string; referralId: string; kept: Buffer; tries: number };
    const [known] = (await tx.query<Link>(opens)).rows;
    const made = await birthCheck(input.secret, input.birthDate, known?.id ?? newOpaqueId());
    if (!known) return NOTHING;
    // In the order of all acts: the case first.
    const row = await lockCase(tx, known.referralId);
    const [link] = (await tx.query<Link>(opens)).rows;
    if (!link) return NOTHING;
    const facts = { referralId: row.id, linkId: link.id };
    if (!isSame(made, link.kept)) {
      await tx.sql`UPDATE status_link SET tries = tries + 1 WHERE id = ${link.id}`;
      if (link.tries + 1 === MOST_TRIES) {
        await write(tx, {
          referralId: row.id,
          type: 'statusPageLocked',
          actorId: null,
          orgId: null,
        });
        await announce(emit, [onCase(row.id, 'case.statusPage')]);
      }
      audit({ ...facts, opened: false });
      return NOTHING;
    }
    const visit = newSecret();
    const until = new Date(tx.now.getTime() + VISIT_MINUTES * 60_000);
    await tx.sql`UPDATE status_link SET tries = 0, entered_at = ${tx.now} WHERE id = ${link.id}`;
    await tx.sql`DELETE FROM status_visit WHERE link_id = ${link.id} AND until <= ${tx.now}`;
    await tx.sql`INSERT INTO status_visit (token_hash, link_id, until)
      VALUES (${secretHash(visit)}, ${link.id}, ${until})`;
    audit({ ...facts, opened: true });
    return { visit };
  },
});
