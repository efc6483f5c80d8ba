import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf, orgOf, personOf } from '#prisma/seed/cast.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

let forum: TestForum;
let okada: Someone;
let shoji: Someone;
let mori: Someone;
beforeAll(async () => {
  forum = await testForum({ seed: true });
  okada = await forum.as(personOf('okada').email);
  shoji = await forum.as(personOf('shoji').email);
  mori = await forum.as(personOf('mori').email, 'aoba');
});
afterAll(() => forum.close());

const roadmap = (who: Someone, filters = {}) => who.call('projects.roadmap', filters);
type Roadmap = Awaited<ReturnType<typeof roadmap>>;
const rowsOf = ({ matrix }: Roadmap) => matrix.groups.flatMap((group) => group.rows);

describe('the matrix', () => {
  it('a project of two countries and two themes stands in four cells, under its regions', async () => {
    const map = await roadmap(okada);
    const id = idOf('project', 'asean-robot-surgery');
    const places = rowsOf(map).flatMap(({ country, cells }) =>
      cells.filter((cell) => cell.projectIds.includes(id)).map(({ theme }) => [country, theme]),
    );
    expect(places).toEqual([
      ['TH', 'medical-technology'],
      ['VN', 'medical-technology'],
    ]);
    expect(map.matrix.groups.map((group) => group.region)).toEqual([
      'eastAsia',
      'southeastAsia',
      'southAsia',
      'middleEast',
    ]);
  });

  it('shows nobody a project that is not theirs to see, in no cell, filter, count or file', async () => {
    const thai = idOf('project', 'thai-ct');
    const mine = await roadmap(shoji);
    expect(mine.projects.map((one) => one.id)).toContain(thai);
    const todo = await forum.as(personOf('todo').email);
    const theirs = await roadmap(todo);
    expect(theirs.projects.map((one) => one.id)).not.toContain(thai);
    expect(
      rowsOf(theirs).flatMap((row) => row.cells.flatMap((one) => one.projectIds)),
    ).not.toContain(thai);
    expect(theirs.offered.leads.map((one) => one.id)).not.toContain(orgOf('akebono').id);
    const { csv } = await todo.call('projects.exportRoadmap', {});
    expect(csv).not.toContain('CT-AI');
    expect((await shoji.call('projects.exportRoadmap', {})).csv).toContain('CT-AI');
  });

  it('is narrowed by direction, stage, lead, field and country', async () => {
    const slugs = async (filters: object) =>
      (await roadmap(okada, filters)).projects.map((one) => one.slug);
    expect(await slugs({ direction: 'inbound' })).toEqual(['oman-rehabilitation']);
    expect(await slugs({ stage: 'market-research' })).toEqual(['india-health-data']);
    expect(await slugs({ leadId: orgOf('hatoba').id })).toEqual(['indonesia-oxygenator']);
    expect(await slugs({ field: 'surgical-robots', country: 'VN' })).toEqual([
      'asean-robot-surgery',
    ]);
  });
});

describe('plan and actual of a fiscal year', () => {
  it('rolls up steps and figures of that year alone, and marks what is overdue', async () => {
    const { slug, projectId } = await okada.call('projects.create', {
      title: { en: 'A year of its own' },
      summary: { en: 'For the test.' },
      goals: {},
      direction: 'outbound',
      stage: 'idea',
      countries: ['KE'],
      fields: ['genetic-diagnosis'],
      privacy: 'invited',
      clientId: randomUUID(),
    });
    const { year, today } = await roadmap(okada);
    const step = (title: string, plannedOn: string, doneOn: string | null = null) =>
      okada.call('projects.saveMilestone', {
        projectId,
        title: { en: title },
        ownerOrgId: orgOf('mej').id,
        plannedOn,
        doneOn,
      });
    await step('begun', `${year}-04-01`, `${year}-04-02`);
    await step('overdue', `${year}-04-03`);
    await step('next year', `${year + 1}-04-01`);
    const kpi = async (yearly: 'sum' | 'last', values: [string, number, number][]) => {
      const { kpiId } = await okada.call('projects.addKpi', {
        projectId,
        name: { en: yearly },
        unit: { en: 'people' },
        yearly,
      });
      for (const [period, plan, actual] of values) {
        await okada.call('projects.recordKpi', { projectId, kpiId, period, plan, actual });
      }
    };
    await kpi('sum', [
      [`${year}-Q1`, 10, 12],
      [`${year}-Q2`, 10, 10],
      [`${year - 1}-Q4`, 100, 1],
    ]);
    await kpi('last', [
      [`${year}-Q1`, 50, 50],
      [`${year}-Q2`, 60, 45],
    ]);

    const map = await roadmap(okada, { country: 'KE' });
    const [cell] = rowsOf(map)[0]!.cells;
    expect(cell).toMatchObject({
      steps: { planned: 2, due: 2, reached: 1, late: 1 },
      kpis: { measured: 2, onPlan: 1 },
    });
    const project = map.projects.find((one) => one.slug === slug)!;
    expect(project.next).toMatchObject({ title: { en: 'overdue' }, late: true });
    expect(project.kpis).toMatchObject([
      { plan: 20, actual: 22, share: 1.1, trend: expect.any(String) },
      { plan: 60, actual: 45, share: 0.75, trend: 'down' },
    ]);
    expect((await roadmap(okada, { country: 'KE', year: year - 1 })).projects).toEqual([]);
    expect(today >= `${year}-04-01`).toBe(true);
    const { csv } = await okada.call('projects.exportRoadmap', { country: 'KE' });
    expect(csv.trim().split('\r\n')).toHaveLength(3);
  });
});

describe('referrals in the roadmap', () => {
  it('are counts by country, and few look like none, also where a sum would give them away', async () => {
    const refer = (count: number, country = 'MN') =>
      forum.run(
        `INSERT INTO referral (id, code, state, partner_org_id, created_by, specialty, icd_block, sex,
                               age_band, country, payer, request, created_at, submitted_at)
         SELECT gen_random_uuid(), 'COUNT' || gen_random_uuid(), 'closed', $1, $2, 'cardiology',
                'I20-I25', 'female', '40-49', $4, 'self', '{}', now(), now()
           FROM generate_series(1, $3)`,
        [orgOf('altangol').id, personOf('oyunchimeg').id, count, country],
      );
    const counted = async (who: Someone) =>
      rowsOf(await roadmap(who)).find((row) => row.country === 'MN')?.referrals;
    const known = await forum.run(
      `SELECT count(*)::int AS n FROM referral WHERE country = 'MN' AND submitted_at IS NOT NULL
          AND state NOT IN ('draft', 'enteredInError', 'erased')`,
      [],
    );
    const before = known.rows[0].n as number;
    expect(before).toBeLessThan(9);
    await refer(9 - before);
    expect(await counted(okada)).toBeNull();
    await refer(6);
    // The few of other countries would be what is left of a total: the smallest goes with them.
    expect(await counted(okada)).toBeNull();
    await refer(11, 'VN');
    expect(await counted(okada)).toBe(15);
    // Coordinators and representatives count their organisation's own, others of a company nothing.
    expect(await counted(mori)).toBeNull();
    const representative = await forum.as(personOf('soma').email);
    expect((await roadmap(representative)).countsReferrals).toBe(true);
    const li = await forum.as(personOf('li').email);
    expect((await roadmap(li)).countsReferrals).toBe(false);
  });
});
