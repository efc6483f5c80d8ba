import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { thread } from '#server/discussions/access.ts';
import { deliverTurns } from '#server/discussions/turns.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import type { ProjectPrivacy } from '#server/projects/schemas.ts';
import { idOf, orgOf, personOf } from '#prisma/seed/cast.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

const FORM = {
  title: { ja: '遠隔読影の共同事業', en: 'Joint remote reading' },
  summary: { ja: '遠隔で読影する。', en: 'Reading at a distance.' },
  goals: { en: 'Read within a day\nTrain ten readers' },
  direction: 'outbound',
  stage: 'idea',
  countries: ['TH', 'VN'],
  fields: ['online-consultation'],
  privacy: 'invited' as ProjectPrivacy,
};

let forum: TestForum;
let shoji: Someone;
let tsuji: Someone;
let okada: Someone;
beforeAll(async () => {
  forum = await testForum({ seed: true });
  shoji = await as('shoji');
  tsuji = await as('tsuji', 'aoba');
  okada = await as('okada');
});
afterAll(() => forum.close());

const as = (key: string, org?: string) => forum.as(personOf(key).email, org);

async function made(fields: Partial<typeof FORM> = {}, by = okada) {
  return by.call('projects.create', { ...FORM, ...fields, clientId: randomUUID() });
}
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
const planOf = (who: Someone, project: string) => who.call('projects.planPage', { project });

