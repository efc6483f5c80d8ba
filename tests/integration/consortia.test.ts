import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf, orgOf, personOf } from '#prisma/seed/cast.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

const METI = 'meti-healthcare-export-promotion-fy2025';

let forum: TestForum;
let hatori: Someone;
let sato: Someone;
let shoji: Someone;
let kazama: Someone;
let okada: Someone;
beforeAll(async () => {
  forum = await testForum({ seed: true });
  hatori = await forum.as(personOf('hatori').email);
  sato = await forum.as(personOf('sato').email);
  shoji = await forum.as(personOf('shoji').email);
  kazama = await forum.as(personOf('kazama').email);
  okada = await forum.as(personOf('okada').email);
});
afterAll(() => forum.close());

const page = (who: Someone, consortiumId: string, candidatesFor?: string) =>
  who.call('consortia.page', { consortiumId, ...(candidatesFor && { candidatesFor }) });

async function begin(who: Someone, privacy: 'members' | 'invited' | 'committee') {
  const { consortiumId } = await who.call('consortia.begin', {
    programme: METI,
    title: { ja: `応募 ${randomUUID().slice(0, 8)}` },
    summary: { ja: '手術支援の研修をインドネシアで行う。' },
    direction: 'outbound',
    countries: ['ID', 'TH'],
    fields: ['minimally-invasive-devices'],
    privacy,
    clientId: randomUUID(),
  });
  return consortiumId;
}

async function roleOf(who: Someone, consortiumId: string, kind: string) {
  return (await page(who, consortiumId)).roles.find((role) => role.kind === kind)!;
}

describe('beginning', () => {
  it('makes a project in the stage of ideas, with the lead seated and the programme tied to it', async () => {
    const id = await begin(kazama, 'invited');
    const made = await page(kazama, id);
    expect(made).toMatchObject({
      state: 'forming',
      programme: { slug: METI },
      may: { write: true },
    });
    expect(made.roles.map(({ kind, held }) => [kind, held?.org.id ?? null])).toEqual([
      ['lead', orgOf('kazahaya').id],
      ['hospital', null],
      ['partner', null],
    ]);
    const board = await kazama.call('projects.board', {});
    expect(board.cards.find((card) => card.id === made.project.id)?.stage).toBe('idea');
  });

  it('the same form sent twice makes one; a project has one application at a time', async () => {
    const form = {
      programme: METI,
      title: { ja: '二度送り' },
      summary: { ja: '一つだけできる。' },
      direction: 'outbound',
      countries: [],
      fields: [],
      privacy: 'invited' as const,
      clientId: randomUUID(),
    };
    const first = await kazama.call('consortia.begin', form);
    expect(await kazama.call('consortia.begin', form)).toEqual(first);
    await expect(
      kazama.call('consortia.beginFor', { projectId: form.clientId, programme: METI }),
    ).rejects.toMatchObject({ code: 'CONSORTIUM_RUNNING' });
  });

  it('what the source does not state is not stated, and what it states has a source and a day', async () => {
    const { facts } = await kazama.call('consortia.start', { programme: METI });
    expect(facts.map((fact) => fact.key)).toEqual([
      'applicants',
      'applicantCountries',
      'amountCap',
      'deadline',
      'documents',
    ]);
    for (const fact of facts) {
      expect(fact.statedOn).toBe('2025-12-29');
      expect(fact.source.url).toMatch(/^https:/);
    }
  });
});

describe('who sees it', () => {
  it('a closed one is there for nobody else until they are asked, and gone again when that is taken back', async () => {
    const id = await begin(kazama, 'invited');
    await expect(page(sato, id)).rejects.toMatchObject({ kind: 'notFound' });
    const { roleId } = await kazama.call('consortia.addRole', {
      consortiumId: id,
      kind: 'society',
      task: {},
    });
    const { seatId } = await kazama.call('consortia.invite', {
      consortiumId: id,
      roleId,
      orgId: orgOf('aozora').id,
    });
    const seen = await page(sato, id);
    expect(seen).toMatchObject({
      inside: null,
      own: { id: seatId, way: 'invited' },
      project: { slug: null },
    });
    await kazama.call('consortia.withdraw', { consortiumId: id, invitationId: seatId });
    await expect(page(sato, id)).rejects.toMatchObject({ kind: 'notFound' });
    await expect(
      sato.call('consortia.answerInvitation', { seatId, accept: true }),
    ).rejects.toMatchObject({ code: 'SEAT_CLOSED' });
  });

  it('who was asked and why they declined is read by those who lead and the secretariat alone', async () => {
    const seeded = idOf('consortium', 'indonesia-oxygenator');
    const asked = async (who: Someone) =>
      (await page(who, seeded)).roles.flatMap((role) => role.asked.map((one) => one.reason));
    expect(await asked(hatori)).toContainEqual(expect.stringContaining('見送ります'));
    expect(await asked(okada)).toContainEqual(expect.stringContaining('見送ります'));
    expect(await asked(shoji)).toEqual([]);
    expect((await page(shoji, seeded)).inside).toBeNull();
  });
});

describe('candidates', () => {
  it('are of the role’s kind, not seated yet, the best reasons first, and only by what the lead may see', async () => {
    const id = await begin(kazama, 'invited');
    const partner = await roleOf(kazama, id, 'partner');
    const found = (await page(kazama, id, partner.id)).candidates!;
    expect(found[0]).toMatchObject({ org: { slug: 'namchai' } });
    expect(found[0]!.reasons[0]).toMatchObject({ kind: 'located', code: 'TH' });
    // Thai CT is by invitation, and Kazahaya takes no part in it.
    expect(JSON.stringify(found)).not.toContain('CT-AI');
    expect((await page(okada, id, partner.id)).candidates).not.toBeNull();
    await expect(
      kazama.call('consortia.invite', {
        consortiumId: id,
        roleId: partner.id,
        orgId: orgOf('aozora').id,
      }),
    ).rejects.toMatchObject({ code: 'ROLE_OF_OTHER_KIND' });
  });
});

