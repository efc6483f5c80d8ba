import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgOf } from '#prisma/seed/cast.ts';
import { testForum, type TestForum } from '#tests/fixtures/test-forum.ts';

let forum: TestForum;
let aoba: Awaited<ReturnType<TestForum['as']>>;
let staff: typeof aoba;
beforeAll(async () => {
  forum = await testForum({ seed: true });
  aoba = await forum.as('coordinator@aoba.example', 'aoba');
  staff = await forum.as('staff@mej.example');
});
afterAll(() => forum.close());

const orgId = orgOf('aoba').id;
const pageOf = (who: typeof aoba, slug = 'aoba') => who.call('membership.capacityPage', { slug });
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);
const sql = (text: string, values: unknown[] = []) => forum.database.pool.query(text, values);

async function linesOf(who: typeof aoba) {
  const { departments } = await pageOf(who);
  return departments.map(({ specialty, capacity, capacityUntil, version }) => ({
    specialty,
    capacity,
    until: capacityUntil,
    version,
  }));
}

describe('the capacity of departments', () => {
  it('is said by the hospital and by the secretariat for it, and stands with who said it', async () => {
    const [first, ...others] = await linesOf(aoba);
    const until = inDays(12);
    const said = { ...first!, capacity: 'paused' as const, until };
    const answer = await aoba.call('membership.setCapacity', {
      orgId,
      departments: [said, ...others],
    });
    expect(answer).toEqual({ changed: 1 });
    const { departments, changes, today } = await pageOf(staff);
    expect(departments.find(({ specialty }) => specialty === first!.specialty)).toMatchObject({
      capacity: 'paused',
      now: 'paused',
      capacityUntil: until,
      capacityReviewedOn: today,
      version: first!.version + 1,
    });
    expect(changes[0]).toMatchObject({ specialty: first!.specialty, capacity: 'paused', until });
    expect(changes).toHaveLength(1);
    await staff.call('membership.setCapacity', {
      orgId,
      departments: [{ ...said, capacity: 'accepting', until: null, version: said.version + 1 }],
    });
    expect((await pageOf(aoba)).changes).toHaveLength(2);
  });

  it('is kept from others: another hospital, a partner, a colleague without the role', async () => {
    for (const email of [
      'coordinator@shiomi.example',
      'partner@altangol.example',
      'doctor@aoba.example',
    ]) {
      const other = await forum.as(email);
      await expect(pageOf(other)).rejects.toMatchObject({
        kind: expect.stringMatching(/notFound|forbidden/),
      });
      await expect(
        other.call('membership.setCapacity', { orgId, departments: await linesOf(aoba) }),
      ).rejects.toMatchObject({ kind: expect.stringMatching(/notFound|forbidden/) });
    }
  });

  it('of two who change a department at once one wins, and the other is told; nothing of theirs is in it', async () => {
    const [first, second] = await linesOf(aoba);
    const change = (who: typeof aoba, capacity: 'limited' | 'paused') =>
      who.call('membership.setCapacity', {
        orgId,
        departments: [
          { ...first!, capacity },
          { ...second!, capacity },
        ],
      });
    const ends = await Promise.allSettled([change(aoba, 'limited'), change(staff, 'paused')]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = ends.find((end) => end.status === 'rejected')!;
    expect(refused.reason).toMatchObject({ kind: 'conflict', code: 'STALE_VERSION' });
    const [one, two] = await linesOf(aoba);
    expect(one!.capacity).toBe(two!.capacity);
  });

  it('cannot end before today, and names no department of another hospital', async () => {
    const [first] = await linesOf(aoba);
    const call = (line: object) =>
      aoba.call('membership.setCapacity', { orgId, departments: [{ ...first!, ...line }] });
    await expect(call({ capacity: 'limited', until: inDays(-1) })).rejects.toMatchObject({
      issues: [{ path: 'departments.0.until', message: 'inThePast' }],
    });
    await expect(call({ specialty: 'nothing of the kind' })).rejects.toMatchObject({
      code: 'STALE_VERSION',
    });
  });

  it('is asked for before it is known no more, and confirmed by one press unless its day has passed', async () => {
    const waits = async () =>
      (await aoba.call('home.overview', {})).waiting.find(
        ({ type }) => type === 'capacity.confirm',
      );
    await sql(
      `UPDATE department SET capacity = 'accepting', capacity_until = NULL, capacity_reviewed_on = $2 WHERE org_id = $1`,
      [orgId, inDays(-10)],
    );
    expect(await waits()).toBeUndefined();
    await sql(`UPDATE department SET capacity_reviewed_on = $2 WHERE org_id = $1`, [
      orgId,
      inDays(-26),
    ]);
    const all = (await linesOf(aoba)).length;
    expect(await waits()).toMatchObject({ slug: 'aoba', count: all });
    await sql(`UPDATE department SET capacity_reviewed_on = $2 WHERE org_id = $1`, [
      orgId,
      inDays(-31),
    ]);
    const shown = await aoba.call('membership.organisationPage', { slug: 'aoba' });
    expect(new Set(shown.departments.map(({ now }) => now))).toEqual(new Set(['unconfirmed']));
    const listed = async () =>
      (await aoba.call('membership.listOrganisations', { kind: 'hospital' })).organisations.find(
        ({ slug }) => slug === 'aoba',
      )!.accepting;
    expect(await listed()).toBe(0);

    const [first] = await linesOf(aoba);
    await sql(`UPDATE department SET capacity_until = $3 WHERE org_id = $1 AND specialty = $2`, [
      orgId,
      first!.specialty,
      inDays(-1),
    ]);
    expect(await aoba.call('membership.confirmCapacity', { orgId })).toEqual({
      confirmed: all - 1,
    });
    expect(await listed()).toBe(all - 1);
    expect(await waits()).toMatchObject({ count: 1 });
  });
});