describe('creating and changing', () => {
  it('two sends of one form make one project, which its organisation leads, with a chat', async () => {
    const input = { ...FORM, clientId: randomUUID() };
    const [one, two] = await Promise.all([
      okada.call('projects.create', input),
      okada.call('projects.create', input),
    ]);
    expect(two).toEqual(one);
    const page = await okada.call('discussions.projectPage', { project: one.slug });
    expect(page.orgs.map((org) => [org.id, org.part])).toEqual([[orgOf('mej').id, 'lead']]);
    expect(page.chat).not.toBeNull();
  });

  it('members who represent nobody begin none, and nobody leads for another organisation', async () => {
    await expect(made({}, tsuji)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(
      shoji.call('projects.create', {
        ...FORM,
        clientId: randomUUID(),
        leadOrgId: orgOf('aoba').id,
      }),
    ).rejects.toMatchObject({ issues: [{ path: 'leadOrgId' }] });
  });

  it('words of no vocabulary are refused, each at its field', async () => {
    await expect(
      made({ stage: 'nonsense', fields: ['alchemy'], countries: ['QZ'] }),
    ).rejects.toMatchObject({
      issues: [{ path: 'stage' }, { path: 'fields' }, { path: 'countries' }],
    });
  });

  it('of two who change the same version one wins', async () => {
    const { projectId } = await made();
    const change = { ...FORM, projectId, version: 0 };
    const both = await Promise.allSettled([
      okada.call('projects.update', { ...change, stage: 'pilot' }),
      okada.call('projects.moveStage', { projectId, stage: 'launch', version: 0 }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((one) => one.status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: 'STALE_VERSION' });
  });

  it('a desk stays a desk, and only the secretariat opens one', async () => {
    const { projectId } = await made({ privacy: 'desk' as 'invited' });
    await expect(
      okada.call('projects.update', { ...FORM, projectId, version: 0, privacy: 'members' }),
    ).rejects.toMatchObject({ issues: [{ message: 'deskStaysDesk' }] });
    await expect(made({ privacy: 'desk' as 'invited' }, shoji)).rejects.toMatchObject({
      issues: [{ path: 'privacy' }],
    });
  });
});

describe('who takes part', () => {
  const aoba = orgOf('aoba').id;

  it('an organisation that is added reads what follows, and everything once it is shared', async () => {
    const { projectId, slug } = await made();
    const { threadId } = await okada.call('discussions.createThread', {
      projectId,
      title: '前からの話',
      body: '前からの投稿',
      lang: 'ja',
      clientId: randomUUID(),
    });
    await okada.call('projects.addOrganisation', { projectId, orgId: aoba });
    expect(await okada.call('projects.addOrganisation', { projectId, orgId: aoba })).toEqual({
      added: false,
    });
    const page = () => tsuji.call('discussions.projectPage', { project: slug });
    expect((await page()).threads).toEqual([]);
    await okada.call('projects.shareHistory', { projectId, orgId: aoba });
    expect((await page()).threads.map((one) => one.id)).toEqual([threadId]);
    const { lines } = await tsuji.call('notifications.list', {});
    expect(lines[0]).toMatchObject({ type: 'project.added', subjectId: projectId });
  });

  it('an organisation that comes later reads from the day that was chosen, or from an earlier one', async () => {
    const { projectId, slug } = await made();
    const write = (threadId: string, body: string) =>
      okada.call('discussions.post', { threadId, body, lang: 'ja', clientId: randomUUID() });
    const { threadId } = await okada.call('discussions.createThread', {
      ...{ projectId, title: '毎週の話', body: '一日目', lang: 'ja', clientId: randomUUID() },
    });
    await write(threadId, '二日目');
    await write(threadId, '三日目');
    // In Japan a day begins at 15:00 UTC.
    const days = ['2026-09-01T14:59:59Z', '2026-09-01T15:00:00Z', '2026-09-03T03:00:00Z'];
    for (const [i, at] of days.entries()) {
      await forum.run(
        `UPDATE post SET at = $2 WHERE thread_id = $1 AND seq =
           (SELECT seq FROM post WHERE thread_id = $1 ORDER BY seq OFFSET ${i} LIMIT 1)`,
        [threadId, at],
      );
    }
    const added = { projectId, orgId: aoba, history: 'since' as const };
    await expect(okada.call('projects.addOrganisation', added)).rejects.toMatchObject({
      issues: [{ path: 'since' }],
    });
    await okada.call('projects.addOrganisation', { ...added, since: '2026-09-03' });
    const read = async () =>
      (await tsuji.call('discussions.threadPage', { threadId })).posts.map(({ html }) =>
        html.replace(/<[^>]+>/g, '').trim(),
      );
    expect(await read()).toEqual(['三日目']);
    const share = (since?: string) =>
      okada.call('projects.shareHistory', { projectId, orgId: aoba, ...(since && { since }) });
    await share('2026-09-04');
    expect(await read()).toEqual(['三日目']);
    await share('2026-09-02');
    expect(await read()).toEqual(['二日目', '三日目']);
    await share();
    expect(await read()).toEqual(['一日目', '二日目', '三日目']);
    expect((await tsuji.call('discussions.projectPage', { project: slug })).threads).toHaveLength(
      1,
    );
  });

  it('a removal closes the channels of every thread in the same transaction and tells the people', async () => {
    const { projectId, slug } = await made();
    await okada.call('projects.addOrganisation', { projectId, orgId: aoba, history: 'all' });
    const { chat } = await tsuji.call('discussions.projectPage', { project: slug });
    const version = async () =>
      (
        await forum.run(
          `SELECT acl_version, last_seq FROM channel WHERE kind = 'thread' AND record_id = $1`,
          [chat!.id],
        )
      ).rows[0];
    const before = await version();
    await okada.call('projects.removeOrganisation', { projectId, orgId: aoba });
    const after = await version();
    expect(after.acl_version - before.acl_version).toBe(1);
    expect(after.last_seq - before.last_seq).toBe(1);
    await expect(
      tsuji.call('discussions.threadPage', { threadId: chat!.id }),
    ).rejects.toMatchObject({ kind: 'notFound' });
    const { lines } = await tsuji.call('notifications.list', {});
    expect(lines[0]!.type).toBe('project.removed');
  });

  it('who leads a project cannot be removed, and many changes at once neither lose one nor block', async () => {
    const { projectId } = await made();
    await expect(
      okada.call('projects.removeOrganisation', { projectId, orgId: orgOf('mej').id }),
    ).rejects.toMatchObject({ code: 'LEAD_STAYS' });
    const keys = ['aoba', 'aozora', 'akebono', 'shiomi', 'shinonome'];
    const changes = keys.map((key) =>
      okada.call('projects.addOrganisation', { projectId, orgId: orgOf(key).id }),
    );
    expect((await Promise.all(changes)).every((one) => one.added)).toBe(true);
    const { orgs } = await okada.call('projects.peoplePage', { project: projectId });
    expect(orgs).toHaveLength(6);
  });

  it('a committee’s roster opens its space and closes it again', async () => {
    const { projectId } = await made({ privacy: 'committee' as 'invited' });
    await okada.call('projects.addOrganisation', { projectId, orgId: aoba, history: 'all' });
    const page = () => tsuji.call('discussions.projectPage', { project: projectId });
    await expect(page()).rejects.toMatchObject({ kind: 'notFound' });
    await okada.call('projects.addPerson', { projectId, personId: tsuji.actor.personId! });
    await expect(page()).resolves.toBeDefined();
    await expect(
      okada.call('projects.addPerson', { projectId, personId: shoji.actor.personId! }),
    ).rejects.toMatchObject({ issues: [{ path: 'personId' }] });
    await okada.call('projects.removePerson', { projectId, personId: tsuji.actor.personId! });
    await expect(page()).rejects.toMatchObject({ kind: 'notFound' });
  });

  it('a participant leaves by its representative, and changes nothing else about the project', async () => {
    const { projectId } = await made();
    await okada.call('projects.addOrganisation', { projectId, orgId: orgOf('shinonome').id });
    await expect(
      shoji.call('projects.update', { ...FORM, projectId, version: 0 }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await shoji.call('projects.leave', { projectId });
    await expect(planOf(shoji, projectId)).rejects.toMatchObject({ kind: 'notFound' });
  });
});

describe('plan and actual', () => {
  it('steps, figures and notes are kept with who and when, and a stale one is refused', async () => {
    // The fiscal year that runs: it begins in April.
    const today = new Date();
    const year = today.getFullYear() - (today.getMonth() < 3 ? 1 : 0);
    const { projectId } = await made();
    const step = {
      projectId,
      title: { en: 'Protocol agreed' },
      ownerOrgId: orgOf('mej').id,
      plannedOn: `${year}-05-15`,
    };
    const { milestoneId } = await okada.call('projects.saveMilestone', step);
    const done = { projectId, milestoneId, version: 0, done: true };
    await okada.call('projects.setMilestoneDone', done);
    await expect(okada.call('projects.setMilestoneDone', done)).rejects.toMatchObject({
      code: 'STALE_VERSION',
    });
    const { kpiId } = await okada.call('projects.addKpi', {
      projectId,
      name: { en: 'Readers trained' },
      unit: { en: 'people' },
    });
    await okada.call('projects.recordKpi', {
      projectId,
      kpiId,
      period: `${year}-Q1`,
      plan: 10,
      actual: 8,
    });
    await okada.call('projects.saveReview', {
      projectId,
      period: `${year}-Q1`,
      phase: 'check',
      body: 'Two readers were on leave.',
      lang: 'en',
      version: null,
    });
    const plan = await planOf(okada, projectId);
    expect(plan.milestones).toMatchObject([{ id: milestoneId, state: 'done', version: 1 }]);
    expect(plan.kpis[0]!.values).toEqual([
      { period: `${year}-Q1`, plan: 10, actual: 8, share: 0.8 },
    ]);
    expect(plan.reviews).toMatchObject([{ phase: 'check', version: 0 }]);
    expect(plan.entries.map((one) => one.type)).toEqual([
      'reviewed',
      'kpiRecorded',
      'kpiAdded',
      'milestoneDone',
      'milestoneAdded',
      'created',
    ]);
    const { projects } = await okada.call('projects.roadmap', { year });
    expect(projects.find((one) => one.id === projectId)).toMatchObject({
      steps: [{ plannedOn: `${year}-05-15`, late: false }],
      kpis: [{ actual: 8, share: 0.8 }],
    });
  });

  it('a step or figure of another project is not touched', async () => {
    const mine = await made();
    const other = await made();
    const { kpiId } = await okada.call('projects.addKpi', {
      projectId: other.projectId,
      name: { en: 'x' },
      unit: { en: 'y' },
    });
    await expect(
      okada.call('projects.recordKpi', {
        projectId: mine.projectId,
        kpiId,
        period: '2026',
        plan: 1,
        actual: null,
      }),
    ).rejects.toMatchObject({ kind: 'notFound' });
  });

  it('a linked referral is shown, and said to be there, only to those who may see it', async () => {
    const { projectId } = await made();
    await okada.call('projects.addOrganisation', { projectId, orgId: orgOf('shinonome').id });
    const [{ code }] = (
      await forum.run(`SELECT code FROM referral WHERE state <> 'draft' LIMIT 1`, [])
    ).rows;
    const [{ slug }] = (await forum.run('SELECT slug FROM library_item LIMIT 1', [])).rows;
    await okada.call('projects.addLink', { projectId, kind: 'referral', key: code });
    await okada.call('projects.addLink', { projectId, kind: 'library', key: slug });
    expect((await planOf(okada, projectId)).links.map((one) => one.key).sort()).toEqual(
      [code, slug].sort(),
    );
    const theirs = await planOf(shoji, projectId);
    expect(theirs.links.map((one) => one.key)).toEqual([slug]);
    expect(JSON.stringify(theirs)).not.toContain(code);
    await expect(
      shoji.call('projects.addLink', { projectId, kind: 'referral', key: code }),
    ).rejects.toMatchObject({ issues: [{ path: 'key', message: 'unknownRecord' }] });
  });
});

describe('records tied to a thread', () => {
  const eventOf = async (state: string) =>
    (
      await forum.run(
        `SELECT id FROM event WHERE state = $1 ORDER BY audience = 'public' DESC, slug LIMIT 1`,
        [state],
      )
    ).rows[0].id as string;
  const page = (who: Someone, threadId: string) => who.call('discussions.threadPage', { threadId });
  const tie = (who: Someone, threadId: string, key: string, kind: 'event' | 'referral' = 'event') =>
    who.call('discussions.tieRecord', { threadId, kind, key });

  /** A project that Shinonome leads and Aoba takes part in, with a thread of Aoba's. */
  async function talk() {
    const { projectId } = await made({}, shoji);
    await shoji.call('projects.addOrganisation', { projectId, orgId: orgOf('aoba').id });
    return { projectId, threadId: await opened(tsuji, projectId) };
  }
  async function opened(by: Someone, projectId: string, more: { eventId?: string } = {}) {
    const text = { title: '式次第', body: '始めます', lang: 'ja' as const };
    const { threadId } = await by.call('discussions.createThread', {
      ...text,
      ...more,
      projectId,
      clientId: randomUUID(),
    });
    return threadId;
  }

  it('are tied by its author, whoever leads the project and the secretariat, and by nobody else', async () => {
    const { projectId, threadId } = await talk();
    const hayashi = await as('hayashi');
    const koga = await as('koga');
    const key = await eventOf('published');
    await expect(tie(hayashi, threadId, key)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(tie(koga, threadId, key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const who of [tsuji, shoji, okada]) {
      await expect(tie(who, threadId, key)).resolves.toEqual({ tied: who === tsuji });
    }
    const { links, turns } = (await page(hayashi, threadId)).ties;
    expect(links).toMatchObject([{ kind: 'event', key }]);
    const [linkId] = links.map((one) => one.id);
    await expect(
      hayashi.call('discussions.untieRecord', { threadId, linkId: linkId! }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    expect(Object.values(turns)).toMatchObject([{ kind: 'event', key, title: links[0]!.title }]);
    await expect(tie(tsuji, threadId, await eventOf('draft'))).rejects.toMatchObject({
      issues: [{ path: 'key', message: 'unknownRecord' }],
    });
    const { chat } = await shoji.call('discussions.projectPage', { project: projectId });
    await expect(tie(shoji, chat!.id, key)).rejects.toMatchObject({ kind: 'forbidden' });
    // A conversation between people is in no project: who acts for nobody leads none.
    const talking = { people: [tsuji.actor.personId], orgIds: [], leadOrgId: null } as never;
    expect(thread.relations['O']!.holds({ ...tsuji.actor, orgId: null }, talking)).toBe(false);
  });

  it('are shown to those alone who may see them; the others read that there was a tie', async () => {
    const { threadId } = await talk();
    const draft = await eventOf('draft');
    await tie(okada, threadId, draft);
    expect((await page(okada, threadId)).ties.links).toMatchObject([{ key: draft }]);
    const theirs = await page(tsuji, threadId);
    expect(theirs.turns).toMatchObject([{ kind: 'eventLinked', was: null, became: null }]);
    expect(theirs.ties).toEqual({ links: [], turns: {} });
    expect(JSON.stringify(theirs)).not.toContain(draft);
    // Nor does the log say to its listeners, who are not all of one mind, which event it was.
    const { rows } = await forum.run(`SELECT id FROM thread_turn WHERE thread_id = $1`, [threadId]);
    const [heard] = await transaction(forum.database, {}, (tx) =>
      deliverTurns(tx, [{ turnId: rows[0].id }]),
    );
    expect(heard).toMatchObject({ turn: theirs.turns[0] });
    expect(JSON.stringify(heard)).not.toContain(draft);
    await expect(tsuji.call('discussions.ofEvent', { eventId: draft })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('an event shows its threads to those alone who may read them', async () => {
    const { projectId } = await talk();
    const eventId = await eventOf('published');
    const threadId = await opened(tsuji, projectId, { eventId });
    expect((await page(tsuji, threadId)).turns).toMatchObject([{ kind: 'eventLinked', seq: 2 }]);
    const shownTo = async (who: Pick<Someone, 'call'>) => {
      const { threads, may } = await who.call('discussions.ofEvent', { eventId });
      return { shown: threads.some(({ id }) => id === threadId), start: may.start };
    };
    expect(await shownTo(shoji)).toEqual({ shown: true, start: true });
    expect(await shownTo(await as('koga'))).toEqual({ shown: false, start: true });
    expect(await shownTo(forum.visitor('ja'))).toEqual({ shown: false, start: false });
    // Where it can be opened, in the order of what the reader may read there: nothing of another's at a desk.
    const { projectId: desk } = await made({ privacy: 'desk' as 'invited' });
    for (const { actor } of [tsuji, shoji]) {
      await okada.call('projects.addOrganisation', { projectId: desk, orgId: actor.orgId! });
    }
    await opened(shoji, desk);
    const { spaces } = await tsuji.call('discussions.spaces', { eventId });
    const { projects } = await tsuji.call('projects.list', {});
    const offered = new Set(spaces.map(({ id }) => id));
    expect(offered).toContain(desk);
    expect(spaces.map(({ id }) => id)).toEqual(
      projects.map(({ id }) => id).filter((id) => offered.has(id)),
    );
    await expect(
      opened(tsuji, projectId, { eventId: await eventOf('draft') }),
    ).rejects.toMatchObject({ issues: [{ path: 'eventId', message: 'unknownRecord' }] });
  });

  it('open pages of an event hear that a thread comes, moves or goes from those alone who may see both', async () => {
    const koga = await as('koga');
    const { projectId } = await talk();
    const { projectId: other } = await made();
    await okada.call('projects.addOrganisation', { projectId: other, orgId: koga.actor.orgId! });
    const eventId = await eventOf('published');
    const draft = await eventOf('draft');
    const readers = [tsuji, shoji, koga, okada];
    const places = new Map<Someone, number>();
    for (const who of readers) {
      const { me } = await who.call('discussions.ofEvent', { eventId });
      places.set(who, me!.asOfSeq);
    }
    expect((await forum.visitor('ja').call('discussions.ofEvent', { eventId })).me).toBeNull();

    const threadId = await opened(tsuji, projectId, { eventId });
    await tie(okada, threadId, draft);
    const { version } = (await page(okada, threadId)).head;
    const move = { threadId, projectId: other, version, reason: '統合' };
    await okada.call('discussions.moveThread', move);
    const links = (await page(koga, threadId)).ties.links;
    await okada.call('discussions.untieRecord', { threadId, linkId: links[0]!.id });

    const heard = async (who: Someone) => {
      const channel = { kind: 'person' as const, id: who.actor.personId! };
      const after = places.get(who)!;
      const { events } = await who.call('channels.since', { channel, after });
      return events.filter(({ type }) => type === 'event.discussed').map((one) => one['eventId']);
    };
    expect(await heard(tsuji)).toEqual([eventId]);
    expect(await heard(shoji)).toEqual([eventId]);
    expect(await heard(koga)).toEqual([eventId, eventId]);
    expect((await heard(okada)).sort()).toEqual([eventId, draft, eventId, draft, eventId].sort());
  });

  it('of several who tie or untie at once one does, and one turn is written', async () => {
    const { threadId } = await talk();
    const key = await eventOf('published');
    const all = [tsuji, shoji, okada, tsuji];
    const tied = await Promise.all(all.map((who) => tie(who, threadId, key)));
    expect(tied.filter((one) => one.tied)).toHaveLength(1);
    const [link] = (await page(tsuji, threadId)).ties.links;
    const input = { threadId, linkId: link!.id };
    const untied = await Promise.all(all.map((who) => who.call('discussions.untieRecord', input)));
    expect(untied.filter((one) => one.untied)).toHaveLength(1);
    const { turns, ties } = await page(tsuji, threadId);
    expect(turns.map(({ kind }) => kind)).toEqual(['eventLinked', 'eventUnlinked']);
    expect(ties.links).toEqual([]);
    expect(Object.keys(ties.turns).sort()).toEqual(turns.map(({ id }) => id).sort());
  });

  it('of a referral nobody hears who may not see it, not even that there is one', async () => {
    const { threadId } = await talk();
    const [{ code }] = (
      await forum.run(`SELECT code FROM referral WHERE state <> 'draft' LIMIT 1`, [])
    ).rows;
    const before = await page(shoji, threadId);
    await tie(okada, threadId, code, 'referral');
    expect((await page(okada, threadId)).ties.links).toMatchObject([{ key: code, title: null }]);
    const after = await page(shoji, threadId);
    expect({ ...after, now: before.now }).toEqual(before);
    await expect(tie(shoji, threadId, code, 'referral')).rejects.toMatchObject({
      issues: [{ path: 'key', message: 'unknownRecord' }],
    });
  });
});

describe('the public digest', () => {
  const digestOf = (slug: string) =>
    forum.visitor('ja').call('projects.digestPage', { project: slug });

  it('shows everybody what a project is for and who takes part, once its lead has made it public', async () => {
    const { projectId, slug } = await made();
    await okada.call('projects.addOrganisation', { projectId, orgId: orgOf('aoba').id });
    const { threadId } = await okada.call('discussions.createThread', {
      projectId,
      title: '内輪の題名',
      body: '内輪の投稿',
      lang: 'ja',
      clientId: randomUUID(),
    });
    await expect(digestOf(slug)).rejects.toMatchObject({ kind: 'notFound' });
    await expect(digestOf('no-such-project')).rejects.toMatchObject({ kind: 'notFound' });

    const form = { ...FORM, projectId, version: 0 };
    await okada.call('projects.update', { ...form, privacy: 'public' });
    const digest = await digestOf(slug);
    expect(digest).toMatchObject({ title: FORM.title, goals: FORM.goals, countries: ['TH', 'VN'] });
    expect(digest.organisations.map((one) => [one.name, one.part])).toEqual([
      [orgOf('mej').name, 'lead'],
      [orgOf('aoba').name, 'participant'],
    ]);
    expect(JSON.stringify(digest)).not.toContain('内輪');
    const { projects } = await forum.visitor('ja').call('projects.digests', {});
    expect(projects.map((one) => one.slug)).toContain(slug);
    await expect(
      forum.visitor('ja').call('discussions.threadPage', { threadId }),
    ).rejects.toMatchObject({ kind: 'signedOut' });

    const { lines } = await tsuji.call('notifications.list', {});
    expect(lines[0]).toMatchObject({ type: 'project.published', subjectId: projectId });
    expect((await planOf(tsuji, slug)).entries.map((one) => one.type)).toContain('published');

    await okada.call('projects.update', { ...form, version: 1, privacy: 'members' });
    await expect(digestOf(slug)).rejects.toMatchObject({ kind: 'notFound' });
  });

  it('names no organisation that is suspended, and links nothing that is not public itself', async () => {
    const { projectId, slug } = await made({ privacy: 'public' });
    const [items, drafts] = [
      await forum.run(
        `SELECT slug, access FROM library_item WHERE access IN ('public', 'members')
          ORDER BY access DESC`,
        [],
      ),
      await forum.run(`SELECT id FROM event WHERE audience = 'members' LIMIT 1`, []),
    ];
    const open = items.rows.find((one) => one.access === 'public');
    const closed = items.rows.find((one) => one.access === 'members');
    for (const { slug: key } of [open, closed]) {
      await okada.call('projects.addLink', { projectId, kind: 'library', key });
    }
    for (const { id } of drafts.rows) {
      await okada.call('projects.addLink', { projectId, kind: 'event', key: id });
    }
    await okada.call('projects.addOrganisation', { projectId, orgId: orgOf('hatoba').id });
    expect((await digestOf(slug)).organisations).toHaveLength(2);
    await forum.run(`UPDATE organisation SET override = 'suspended' WHERE id = $1`, [
      orgOf('hatoba').id,
    ]);
    const digest = await digestOf(slug);
    expect(digest.links.map((one) => one.key)).toEqual([open.slug]);
    expect(digest.organisations.map((one) => one.name)).toEqual([orgOf('mej').name]);
    // The same for whoever asks: the answer is kept and served again.
    expect(await okada.call('projects.digestPage', { project: slug })).toEqual(digest);
    await forum.run('UPDATE organisation SET override = NULL WHERE id = $1', [orgOf('hatoba').id]);
  });
});

describe('board and roadmap', () => {
  it('show what the list shows, and no desk', async () => {
    await made({ privacy: 'desk' as 'invited' });
    for (const who of [okada, shoji, tsuji]) {
      const { projects } = await who.call('projects.list', {});
      const { rows } = await forum.run(`SELECT id FROM project WHERE privacy = 'desk'`, []);
      const desks = new Set(rows.map((row: { id: string }) => row.id));
      const listed = projects.filter((one) => !one.endedOn && !desks.has(one.id));
      const { cards } = await who.call('projects.board', {});
      expect(cards.map((card) => card.id).sort()).toEqual(listed.map((one) => one.id).sort());
    }
  });

  it('the list is narrowed and sorted, and its file says the same and nothing else', async () => {
    const thai = idOf('project', 'thai-ct');
    const { projects } = await shoji.call('projects.list', {});
    const asked = { country: 'TH', mine: 'yes', state: 'running', sort: 'title' } as const;
    const { projects: kept, offered } = await shoji.call('projects.list', asked);
    const fits = (one: (typeof kept)[number]) =>
      one.mine && !one.endedOn && one.countries.includes('TH');
    expect(idsOf(kept)).toContain(thai);
    expect(offered.all).toBe(projects.length);
    expect(idsOf(kept).sort()).toEqual(idsOf(projects.filter(fits)).sort());
    const { compare } = new Intl.Collator('ja', { numeric: true });
    const titles = kept.map(({ title }) => title.ja!);
    expect(titles).toEqual(titles.toSorted(compare));

    const { fileName, csv } = await shoji.call('projects.exportList', asked);
    const rows = csv.trim().split('\r\n');
    expect(fileName).toMatch(/\.csv$/);
    expect(rows).toHaveLength(1 + kept.length);
    expect(csv).toContain('CT-AI');
    const stranger = await forum.as(personOf('todo').email);
    expect(idsOf((await stranger.call('projects.list', {})).projects)).not.toContain(thai);
    expect((await stranger.call('projects.exportList', {})).csv).not.toContain('CT-AI');
    const { projects: led } = await stranger.call('projects.list', { leadId: orgOf('akebono').id });
    expect(idsOf(led)).not.toContain(thai);
  });

  it('filters narrow by country, field, direction and organisation', async () => {
    const thai = idOf('project', 'thai-ct');
    const ids = async (input: object) =>
      (await shoji.call('projects.board', input)).cards.map((card) => card.id);
    expect(await ids({ country: 'TH', field: 'medical-data-analytics' })).toEqual([thai]);
    expect(await ids({ country: 'TH', direction: 'inbound' })).toEqual([]);
    expect(await ids({ orgId: orgOf('namchai').id })).toEqual([thai]);
  });

  it('a member who reads along may not move a card', async () => {
    const { projectId } = await made({ privacy: 'members' as 'invited' });
    const card = (await tsuji.call('projects.board', {})).cards.find((one) => one.id === projectId);
    expect(card).toMatchObject({ mayMove: false });
    await expect(
      tsuji.call('projects.moveStage', { projectId, stage: 'pilot', version: 0 }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