describe('answering', () => {
  it('accepting seats the organisation and opens the space to it; its consent form is counted', async () => {
    const id = await begin(kazama, 'committee');
    const { roleId } = await kazama.call('consortia.addRole', {
      consortiumId: id,
      kind: 'society',
      task: {},
    });
    const { seatId } = await kazama.call('consortia.invite', {
      consortiumId: id,
      roleId,
      orgId: orgOf('aozora').id,
      message: 'お願いいたします。',
    });
    const lines = (await sato.call('notifications.list', {})).lines;
    expect(lines.find((line) => line.subjectId === id)).toMatchObject({
      type: 'consortium.invited',
    });
    await sato.call('consortia.answerInvitation', { seatId, accept: true });
    const { project, inside } = await page(sato, id);
    expect(project.slug).not.toBeNull();
    expect((await sato.call('discussions.projectPage', { project: project.id })).orgs).toHaveLength(
      2,
    );
    const consents = () =>
      page(sato, id).then((now) => now.inside!.checks.find((one) => one.key === 'consents'));
    expect(inside!.checks.find((one) => one.key === 'consents')).toMatchObject({ done: 0, of: 2 });
    await sato.call('consortia.setConsent', { seatId, given: true });
    expect(await consents()).toMatchObject({ done: 1, of: 2 });
    await sato.call('projects.leave', { projectId: project.id });
    const left = (await page(kazama, id)).roles.find((role) => role.id === roleId)!;
    expect(left.held).toBeNull();
    expect(left.asked[0]?.state).toBe('left');
  });

  it('an open role takes one of two who offer themselves at once; the other waits no more', async () => {
    const id = await begin(hatori, 'members');
    const { roleId } = await hatori.call('consortia.addRole', {
      consortiumId: id,
      kind: 'company',
      task: {},
    });
    await expect(shoji.call('consortia.offer', { consortiumId: id, roleId })).rejects.toMatchObject(
      {
        kind: 'forbidden',
      },
    );
    await hatori.call('consortia.setRole', {
      consortiumId: id,
      roleId,
      required: true,
      open: true,
    });
    const offers = await Promise.all(
      [shoji, kazama].map((who) => who.call('consortia.offer', { consortiumId: id, roleId })),
    );
    await expect(shoji.call('consortia.offer', { consortiumId: id, roleId })).rejects.toMatchObject(
      {
        code: 'ALREADY_ASKED',
      },
    );
    const taken = await Promise.allSettled(
      offers.map(({ seatId }) =>
        hatori.call('consortia.answerOffer', { consortiumId: id, offerId: seatId, accept: true }),
      ),
    );
    expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const role = (await page(hatori, id)).roles.find((one) => one.id === roleId)!;
    expect(role.held).not.toBeNull();
    expect(role.asked.map(({ state }) => state)).toEqual(['lapsed']);
  });

  it('only representatives answer for their organisation', async () => {
    const id = await begin(kazama, 'invited');
    const hospital = await roleOf(kazama, id, 'hospital');
    const { seatId } = await kazama.call('consortia.invite', {
      consortiumId: id,
      roleId: hospital.id,
      orgId: orgOf('aoba').id,
    });
    const tsuji = await forum.as(personOf('tsuji').email);
    expect((await page(tsuji, id)).may.answer).toBe(false);
    await expect(
      tsuji.call('consortia.answerInvitation', { seatId, accept: true }),
    ).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(
      shoji.call('consortia.answerInvitation', { seatId, accept: true }),
    ).rejects.toMatchObject({
      kind: 'notFound',
    });
  });
});

describe('the end', () => {
  it('submission fixes the roles, adoption moves the idea on, and the project stays a project', async () => {
    const id = await begin(kazama, 'members');
    const start = await page(kazama, id);
    await kazama.call('consortia.setFrame', {
      consortiumId: id,
      version: start.version,
      targetOn: '2090-06-30',
      cost: 20_000_000,
      asked: 12_000_000,
      currency: 'JPY',
    });
    const framed = await page(kazama, id);
    expect(framed.inside!.checks.find((one) => one.key === 'amountCap')?.state).toBe('unmet');
    const { planned } = await kazama.call('consortia.planSteps', { consortiumId: id });
    expect(planned).toBe(5);
    expect((await kazama.call('consortia.planSteps', { consortiumId: id })).planned).toBe(0);
    const go = async (state: 'submitted' | 'adopted') =>
      kazama.call('consortia.conclude', {
        consortiumId: id,
        state,
        version: (await page(kazama, id)).version,
      });
    await expect(go('adopted')).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await go('submitted');
    await expect(
      kazama.call('consortia.addRole', { consortiumId: id, kind: 'society', task: {} }),
    ).rejects.toMatchObject({ code: 'CONSORTIUM_CLOSED' });
    await go('adopted');
    const { project } = await page(kazama, id);
    const after = await kazama.call('discussions.projectPage', { project: project.id });
    expect(after.project.stage).toBe('market-research');
    expect((await kazama.call('consortia.ofProject', { project: project.id })).mayBegin).toBe(true);
  });
});
