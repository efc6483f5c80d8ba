import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { secretHash } from '#server/platform/secrets.ts';
import { actorOf, type Run, type Sessions } from '#server/platform/sessions.ts';
import { LANGUAGES, visitor, type Actor, type Language } from '#server/platform/access/actor.ts';

/** What a door finds out about a request before any rule is asked. */
export type Caller = { actor: Actor; token: string | null };

const TOKEN = /^Bearer (mejf_[A-Za-z0-9_-]{43})$/;

/** Who is asking, by the session cookie. Nobody known: a visitor, in the language they prefer. */
export async function callerByCookie(
  headers: IncomingMessage['headers'],
  sessions: Sessions,
): Promise<Caller> {
  const token = sessions.tokenIn(headers.cookie);
  const actor = token ? await sessions.read(token) : null;
  return { actor: actor ?? visitor(preferredLanguage(headers)), token: actor ? token : null };
}

/**
 * Who is asking, by a bearer token of the API: its person, for its organisation, within its scopes.
 * Null for an unknown, ended or revoked token.
 */
export async function callerByToken(header: string | undefined, run: Run): Promise<Actor | null> {
  const token = TOKEN.exec(header ?? '')?.[1];
  if (!token) return null;
  const { rows } = await run(READ_TOKEN, [secretHash(token)], 'token.read');
  const row = rows[0];
  return row ? { ...actorOf(null, row.person_id, row), scopes: row.scopes } : null;
}

const READ_TOKEN = `
  WITH used AS (
    UPDATE api_token SET last_used_at = now()
    WHERE hash = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute'))
  SELECT t.person_id, t.scopes, p.lang, p.time_zone, NULL::timestamptz AS factor_at,
         c.totp_confirmed_at IS NOT NULL AS has_factor, m.org_id, m.roles, m.deputy_for, o.kind AS org_kind
  FROM api_token t
  JOIN person p ON p.id = t.person_id AND p.deactivated_at IS NULL
  JOIN acting_membership m ON m.person_id = p.id AND m.org_id = t.org_id AND m.ended_at IS NULL
  JOIN organisation o ON o.id = m.org_id AND o.override IS NULL
  LEFT JOIN credential c ON c.person_id = p.id
  WHERE t.hash = $1 AND t.revoked_at IS NULL AND t.expires_at > now()`;

/** The `lang` cookie, then Accept-Language, then Japanese. */
export function preferredLanguage(headers: IncomingMessage['headers']): Language {
  const chosen = /(?:^|;\s*)lang=(ja|en|zh|ko)(?:;|$)/.exec(headers.cookie ?? '')?.[1];
  if (chosen) return chosen as Language;
  const wanted = (headers['accept-language'] ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean);
      return { lang: tag.slice(0, 2).toLowerCase(), quality: Number(quality ?? 1) };
    })
    .sort((a, b) => b.quality - a.quality)
    .find(({ lang }) => (LANGUAGES as readonly string[]).includes(lang));
  return (wanted?.lang as Language | undefined) ?? 'ja';
}

/**
 * The address of whoever asks: the peer's, or, where the peer is a proxy of ours, the one that the
 * proxy says it spoke to. Pages and sockets are counted by the same.
 */
export function clientAddress(
  req: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustedProxies: ReadonlySet<string>,
): string | undefined {
  const peer = req.socket.remoteAddress?.replace(/^::ffff:/, '');
  if (!peer || !trustedProxies.has(peer)) return peer;
  const forwarded = String(req.headers['x-forwarded-for'] ?? '');
  return forwarded.split(',').at(-1)?.trim() || peer;
}

/** The part of an address that is kept: /24 of IPv4, /48 of IPv6. Some proxies add a port to it. */
export function addressPrefix(address: string | undefined): string {
  const given = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  const bare = /^\[(.+)\](?::\d+)?$/.exec(given)?.[1] ?? given.replace(/^([\d.]+):\d+$/, '$1');
  if (isIP(bare) === 4) return `${bare.split('.').slice(0, 3).join('.')}.0/24`;
  if (isIP(bare) !== 6) return 'unknown';
  const [head = '', tail] = bare.toLowerCase().split('::');
  const groups = head ? head.split(':') : [];
  // What `::` stands for is zeros, as many as the groups after it leave room for.
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  const all = [...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
  const kept = all.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16));
  return `${kept.join(':')}::/48`;
}
