import { columnsOf, visitor, type Actor } from '#server/platform/access/actor.ts';
import type { OrgKind } from '#server/platform/access/matrix.ts';
import { discussions, refuseBarred } from '#server/discussions/index.ts';
import { openDatabase, type Database } from '#server/platform/database/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import { createKernel, type Capability } from '#server/platform/kernel.ts';
import { createLog } from '#server/platform/log.ts';
import { createMetrics } from '#server/platform/metrics.ts';
import { projects } from '#server/projects/index.ts';
import { orgOf, personOf } from '#prisma/seed/cast.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { freshDatabase, type FreshDatabase } from '#tests/fixtures/database.ts';

/** Aoba Medical Center, its society and the secretariat share a project; Shiomi stands outside. */
export const INSIDE = ['mej', 'aoba', 'aozora'] as const;

export type Ground = Awaited<ReturnType<typeof discussionsGround>>;

/** A database with a project, people around it, and the kernel with these capabilities and others asked for. */
export async function discussionsGround(others: Record<string, Capability> = {}) {
  const fresh: FreshDatabase = await freshDatabase();
  const database: Database = openDatabase(fresh.appUrl, { max: 12, statementTimeoutMs: 10_000 });
  const kernel = createKernel(
    { discussions, projects, ...others },
    {
      database,
      services: { mode: 'demo', origin: () => 'http://localhost' } as never,
      log: createLog('silent'),
      metrics: createMetrics(),
      secondFactor: 'whenEnrolled',
      limitsScale: 1000,
      refuseWords: refuseBarred,
    },
  );
  const projectId = newId();
  await asOwner(fresh.ownerUrl, async (sql) => {
    for (const key of ['mej', 'aoba', 'aozora', 'shiomi']) {
      const org = orgOf(key);
      await sql`INSERT INTO organisation (id, slug, kind, name, short_name, monogram, hue, country, created_at)
        VALUES (${org.id}, ${key}, ${org.kind}, ${sql.json(org.name)}, ${sql.json(org.shortName)},
                ${org.monogram}, ${org.hue}, ${org.country}, now() - interval '3 years')`;
    }
    for (const [key, org] of [
      ['okada', 'mej'],
      ['tsuji', 'aoba'],
      ['hayashi', 'aoba'],
      ['sato', 'aozora'],
      ['saegusa', 'shiomi'],
    ] as const) {
      const person = personOf(key);
      await sql`INSERT INTO person (id, email, family_name, given_name, name_lang, lang, time_zone, created_at)
        VALUES (${person.id}, ${person.email}, ${person.familyName}, ${person.givenName}, ${person.nameLang},
                ${person.lang}, 'Asia/Tokyo', now())`;
      await sql`INSERT INTO membership (id, person_id, org_id, roles, started_at)
        VALUES (${newId()}, ${person.id}, ${orgOf(org).id}, ARRAY[${org === 'mej' ? 'staff' : 'member'}], now())`;
    }
    await sql`INSERT INTO project (id, slug, title, summary, direction, stage, countries, fields, lead_org_id, created_at)
      VALUES (${projectId}, 'ct', ${sql.json({ ja: '共同検証', en: 'Joint validation' })}, ${sql.json({ en: '' })},
              'outbound', 'pilot', '{TH}', '{}', ${orgOf('aozora').id}, now())`;
    for (const key of INSIDE) {
      await sql`INSERT INTO project_member (project_id, org_id, joined_at) VALUES (${projectId}, ${orgOf(key).id}, now())`;
    }
  });

  /** Runs a use case as a person of the cast. */
  function call(actor: Actor, name: string, input: object) {
    return kernel.execute(name, input, { actor, door: 'web', requestId: 'test' });
  }

  return {
    fresh,
    database,
    kernel,
    projectId,
    call,
    async close() {
      await database.close();
      await fresh.drop();
    },
  };
}

/** Somebody of the cast, acting for an organisation. */
export function actorOf(personKey: string, orgKey: string, roles: string[] = ['member']): Actor {
  const org = orgOf(orgKey);
  return {
    ...visitor('ja'),
    kind: 'person',
    personId: personOf(personKey).id,
    orgId: org.id,
    orgKind: org.kind as OrgKind,
    roles: columnsOf(org.kind as OrgKind, roles),
  };
}
