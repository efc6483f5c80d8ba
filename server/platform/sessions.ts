import { createHash, randomBytes } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { columnsOf, type Actor, type Language } from './access/actor.ts';
import type { OrgKind } from './access/matrix.ts';

/**
 * Sign-ins, behind one file. Lucia keeps the life of a session (seven idle days, sliding); this file
 * adds what it lacks: only the SHA-256 of a token is stored, thirty days are the absolute limit, and
 * one prepared join answers who is asking and for which organisation.
 */
const IDLE_DAYS = 7;
const ABSOLUTE_MS = 30 * 86_400_000;
/** Sign-ins that a person has at one time: one more ends the one that was used the longest ago. */
export const SESSIONS_PER_PERSON = 10;
/** Browsers keep no cookie for longer. */
const DEVICE_DAYS = 400;

/** Anything that runs a statement: the pool, or a transaction. */
export type Run = (
  text: string,
  values: unknown[],
  name?: string,
) => Promise<{ rows: any[]; count: number }>;

type SessionRow = {
  created_at: Date;
  last_seen_at: Date;
  factor_at: Date | null;
  lang: Language;
  time_zone: string;
  has_factor: boolean;
  org_id: string | null;
  org_kind: OrgKind | null;
  roles: string[] | null;
  deputy_for: string | null;
};

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaOn>;
    DatabaseSessionAttributes: Partial<SessionRow> & {
      acting_org_id?: string | null;
      user_agent?: string | null;
      ip_prefix?: string | null;
    };
    DatabaseUserAttributes: Record<string, never>;
  }
}

/** The membership that a session `s` acts by: the chosen one, else the oldest that counts. */
const ACTING = `
  LEFT JOIN LATERAL (
    SELECT m.org_id, m.roles, m.deputy_for, o.kind FROM acting_membership m
    JOIN organisation o ON o.id = m.org_id
    WHERE m.person_id = p.id AND m.ended_at IS NULL
    ORDER BY (m.org_id = s.acting_org_id) IS TRUE DESC, m.started_at, m.id LIMIT 1) a ON true`;

const READ = `
  SELECT s.id, s.user_id, s.expires_at, s.created_at, s.last_seen_at, s.factor_at,
         p.lang, p.time_zone, c.totp_confirmed_at IS NOT NULL AS has_factor,
         a.org_id, a.kind AS org_kind, a.roles, a.deputy_for
  FROM session s
  JOIN person p ON p.id = s.user_id AND p.deactivated_at IS NULL
  LEFT JOIN credential c ON c.person_id = p.id
  ${ACTING}
  WHERE s.id = $1`;

const ALIVE = `
  SELECT s.id, a.org_id, a.kind AS org_kind, a.roles, a.deputy_for
  FROM session s
  JOIN person p ON p.id = s.user_id AND p.deactivated_at IS NULL
  ${ACTING}
  WHERE s.id = ANY ($1) AND s.expires_at > now()
    AND s.created_at > now() - interval '${ABSOLUTE_MS / 1000} seconds'`;

function adapterOn(run: Run): Adapter {
  const session = (row: any) => ({
    id: row.id,
    userId: row.user_id,
    expiresAt: row.expires_at,
    attributes: row,
  });
  return {
    async getSessionAndUser(id) {
      const [row] = (await run(READ, [id], 'session.read')).rows;
      return row ? [session(row), { id: row.user_id, attributes: {} }] : [null, null];
    },
    async getUserSessions(userId) {
      const { rows } = await run('SELECT * FROM session WHERE user_id = $1', [userId]);
      return rows.map(session);
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      await run(
        `INSERT INTO session (id, user_id, expires_at, created_at, last_seen_at, factor_at, acting_org_id, user_agent, ip_prefix)
         VALUES ($1, $2, $3, now(), now(), $4, $5, $6, $7)`,
        [
          id,
          userId,
          expiresAt,
          attributes.factor_at ?? null,
          attributes.acting_org_id ?? null,
          attributes.user_agent ?? null,
          attributes.ip_prefix ?? null,
        ],
      );
    },
    async updateSessionExpiration(id, expiresAt) {
      await run('UPDATE session SET expires_at = $2 WHERE id = $1', [id, expiresAt]);
    },
    async deleteSession(id) {
      await run('DELETE FROM session WHERE id = $1', [id]);
    },
    async deleteUserSessions(userId) {
      await run('DELETE FROM session WHERE user_id = $1', [userId]);
    },
    async deleteExpiredSessions() {
      await run(
        'DELETE FROM session WHERE expires_at <= now() OR created_at < now() - $1::interval',
        [`${ABSOLUTE_MS / 1000} seconds`],
      );
    },
  };
}

function luciaOn(run: Run) {
  return new Lucia(adapterOn(run), {
    sessionExpiresIn: new TimeSpan(IDLE_DAYS, 'd'),
    getSessionAttributes: (attributes) => attributes,
  });
}

