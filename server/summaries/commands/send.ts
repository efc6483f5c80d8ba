import { conflict, invalid } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { enqueueMail } from '#server/platform/mail/index.ts';
import { newSecret, secretHash } from '#server/platform/secrets.ts';
import { command } from '#server/platform/use-case.ts';
import {
  by,
  consentReaches,
  lockCase,
  readIdentified,
  referral,
  tellBeside,
} from '#server/referrals/index.ts';
import type { Label } from '#server/referrals/schemas.ts';
import { LINK_DAYS } from '../plain.ts';
import { kindNow, ofRow, summaryOf, wordsOf, told } from '../reading.ts';
import { Send } from '../schemas.ts';
import { linkKey, newCode, sealCopy } from '../sealing.ts';

export const send = command('summaries.send', {
  summary:
    'Sends the sending doctor, who has no account, a link to the return summary. The mail holds nothing of the patient; the answer is the code that opens it, to be told in another way.',
  input: Send,
  subject: referral.of('code'),
  gate: 'summary.send',
  doors: ['web'],
  secret: true,
  limit: { points: 10, seconds: 600 },
  async run({ input, subject, actor, tx, services, emit, audit, may }) {
    const id = newOpaqueId();
    const link = { secret: newSecret(), code: newCode() };
    const key = await linkKey(link, id);
    const row = await lockCase(tx, subject.id);
    if (!may('summary.send', referral, row)) throw conflict('STATE_CHANGED');
    // The hospital's words leave the forum: not on a consent that is over.
    if (!consentReaches(row, row.acceptedOrgId!)) throw invalid('CONSENT_MISSING');
    const issued = await summaryOf(tx, ofRow(row), 'issued');
    if (!issued) throw conflict('STATE_CHANGED');
    const { familyName, givenName, birthDate } = await readIdentified(tx, services.keyRing, row.id);
    const [hospital] = await tx.sql<{ name: Label }>`
      SELECT name FROM organisation WHERE id = ${issued.orgId}`;
    const copy = sealCopy(
      key,
      { referralId: row.id, rowId: id },
      {
        patient: { familyName, givenName, birthDate },
        hospital: hospital!.name,
        kind: kindNow(row),
        issuedAt: issued.issuedAt!.toISOString(),
        words: await wordsOf(tx, services.keyRing, row.id, issued),
      },
    );
    const until = new Date(tx.now.getTime() + LINK_DAYS * 86_400_000);
    // The newest link is the one that counts.
    await tx.sql`UPDATE summary_link SET copy = NULL WHERE referral_id = ${row.id}`;
    await tx.sql`
      INSERT INTO summary_link (id, summary_id, referral_id, sent_by, sent_at, until, link_hash, copy)
      VALUES (${id}, ${issued.id}, ${row.id}, ${actor.personId}, ${tx.now}, ${until}, ${secretHash(link.secret)}, ${copy})`;
    await enqueueMail(tx, {
      kind: 'referral-summary',
      to: { address: input.address, name: input.name },
      lang: input.lang,
      vars: {
        path: `/summary/${link.secret}`,
        code: row.code,
        until: until.toISOString(),
        timeZone: 'Asia/Tokyo',
      },
      dedupeKey: `referral-summary:${id}`,
    });
    await tellBeside(tx, emit, row, told(row, 'Sent'), by(actor));
    audit({ referralId: row.id, summaryId: issued.id, linkId: id });
    return { code: link.code, until: until.toISOString() };
  },
});
