import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { library } from '#server/library/index.ts';
import { columnsOf, visitor, type Actor } from '#server/platform/access/actor.ts';
import { openDatabase, transaction, type Database } from '#server/platform/database/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import { createKernel } from '#server/platform/kernel.ts';
import { createLog } from '#server/platform/log.ts';
import { createMetrics } from '#server/platform/metrics.ts';
import { freshDatabase, type FreshDatabase } from '#tests/fixtures/database.ts';

type Item = {
  slug: string;
  kind?: string;
  access?: string;
  title?: Record<string, string>;
  summary?: string;
  countries?: string[];
  diseases?: string[];
  stages?: string[];
  publishedOn?: string;
};

let fresh: FreshDatabase;
let database: Database;
let kernel: ReturnType<typeof createKernel>;

const member: Actor = {
  ...visitor('ja'),
  kind: 'person',
  personId: newId(),
  orgId: newId(),
  orgKind: 'hospital',
  roles: columnsOf('hospital', ['member']),
};
const staff: Actor = {
  ...member,
  orgKind: 'secretariat',
  roles: columnsOf('secretariat', ['staff']),
};

beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.appUrl, { max: 4, statementTimeoutMs: 5000 });
  kernel = createKernel(
    { library },
    {
      database,
      services: { mode: 'demo', origin: () => 'http://localhost' } as never,
      log: createLog('silent'),
      metrics: createMetrics(),
      secondFactor: 'whenEnrolled',
      limitsScale: 1,
      refuseWords: async () => undefined,
    },
  );
  await terms('resourceKinds', ['country-report', 'handbook']);
  await terms('diseases', ['cancer', 'diabetes', 'tuberculosis']);
  await terms('marketStages', ['market-access', 'scale-up']);
  await add({
    slug: 'thai-cancer',
    countries: ['TH'],
    diseases: ['cancer'],
    stages: ['scale-up'],
    publishedOn: '2021',
    title: { ja: 'タイのがん画像診断ＡＩ', en: 'Imaging AI in Thailand' },
  });
  await add({
    slug: 'thai-diabetes',
    countries: ['TH', 'SG'],
    diseases: ['diabetes'],
    stages: ['market-access'],
    publishedOn: '2018-01',
    summary: 'タイの糖尿病対策を述べる。100%の値も。',
  });
  await add({
    slug: 'singapore-cancer',
    countries: ['SG'],
    diseases: ['cancer'],
    stages: ['market-access'],
    kind: 'handbook',
  });
  await add({ slug: 'open-note', access: 'public', countries: ['JP'], kind: 'handbook' });
  await add({
    slug: 'desk-only',
    access: 'secretariat',
    countries: ['TH'],
    diseases: ['tuberculosis'],
  });
});

afterAll(async () => {
  await database?.close();
  await fresh?.drop();
});

describe('finding in the library', () => {
  it('widens within a facet and narrows across facets', async () => {
    const both = await list(member, { country: ['TH', 'SG'] });
    expect(both.slugs).toEqual(['thai-cancer', 'thai-diabetes', 'singapore-cancer']);
    const narrowed = await list(member, { country: ['TH', 'SG'], disease: ['cancer'] });
    expect(narrowed.slugs).toEqual(['thai-cancer', 'singapore-cancer']);
  });

  it('counts a facet without its own choice and the others with it', async () => {
    const answer = await list(member, { country: ['TH'] });
    expect(answer.counts('country')).toEqual({ TH: 2, SG: 2, JP: 1 });
    expect(answer.counts('disease')).toEqual({ cancer: 1, diabetes: 1 });
  });

  it('keeps a choice on the page when the other facets leave nothing of it', async () => {
    const answer = await list(member, { country: ['JP'], disease: ['cancer'] });
    expect(answer.total).toBe(0);
    expect(answer.counts('disease')).toEqual({ cancer: 0 });
    expect(answer.counts('country')).toEqual({ TH: 1, SG: 1, JP: 0 });
  });

  it('finds words of any width and case in titles and summaries, all of them', async () => {
    expect((await list(member, { q: 'がん ai' })).slugs).toEqual(['thai-cancer']);
    expect((await list(member, { q: '糖尿病' })).slugs).toEqual(['thai-diabetes']);
    expect((await list(member, { q: 'がん 糖尿病' })).slugs).toEqual([]);
    expect((await list(member, { q: '0%の' })).slugs).toEqual(['thai-diabetes']);
    expect((await list(member, { q: '0%値' })).slugs).toEqual([]);
  });

  it('answers the last page where a later one is asked for', async () => {
    expect(await call(member, 'library.list', { page: 99 })).toMatchObject({ page: 1, pages: 1 });
  });
});

