import { nameIn, written } from '#server/mailings/index.ts';
import type { Language } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { enqueueMail } from '#server/platform/mail/index.ts';
import { newSecret, secretHash } from '#server/platform/secrets.ts';
import { INVITATION_DAYS } from './plain.ts';

/** A link that works from now on: its secret goes into the mail, its hash into the row. */
export function newLink(tx: Tx) {
  const secret = newSecret();
  const until = new Date(tx.now.getTime() + INVITATION_DAYS * 86_400_000);
  return { secret, hash: secretHash(secret), until };
}

type Invited = { id: string; orgId: string; email: string; lang: Language; version: number };
type Names = {
  org: Record<string, string>;
  person: Parameters<typeof nameIn>[0];
};

/** Writes to whom was invited, in the language that was chosen for them; in the name of whoever asks now. */
export async function mailLink(
  tx: Tx,
  { id, orgId, email, lang, version }: Invited,
  byId: string,
  { secret, until }: ReturnType<typeof newLink>,
): Promise<void> {
  const [names] = await tx.sql<Names>`
    SELECT o.name AS org, json_build_object('familyName', p.family_name, 'givenName', p.given_name,
             'nameLang', p.name_lang, 'latinName', p.latin_name) AS person
      FROM organisation o, person p WHERE o.id = ${orgId} AND p.id = ${byId}`;
  await enqueueMail(tx, {
    kind: 'invitation',
    to: { address: email, name: '' },
    lang,
    vars: {
      path: `/invitation/${secret}`,
      org: written(names!.org, lang)?.text ?? '',
      inviter: nameIn(names!.person, lang),
      until: until.toISOString(),
      timeZone: 'Asia/Tokyo',
    },
    dedupeKey: `invitation:${id}:${version}`,
  });
}
