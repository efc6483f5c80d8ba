import { sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { caseKeyOf, referral } from '#server/referrals/index.ts';
import { OPENS } from '../links.ts';
import { MOST_TRIES, PAGE_LANGS, type PageLang } from '../plain.ts';
import { OfCase } from '../schemas.ts';
import { openContact } from '../sealing.ts';

type Link = {
  id: string;
  lang: PageLang;
  tries: number;
  openedAt: Date;
  enteredAt: Date | null;
  sealed: Buffer;
  opens: boolean;
};

export const ofCase = query('statusPage.ofCase', {
  summary:
    'Whether patient and family have a page on which they see where the case stands, since when, and when it was last looked at. The link itself is kept nowhere.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'statusPage.view',
  async run({ subject, tx, services, may }) {
    const { rows } = await tx.query<Link>(sql`
      SELECT l.id, l.lang, l.tries, l.opened_at AS "openedAt", l.entered_at AS "enteredAt", l.sealed, ${OPENS} AS opens
        FROM status_link l JOIN referral r ON r.id = l.referral_id
       WHERE l.referral_id = ${subject.id}::uuid AND l.ended_at IS NULL`);
    const [link] = rows;
    const [patient] = await tx.sql<{ languages: string[] }>`
      SELECT languages FROM referral WHERE id = ${subject.id}`;
    const key = link && (await caseKeyOf(tx, services.keyRing, subject.id));
    const own = PAGE_LANGS.find((lang) => patient!.languages.includes(lang));
    return {
      code: subject.code,
      /** The consent in force covers such a page. */
      covered: subject.consent?.covers.includes('status') ?? false,
      /** The patient's language, where the page is written in it. */
      lang: link?.lang ?? own ?? 'en',
      contact: link
        ? openContact(key!, { referralId: subject.id, linkId: link.id }, link.sealed)
        : '',
      link: link
        ? {
            openedAt: link.openedAt.toISOString(),
            enteredAt: link.enteredAt?.toISOString() ?? null,
            state: link.opens
              ? ('open' as const)
              : link.tries >= MOST_TRIES
                ? ('locked' as const)
                : ('resting' as const),
          }
        : null,
      rights: {
        open: may('statusPage.open', referral, subject),
        revoke: link !== undefined && may('statusPage.revoke', referral, subject),
      },
    };
  },
});
