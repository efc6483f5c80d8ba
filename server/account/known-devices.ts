import type { Language } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { enqueueMail } from '#server/platform/mail/index.ts';
import { newSecret, secretHash } from '#server/platform/secrets.ts';
import { deviceOf } from './device.ts';
import { newOneTimeToken } from './one-time-tokens.ts';

/** As long as its mail may still arrive, and no longer than a day: it replaces the password. */
const CHECK_MINUTES = 1440;
/** Devices of one person; a browser that keeps no cookies is a new one at every sign-in. */
const MOST = 50;

type SignedIn = {
  personId: string;
  /** The cookie of the browser, if it brought one that this forum gave. */
  device?: string | undefined;
  userAgent?: string | undefined;
  /** The address range. */
  ip: string;
};

/**
 * Notes the browser of a sign-in, and writes to its person where it is new to them and not their
 * first. Answers what the browser is to bring the next time; only the hash is stored.
 */
export async function noteDevice(tx: Tx, signedIn: SignedIn): Promise<string> {
  const { personId, ip } = signedIn;
  const device = signedIn.device ?? newSecret();
  const { browser, system } = deviceOf(signedIn.userAgent ?? null);
  const hash = secretHash(device);
  const [noted] = await tx.sql<{ isNew: boolean; isFirst: boolean }>`
    WITH before AS (
      SELECT count(*) = 0 AS first, coalesce(bool_or(hash = ${hash} AND forgotten_at IS NULL), false) AS known
        FROM known_device WHERE person_id = ${personId}),
    noted AS (
      INSERT INTO known_device (person_id, hash, browser, system, ip_prefix, first_seen_at, last_seen_at)
      VALUES (${personId}, ${hash}, ${browser}, ${system}, ${ip}, ${tx.now}, ${tx.now})
      ON CONFLICT (person_id, hash) DO UPDATE
        SET browser = excluded.browser, system = excluded.system, ip_prefix = excluded.ip_prefix,
            last_seen_at = excluded.last_seen_at, forgotten_at = NULL,
            first_seen_at = CASE WHEN known_device.forgotten_at IS NULL
              THEN known_device.first_seen_at ELSE excluded.first_seen_at END
      RETURNING first_seen_at = ${tx.now} AS since_now)
    SELECT since_now AND NOT known AS "isNew", first AS "isFirst" FROM noted, before`;
  await forgetOldest(tx, personId);
  if (noted!.isNew && !noted!.isFirst) await tell(tx, { personId, ip, browser, system, hash });
  return device;
}

type Told = {
  personId: string;
  ip: string;
  browser: string | null;
  system: string | null;
  hash: Buffer;
};

async function tell(tx: Tx, { personId, ip, browser, system, hash }: Told): Promise<void> {
  const [person] = await tx.sql<{ lang: Language; timeZone: string }>`
    SELECT lang, time_zone AS "timeZone" FROM person WHERE id = ${personId}`;
  const at = tx.now.toISOString();
  const seen = { browser, system, network: ip, at };
  const token = await newOneTimeToken(tx, 'signInCheck', personId, CHECK_MINUTES, seen);
  await enqueueMail(tx, {
    kind: 'sign-in-new-device',
    to: { personId },
    lang: person!.lang,
    vars: {
      path: `/sign-in/check?token=${token}`,
      at,
      timeZone: person!.timeZone,
      device: [browser, system].filter(Boolean).join(', ') || null,
      network: ip,
    },
    dedupeKey: `sign-in-new-device:${personId}:${hash.toString('hex').slice(0, 16)}:${at}`,
  });
}

/** Forgets every browser of a person: the next sign-in from any of them is told of. */
export async function forgetDevices(tx: Tx, personId: string): Promise<void> {
  await tx.sql`UPDATE known_device SET forgotten_at = ${tx.now}
    WHERE person_id = ${personId} AND forgotten_at IS NULL`;
}

async function forgetOldest(tx: Tx, personId: string): Promise<void> {
  await tx.sql`DELETE FROM known_device WHERE person_id = ${personId} AND hash IN (
    SELECT hash FROM known_device WHERE person_id = ${personId}
     ORDER BY last_seen_at DESC OFFSET ${MOST})`;
}
