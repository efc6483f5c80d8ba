import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgOf, personOf } from '#prisma/seed/cast.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

let forum: TestForum;
let hayashi: Someone;
let staff: Someone;
let admin: Someone;
let outsider: Someone;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  hayashi = await forum.as('representative@aoba.example');
  staff = await forum.as('staff@mej.example');
  admin = await forum.as('admin@mej.example');
  outsider = await forum.as(personOf('hatori').email);
}, 120_000);
afterAll(() => forum.close());

const about = {
  title: { ja: '引き継がれる企画' },
  summary: { ja: '研修を行う。' },
  goals: {},
  direction: 'outbound',
  stage: 'idea',
  countries: ['ID'],
  fields: [],
};

async function projectOf(who: Someone, privacy: 'invited' | 'committee' = 'invited') {
  const { projectId } = await who.call('projects.create', {
    ...about,
    privacy,
    clientId: randomUUID(),
  });
  return projectId;
}

const valueOf = async (text: string, values: unknown[]) =>
  Object.values((await forum.run(text, values)).rows[0])[0];
const typesOf = async (who: Someone, subjectId: string) =>
  (
    await forum.run(
      `SELECT type FROM notification WHERE person_id = $1 AND subject_id = $2 ORDER BY type`,
      [who.actor.personId, subjectId],
    )
  ).rows.map((row) => row.type as string);