export type Sessions = ReturnType<typeof createSessions>;

/** @param secure whether people reach the forum over https: then the cookie is `__Host-` and Secure */
export function createSessions(run: Run, secure: boolean) {
  const lucia = luciaOn(run);
  const prefix = secure ? '__Host-' : '';
  const cookieName = `${prefix}session`;
  const deviceName = `${prefix}device`;

  /** Who holds this token? Null when it is unknown, ended, idle for too long or too old. */
  async function read(token: string): Promise<Actor | null> {
    const { session } = await lucia.validateSession(hashToken(token));
    if (!session) return null;
    if (Date.now() - session.created_at!.getTime() > ABSOLUTE_MS) {
      await lucia.invalidateSession(session.id);
      return null;
    }
    if (Date.now() - session.last_seen_at!.getTime() > 60_000) {
      await run('UPDATE session SET last_seen_at = now() WHERE id = $1', [session.id]);
    }
    return actorOf(session.id, session.userId, session as unknown as SessionRow);
  }

  /** Which of these sessions live, and for which organisation in which roles: one statement for all. */
  async function alive(ids: readonly string[]): Promise<Map<string, Acting>> {
    const { rows } = await run(ALIVE, [ids], 'session.alive');
    return new Map(rows.map((row) => [row.id as string, actingOf(row)]));
  }

  /** The token in a Cookie header, or null. */
  function tokenIn(cookieHeader: string | undefined): string | null {
    return cookieIn(cookieHeader, cookieName) || null;
  }

  function cookie(token: string | null): string {
    return cookieOf(cookieName, token ?? '', token ? ABSOLUTE_MS / 1000 : 0);
  }

  /** What a browser brings from an earlier sign-in; anything that this forum did not make is nothing. */
  function deviceIn(cookieHeader: string | undefined): string | undefined {
    const token = cookieIn(cookieHeader, deviceName);
    return /^[\w-]{43}$/.test(token) ? token : undefined;
  }

  function deviceCookie(token: string): string {
    return cookieOf(deviceName, token, DEVICE_DAYS * 86_400);
  }

  function cookieOf(name: string, value: string, seconds: number): string {
    return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
  }

  return {
    read,
    alive,
    tokenIn,
    cookie,
    deviceIn,
    deviceCookie,
    sweep: () => lucia.deleteExpiredSessions(),
  };
}

/**
 * Ends what a person has above the cap beside the session of this token, the longest unused first.
 * @returns how many ended; call it in the transaction that opened that session
 */
export async function endSurplus(run: Run, personId: string, token: string): Promise<number> {
  const { count } = await run(
    `DELETE FROM session WHERE id IN (
       SELECT id FROM session
        WHERE user_id = $1 AND id <> $2 AND expires_at > now() AND created_at > now() - $3::interval
        ORDER BY last_seen_at DESC, created_at DESC, id OFFSET $4)`,
    [personId, hashToken(token), `${ABSOLUTE_MS / 1000} seconds`, SESSIONS_PER_PERSON - 1],
  );
  return count;
}

/** Opens a session inside a use case's transaction; the answer is the only copy of its token. */
export async function openSession(
  run: Run,
  personId: string,
  facts: { actingOrgId: string | null; factorAt: Date | null; userAgent?: string; ip?: string },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await luciaOn(run).createSession(
    personId,
    {
      acting_org_id: facts.actingOrgId,
      factor_at: facts.factorAt,
      user_agent: facts.userAgent?.slice(0, 200) ?? null,
      ip_prefix: facts.ip ?? null,
    },
    { sessionId: hashToken(token) },
  );
  return token;
}

/** The value of a cookie in a Cookie header, empty where it is not there. */
function cookieIn(header: string | undefined, name: string): string {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return '';
}

/** What is stored of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The actor of a person for one organisation, as sessions and API tokens make it. */
export function actorOf(
  sessionId: string | null,
  personId: string,
  row: Pick<
    SessionRow,
    | 'lang'
    | 'time_zone'
    | 'has_factor'
    | 'factor_at'
    | 'org_id'
    | 'org_kind'
    | 'roles'
    | 'deputy_for'
  >,
): Actor {
  return {
    kind: 'person',
    personId,
    ...actingOf(row),
    lang: row.lang,
    timeZone: row.time_zone,
    sessionId,
    scopes: null,
    hasFactor: row.has_factor,
    factorAt: row.factor_at,
  };
}

type Acting = Pick<Actor, 'orgId' | 'orgKind' | 'roles' | 'deputyFor'>;

function actingOf(row: Pick<SessionRow, 'org_id' | 'org_kind' | 'roles' | 'deputy_for'>): Acting {
  return {
    orgId: row.org_id,
    orgKind: row.org_kind,
    roles: row.org_kind ? columnsOf(row.org_kind, row.roles ?? []) : ['applicant'],
    deputyFor: row.deputy_for,
  };
}
