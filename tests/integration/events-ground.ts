import { events } from '#server/events/index.ts';
import { notifications } from '#server/notifications/index.ts';
import { columnsOf, visitor, type Actor } from '#server/platform/access/actor.ts';
import type { OrgKind } from '#server/platform/access/matrix.ts';
import { openDatabase, transaction, type Tx } from '#server/platform/database/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import { createKernel } from '#server/platform/kernel.ts';
import { createLog } from '#server/platform/log.ts';
import { createMetrics } from '#server/platform/metrics.ts';
import { freshDatabase } from '#tests/fixtures/database.ts';

export type Ground = Awaited<ReturnType<typeof eventsGround>>;
export type Member = Actor & { personId: string; orgId: string };

/** A forum with the events capability on a database of its own, and people to call it as. */
export async function eventsGround(options: { connections?: number } = {}) {
  const fresh = await freshDatabase();
  const database = openDatabase(fresh.appUrl, {
    max: options.connections ?? 20,
    statementTimeoutMs: 20_000,
  });
  const kernel = createKernel(
    { events, notifications },
    {
      database,
      services: { mode: 'demo', origin: () => 'http://localhost' } as never,
      log: createLog('silent'),
      metrics: createMetrics(),
      secondFactor: 'whenEnrolled',
      limitsScale: 1000,
      refuseWords: async () => undefined,
    },
  );
  const inTx = <T>(run: (tx: Tx) => Promise<T>) => transaction(database, {}, run);
  const organisations = new Map<string, Promise<string>>();

  function organisation(name: string, kind: OrgKind): Promise<string> {
    const known = organisations.get(name);
    if (known) return known;
    const made = insertOrganisation(name, kind);
    organisations.set(name, made);
    return made;
  }

  async function insertOrganisation(name: string, kind: OrgKind): Promise<string> {
    const id = newId();
    const label = JSON.stringify({ ja: name, en: name });
    await inTx(
      (tx) => tx.sql`
        INSERT INTO organisation (id, slug, kind, name, short_name, monogram, hue, country, created_at)
        VALUES (${id}, ${id}, ${kind}, ${label}, ${label}, 'X', 200, 'JP', now())`,
    );
    return id;
  }

  return {
    fresh,
    database,
    inTx,
    /** A person of an organisation, who acts for it in these roles. */
    async member(
      name: string,
      org: string,
      { kind = 'hospital' as OrgKind, roles = ['member'], lang = 'en' as Actor['lang'] } = {},
    ): Promise<Member> {
      const orgId = await organisation(org, kind);
      const personId = newId();
      await inTx(async (tx) => {
        await tx.sql`INSERT INTO person (id, email, family_name, given_name, name_lang, lang, time_zone, created_at)
          VALUES (${personId}, ${`${personId}@cast.example`}, ${name}, 'Given', 'en', ${lang}, 'Asia/Tokyo', now())`;
        await tx.sql`INSERT INTO membership (id, person_id, org_id, roles, started_at)
          VALUES (${newId()}, ${personId}, ${orgId}, ${roles}, now())`;
      });
      return {
        ...visitor(lang),
        kind: 'person',
        personId,
        orgId,
        orgKind: kind,
        roles: columnsOf(kind, roles),
      };
    },
    visitor: visitor('en'),
    call: (actor: Actor, name: string, input: unknown) =>
      kernel.execute(name, input, { actor, door: 'web', requestId: 'test' }),
    /** Sets the forum's clock forward or back, for everybody. */
    async shiftClock(shift: string) {
      const { default: postgres } = await import('postgres');
      const owner = postgres(fresh.ownerUrl, { max: 1, onnotice: () => undefined });
      await owner`UPDATE forum_clock SET shift = ${shift}`;
      await owner.end();
    },
    async asOwner(statement: string) {
      const { default: postgres } = await import('postgres');
      const owner = postgres(fresh.ownerUrl, { max: 1, onnotice: () => undefined });
      await owner.unsafe(statement);
      await owner.end();
    },
    async close() {
      await database.close();
      await fresh.drop();
    },
  };
}

/** An event some weeks ahead, as the secretariat would enter it. */
export function symposium(more: Record<string, unknown> = {}) {
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  return {
    title: { ja: '第13回シンポジウム', en: '13th Symposium' },
    kind: 'symposium',
    format: 'onsite',
    audience: 'members',
    starts: `${day}T09:00`,
    ends: `${day}T17:00`,
    timeZone: 'Asia/Tokyo',
    place: { ja: '東京', en: 'Tokyo' },
    seats: 10,
    ...more,
  };
}

/** One session of it. */
export function session(starts: string, ends: string, more: Record<string, unknown> = {}) {
  const day = symposium().starts.slice(0, 10);
  return {
    kind: 'talk',
    title: { ja: '講演', en: 'Talk' },
    room: { ja: '大ホール', en: 'Main Hall' },
    starts: `${day}T${starts}`,
    ends: `${day}T${ends}`,
    ...more,
  };
}

/** A published event with one session. */
export async function published(
  ground: Ground,
  staff: Actor,
  more: Record<string, unknown> = {},
): Promise<string> {
  const { eventId } = await ground.call(staff, 'events.create', symposium(more));
  await ground.call(staff, 'events.addSession', { eventId, ...session('09:00', '10:00') });
  await ground.call(staff, 'events.publish', { eventId });
  return eventId;
}

/** What a refused call was refused with. */
export async function refusal(call: Promise<unknown>) {
  return call.then(
    () => ({ kind: 'none', code: 'none', issues: [], message: '' }),
    (error: {
      kind: string;
      code: string;
      issues: { path: string; message: string }[];
      message: string;
    }) => error,
  );
}