describe('whoever leaves an organisation', () => {
  let doctor: Someone;
  let projectId: string;
  let threadId: string;
  const end = (by: Someone, person = doctor) =>
    by.call('membership.endPlace', {
      personId: person.actor.personId!,
      orgId: orgOf('aoba').id,
    });

  beforeAll(async () => {
    doctor = await forum.as('doctor@aoba.example', 'aoba');
    projectId = await projectOf(hayashi);
    ({ threadId } = await doctor.call('discussions.createThread', {
      projectId,
      clientId: randomUUID(),
      title: '残る記録',
      body: '私が書いたことは残ります',
      lang: 'ja',
    }));
    await doctor.call('discussions.saveDraft', {
      threadId,
      body: '書きかけ',
      lang: 'ja',
      version: randomUUID(),
      over: [],
    });
    await doctor.call('discussions.saveThreadDraft', {
      projectId,
      title: '書きかけ',
      body: '',
      tags: [],
      lang: 'ja',
      version: randomUUID(),
      over: [],
    });
    await doctor.call('discussions.followThread', { threadId, level: 'follow' });
    await hayashi.call('decisions.giveProxy', {
      orgId: orgOf('aoba').id,
      toPersonId: doctor.actor.personId!,
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
  });

  it('is let go by a representative or the secretariat, never by themselves or by others', async () => {
    await expect(end(doctor)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(end(outsider)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(end(hayashi, hayashi)).rejects.toMatchObject({ code: 'OWN_PLACE' });
    const { people } = await hayashi.call('membership.organisationPage', { slug: 'aoba' });
    expect(people!.filter((one) => !one.mayEnd).map(({ id }) => id)).toEqual([
      hayashi.actor.personId,
    ]);
    await expect(
      admin.call('membership.endPlace', {
        personId: staff.actor.personId!,
        orgId: staff.actor.orgId!,
      }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('loses access, drafts, what they follow and lent votes at once; what they wrote stays', async () => {
    await end(hayashi);
    const drafts = `SELECT count(*)::int FROM draft WHERE person_id = $1 AND thread_id = $2`;
    const follows = `SELECT count(*)::int FROM thread_follow WHERE person_id = $1 AND thread_id = $2`;
    const of = [doctor.actor.personId, threadId];
    const started = `SELECT count(*)::int FROM thread_draft WHERE person_id = $1`;
    expect(await valueOf(started, [doctor.actor.personId])).toBe(0);
    expect([await valueOf(drafts, of), await valueOf(follows, of)]).toEqual([0, 0]);
    expect(
      await valueOf(
        `SELECT count(*)::int FROM vote_proxy WHERE to_person_id = $1 AND revoked_at IS NULL`,
        [doctor.actor.personId],
      ),
    ).toBe(0);
    expect(
      await valueOf(
        `SELECT count(*)::int FROM channel_event e JOIN channel c ON c.id = e.channel_id
          WHERE c.kind = 'person' AND c.record_id = $1 AND e.type = 'access.changed'`,
        [doctor.actor.personId],
      ),
    ).toBe(1);
    const again = await forum.as('doctor@aoba.example');
    expect(again.actor.orgId).not.toBe(orgOf('aoba').id);
    await expect(again.call('discussions.threadPage', { threadId })).rejects.toMatchObject({
      code: expect.stringMatching(/NOT_FOUND|FORBIDDEN/),
    });

    const page = await hayashi.call('discussions.threadPage', { threadId });
    expect(page.authors.map((one) => one.id)).toContain(doctor.actor.personId);
    expect(JSON.stringify(page)).toContain('私が書いたことは残ります');
    expect(page.left).toContain(`${doctor.actor.personId} ${orgOf('aoba').id}`);
  });

  it('is let go once', async () => {
    await expect(end(staff)).rejects.toMatchObject({ code: 'STATE_CHANGED' });
  });
});

describe('what an organisation leads', () => {
  let kazama: Someone;
  let projectId: string;
  let committeeId: string;
  let consortiumId: string;
  let milestoneId: string;
  const waiting = async () =>
    (await staff.call('projects.handovers', {})).lines.find(
      ({ org }) => org.id === kazama.actor.orgId,
    );
  const handOver = (by: Someone, to: string, projectIds = [projectId, committeeId]) =>
    by.call('projects.handOver', {
      fromOrgId: kazama.actor.orgId!,
      toOrgId: orgOf(to).id,
      projectIds,
    });

  beforeAll(async () => {
    kazama = await forum.as(personOf('kazama').email);
    projectId = await projectOf(kazama);
    committeeId = await projectOf(kazama, 'committee');
    ({ milestoneId } = await kazama.call('projects.saveMilestone', {
      projectId,
      title: { ja: '研修の開始' },
      ownerOrgId: kazama.actor.orgId!,
      plannedOn: '2027-04-01',
    }));
    ({ consortiumId } = await kazama.call('consortia.beginFor', {
      projectId,
      programme: 'meti-healthcare-export-promotion-fy2025',
    }));
  });

  it('waits for nobody while somebody may speak for it', async () => {
    expect(await waiting()).toBeUndefined();
  });

  it('is on the secretariat’s list from the moment its last representative has gone', async () => {
    const { rows } = await forum.run(
      `SELECT person_id AS id FROM membership
        WHERE org_id = $1 AND ended_at IS NULL AND 'representative' = ANY (roles)`,
      [kazama.actor.orgId],
    );
    for (const { id } of rows) {
      await staff.call('membership.endPlace', { personId: id, orgId: kazama.actor.orgId! });
    }
    const line = (await waiting())!;
    expect(line).toMatchObject({ hasVoice: false, left: false });
    expect(line.projects.map(({ id }) => id)).toEqual(
      expect.arrayContaining([projectId, committeeId]),
    );
    expect(line.projects.find(({ id }) => id === projectId)!.steps).toMatchObject([
      { id: milestoneId },
    ]);
    for (const who of [hayashi, outsider]) {
      await expect(who.call('projects.handovers', {})).rejects.toMatchObject({
        kind: 'forbidden',
      });
      await expect(handOver(who, 'aoba')).rejects.toMatchObject({
        code: expect.stringMatching(/NOT_FOUND|FORBIDDEN/),
      });
    }
  });

  it('cannot go to an organisation that has nobody to lead, nor back to itself', async () => {
    const cannot = { issues: [{ path: 'toOrgId', message: 'cannotLead' }] };
    const { rows } = await forum.run(`SELECT slug FROM organisation WHERE id = $1`, [
      kazama.actor.orgId,
    ]);
    await expect(handOver(staff, rows[0].slug)).rejects.toMatchObject(cannot);
    const { rows: partners } = await forum.run(
      `SELECT id FROM organisation WHERE kind = 'partner' AND override IS NULL LIMIT 1`,
      [],
    );
    await expect(
      staff.call('projects.handOver', {
        fromOrgId: kazama.actor.orgId!,
        toOrgId: partners[0].id,
        projectIds: [projectId],
      }),
    ).rejects.toMatchObject(cannot);
  });

  it('goes to another in one act, once, with its steps and its application; the other is told', async () => {
    const both = await Promise.allSettled([handOver(staff, 'aoba'), handOver(admin, 'aoba')]);
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'STATE_CHANGED' },
    });
    expect(
      await valueOf(`SELECT owner_org_id FROM project_milestone WHERE id = $1`, [milestoneId]),
    ).toBe(orgOf('aoba').id);
    expect(
      await valueOf(
        `SELECT org_id FROM consortium_seat WHERE consortium_id = $1 AND way = 'lead' AND state = 'accepted'`,
        [consortiumId],
      ),
    ).toBe(orgOf('aoba').id);
    // Whoever leads now may change it, also in a committee's space.
    for (const id of [projectId, committeeId]) {
      const { project } = await hayashi.call('projects.editPage', { project: id });
      expect(project).toBeTruthy();
      expect(await typesOf(hayashi, id)).toContain('project.handedOver');
    }
    const { entries } = await hayashi.call('projects.planPage', { project: projectId });
    expect(entries.map(({ type }) => type)).toContain('leadPassed');
    const mine = (await waiting())?.projects.map(({ id }) => id) ?? [];
    expect(mine).not.toContain(projectId);
    expect(
      await valueOf(
        `SELECT count(*)::int FROM (SELECT body FROM audit UNION ALL SELECT body FROM audit_pending) a
          WHERE body->>'useCase' = 'projects.handOver' AND body->>'outcome' = 'allow'`,
        [],
      ),
    ).toBe(1);
  });

  it('may be given away while its representatives are there; both are told', async () => {
    const sato = await forum.as('society@aozora.example');
    const id = await projectOf(hayashi);
    await staff.call('projects.handOver', {
      fromOrgId: orgOf('aoba').id,
      toOrgId: orgOf('aozora').id,
      projectIds: [id],
    });
    for (const who of [hayashi, sato]) {
      expect(await typesOf(who, id)).toContain('project.handedOver');
    }
    await expect(hayashi.call('projects.editPage', { project: id })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await hayashi.call('projects.leave', { projectId: id });
  });
});
