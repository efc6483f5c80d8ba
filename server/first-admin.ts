import { newId } from './platform/ids.ts';
import type { Tx } from './platform/database/transaction.ts';
import { conflict, invalid } from './platform/errors.ts';
import { readAddress } from './platform/mail/index.ts';
import { hashPassword } from './platform/passwords.ts';
import { newOneTimeToken } from './account/index.ts';

const LINK_MINUTES = 60;
const NAMES = { ja: 'MEJ 事務局', en: 'MEJ Secretariat', zh: 'MEJ秘书处', ko: 'MEJ 사무국' };

/**
 * Makes an administrator of the secretariat, and the secretariat where it is missing. The answer is a
 * path that sets the password, good once within the hour; no password is ever typed on a command line.
 * @throws AppError ADDRESS_INVALID, or PERSON_EXISTS for an address that is somebody's already
 */
export async function createAdmin(
  tx: Tx,
  who: { email: string; familyName: string; givenName: string },
): Promise<{ path: string }> {
  const email = readAddress(who.email);
  if (!email) throw invalid('ADDRESS_INVALID');
  const [known] = await tx.sql`SELECT 1 FROM person WHERE email = ${email}`;
  if (known) throw conflict('PERSON_EXISTS');
  const personId = newId();
  await tx.sql`INSERT INTO person (id, email, family_name, given_name, name_lang, lang, time_zone, created_at)
    VALUES (${personId}, ${email}, ${who.familyName}, ${who.givenName}, 'ja', 'ja', 'Asia/Tokyo', ${tx.now})`;
  // A password nobody knows: the link is the only way in.
  const hash = await hashPassword(crypto.randomUUID());
  await tx.sql`INSERT INTO credential (person_id, password_hash, changed_at) VALUES (${personId}, ${hash}, ${tx.now})`;
  await tx.sql`INSERT INTO membership (id, person_id, org_id, roles, started_at)
    VALUES (${newId()}, ${personId}, ${await secretariat(tx)}, ${['admin', 'staff']}, ${tx.now})`;
  const token = await newOneTimeToken(tx, 'passwordReset', personId, LINK_MINUTES);
  return { path: `/reset-password?token=${token}` };
}

async function secretariat(tx: Tx): Promise<string> {
  const [known] = await tx.sql<{
    id: string;
  }>`SELECT id FROM organisation WHERE kind = 'secretariat' ORDER BY created_at LIMIT 1`;
  if (known) return known.id;
  const id = newId();
  const names = JSON.stringify(NAMES);
  await tx.sql`INSERT INTO organisation (id, slug, kind, name, short_name, monogram, hue, country, created_at)
    VALUES (${id}, 'secretariat', 'secretariat', ${names}::jsonb, ${names}::jsonb, 'M', 255, 'JP', ${tx.now})`;
  return id;
}