describe('who reads what', () => {
  it('shows visitors what is public, in lists, counts and pages', async () => {
    const answer = await list(visitor('en'), {});
    expect(answer.slugs).toEqual(['open-note']);
    expect(answer.counts('country')).toEqual({ JP: 1 });
    await expect(
      call(visitor('en'), 'library.item', { slug: 'thai-cancer' }),
    ).rejects.toMatchObject({ kind: 'signedOut' });
  });

  it('keeps the secretariat’s items from members and shows them to staff', async () => {
    expect((await list(member, {})).slugs).not.toContain('desk-only');
    expect((await list(member, {})).counts('disease')).not.toHaveProperty('tuberculosis');
    await expect(call(member, 'library.item', { slug: 'desk-only' })).rejects.toMatchObject({
      kind: 'notFound',
    });
    expect((await list(staff, {})).slugs).toContain('desk-only');
    expect(await call(staff, 'library.item', { slug: 'desk-only' })).toMatchObject({
      slug: 'desk-only',
    });
  });

  it('relates items by what they share, and only those the reader may see', async () => {
    const page = await call(member, 'library.item', { slug: 'thai-cancer' });
    expect(page.related.map((item: Item) => item.slug).sort()).toEqual([
      'singapore-cancer',
      'thai-diabetes',
    ]);
    expect(page.texts).toEqual([]);
    expect(page.tags).toContainEqual({
      facet: 'disease',
      code: 'cancer',
      labels: { en: 'cancer' },
    });
  });
});

function call(actor: Actor, name: string, input: object) {
  return kernel.execute(name, input, { actor, door: 'web', requestId: 'test' });
}

async function list(actor: Actor, input: object) {
  const answer = await call(actor, 'library.list', input);
  return {
    total: answer.total as number,
    slugs: answer.items.map((item: Item) => item.slug) as string[],
    counts: (facet: string) =>
      Object.fromEntries(
        answer.facets
          .find((entry: { facet: string }) => entry.facet === facet)
          .options.map((option: { code: string; count: number }) => [option.code, option.count]),
      ),
  };
}

function terms(vocabulary: string, codes: string[]) {
  return transaction(database, {}, async (tx) => {
    for (const [position, code] of codes.entries()) {
      await tx.sql`INSERT INTO term (vocabulary, code, position, labels)
        VALUES (${vocabulary}, ${code}, ${position}, ${JSON.stringify({ en: code })}::jsonb)`;
    }
  });
}

function add(item: Item) {
  const id = newId();
  return transaction(database, {}, async (tx) => {
    await tx.prisma.libraryItem.create({
      data: {
        id,
        slug: item.slug,
        kind: item.kind ?? 'country-report',
        access: item.access ?? 'members',
        title: item.title ?? { en: item.slug },
        publishedOn: item.publishedOn ?? null,
        countries: item.countries ?? [],
        industries: [],
        diseases: item.diseases ?? [],
        supportTypes: [],
        measures: [],
        stages: item.stages ?? [],
        sizes: [],
        source: {},
        createdAt: tx.now,
      },
    });
    if (item.summary) {
      await tx.prisma.parallelText.create({
        data: {
          id: newId(),
          ownerKind: 'libraryItem',
          ownerId: id,
          block: 'summary',
          lang: 'ja',
          body: item.summary,
          updatedAt: tx.now,
        },
      });
    }
  });
}
