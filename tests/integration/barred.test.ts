import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { capabilities } from '#server/forum.ts';
import { newId } from '#server/platform/ids.ts';
import type { UseCase } from '#server/platform/use-case.ts';
import { orgOf, personOf } from '#prisma/seed/cast.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

const METI = 'meti-healthcare-export-promotion-fy2025';
const words = '書きます';
const label = { ja: words };

let forum: TestForum;
/** Leads a project and an application; barred from writing, as is okada of the secretariat. */
let kazama: Someone;
let okada: Someone;
let made: Awaited<ReturnType<typeof groundOf>>;

const about = {
  title: label,
  summary: label,
  direction: 'outbound',
  countries: ['ID'],
  fields: [],
};
const ours = { ...about, goals: label, stage: 'idea', privacy: 'invited' as const };
const application = { ...about, programme: METI, privacy: 'invited' as const };

/** Every act that brings words, with an input that somebody who may write could send. */
const ACTS: Record<string, () => { input: object; by?: Someone }> = {
  'discussions.post': () => ({
    input: { threadId: made.threadId, clientId: randomUUID(), body: words, lang: 'ja' },
  }),
  'discussions.createThread': () => ({
    input: {
      projectId: made.projectId,
      clientId: randomUUID(),
      title: words,
      body: words,
      lang: 'ja',
    },
  }),
  'discussions.editPost': () => ({ input: { postId: made.postId, body: words, editedAt: null } }),
  'discussions.translatePost': () => ({
    input: {
      postId: made.postId,
      lang: 'en',
      blocks: [{ key: '0123456789abcdef', body: words, version: null }],
    },
  }),
  'discussions.renameThread': () => ({
    input: { threadId: made.threadId, title: words, version: 0 },
  }),
  'discussions.setState': () => ({
    input: { threadId: made.threadId, to: 'onHold', reason: words, version: 0 },
  }),
  'discussions.lockThread': () => ({
    by: okada,
    input: { threadId: made.threadId, locked: true, reason: words },
  }),
  'discussions.moveThread': () => ({
    by: okada,
    input: { threadId: made.threadId, projectId: made.projectId, reason: words, version: 0 },
  }),
  'decisions.openPoll': () => ({
    input: {
      threadId: made.threadId,
      kind: 'proposal',
      question: words,
      lang: 'ja',
      clientId: randomUUID(),
    },
  }),
  'decisions.castVote': () => ({
    input: { pollId: made.pollId, choice: 'agree', reason: words, version: null },
  }),
  'decisions.stateOutcome': () => ({
    input: { pollId: made.pollId, outcome: words, lang: 'ja', version: 0 },
  }),
  'direct.start': () => ({
    input: {
      personIds: [personOf('okada').id],
      body: words,
      lang: 'ja',
      clientId: randomUUID(),
    },
  }),
  'direct.rename': () => ({ input: { threadId: made.talkId, name: words } }),
  'projects.create': () => ({ input: { ...ours, clientId: randomUUID() } }),
  'projects.update': () => ({ input: { ...ours, projectId: made.projectId, version: 0 } }),
  'projects.saveMilestone': () => ({
    input: {
      projectId: made.projectId,
      title: label,
      ownerOrgId: kazama.actor.orgId,
      plannedOn: '2027-01-01',
    },
  }),
  'projects.addKpi': () => ({ input: { projectId: made.projectId, name: label, unit: label } }),
  'projects.saveReview': () => ({
    input: {
      projectId: made.projectId,
      period: '2026',
      phase: 'plan',
      body: words,
      lang: 'ja',
      version: null,
    },
  }),
  'projectFiles.add': () => ({ input: { projectId: made.projectId, uploadId: made.uploadId } }),
  'projectFiles.addVersion': () => ({
    input: { fileId: made.fileId, uploadId: made.uploadId, onNumber: 1 },
  }),
  'projectFiles.rename': () => ({
    input: { fileId: made.fileId, name: words, label: '', version: 0 },
  }),
  'consortia.begin': () => ({ input: { ...application, clientId: randomUUID() } }),
  'consortia.addRole': () => ({
    input: { consortiumId: made.consortiumId, kind: 'society', task: label },
  }),
  'consortia.invite': () => ({
    input: {
      consortiumId: made.consortiumId,
      roleId: randomUUID(),
      orgId: orgOf('aoba').id,
      message: words,
    },
  }),
  'consortia.offer': () => ({
    input: { consortiumId: made.otherConsortiumId, roleId: randomUUID(), message: words },
  }),
  'consortia.answerOffer': () => ({
    input: {
      consortiumId: made.consortiumId,
      offerId: randomUUID(),
      accept: false,
      reason: words,
    },
  }),
  'consortia.answerInvitation': () => ({
    input: { seatId: made.seatId, accept: false, reason: words },
  }),
};

beforeAll(async () => {
  forum = await testForum({ seed: true });
  kazama = await forum.as(personOf('kazama').email);
  okada = await forum.as(personOf('okada').email, 'mej');
  made = await groundOf();
  for (const who of [kazama, okada]) await bar(who);
}, 120_000);
afterAll(() => forum.close());

async function bar({ actor: { personId, orgId } }: Someone) {
  const reportId = newId();
  await forum.run(
    `INSERT INTO report (id, post_id, thread_id, author_id, reporter_id, reporter_org_id, reason, at)
     VALUES ($1, $2, $3, $4, $4, $5, 'other', forum_now())`,
    [reportId, made.postId, made.threadId, personId, orgId],
  );
  await forum.run(
    `INSERT INTO writing_bar (id, person_id, report_id, barred_by, at, until)
     VALUES ($1, $2, $3, $4, forum_now(), forum_now() + interval '3 days')`,
    [newId(), personId, reportId, okada.actor.personId],
  );
}

/** What they made while they could still write. */
async function groundOf() {
  const { projectId } = await kazama.call('projects.create', { ...ours, clientId: randomUUID() });
  await kazama.call('projects.addOrganisation', { projectId, orgId: orgOf('mej').id });
  const { threadId } = await kazama.call('discussions.createThread', {
    projectId,
    clientId: randomUUID(),
    title: '一件',
    body: '始めます',
    lang: 'ja',
  });
  const { rows } = await forum.run(`SELECT id FROM post WHERE thread_id = $1`, [threadId]);
  const { pollId } = await kazama.call('decisions.openPoll', {
    threadId,
    kind: 'proposal',
    question: 'よろしいですか',
    lang: 'ja',
    clientId: randomUUID(),
  });
  const { threadId: talkId } = await kazama.call('direct.start', {
    personIds: [personOf('okada').id, personOf('hatori').id],
    body: '三人で',
    lang: 'ja',
    clientId: randomUUID(),
  });
  const { consortiumId } = await kazama.call('consortia.begin', {
    ...application,
    clientId: randomUUID(),
  });
  const hatori = await forum.as(personOf('hatori').email);
  const { consortiumId: otherConsortiumId } = await hatori.call('consortia.begin', {
    ...application,
    clientId: randomUUID(),
  });
  const { roleId } = await hatori.call('consortia.addRole', {
    consortiumId: otherConsortiumId,
    kind: 'company',
    task: {},
  });
  const { seatId } = await hatori.call('consortia.invite', {
    consortiumId: otherConsortiumId,
    roleId,
    orgId: kazama.actor.orgId!,
  });
  const files = await filesOf(projectId);
  return {
    projectId,
    threadId,
    postId: rows[0].id as string,
    pollId,
    talkId,
    consortiumId,
    otherConsortiumId,
    seatId,
    ...files,
  };
}

/** A file of the project's library, and an upload that is in none yet. */
async function filesOf(projectId: string) {
  const [fileId, versionId, uploadId] = [newId(), newId(), newId()];
  const { personId, orgId } = kazama.actor;
  await asOwner(forum.db.ownerUrl, async (sql) => {
    for (const id of [versionId, uploadId]) {
      await sql`INSERT INTO file (id, owner_kind, owner_id, name, media_type, byte_size, sha256, storage_key,
                  wrapped_key, scan, uploaded_by, org_id, created_at)
        VALUES (${id}, 'project', ${projectId}, 'a.pdf', 'application/pdf', 1, '\\x00', ${id}, '\\x00',
                'clean', ${personId}, ${orgId}, now())`;
    }
    await sql`INSERT INTO project_file (id, project_id, name, org_id, created_at)
      VALUES (${fileId}, ${projectId}, 'a.pdf', ${orgId}, now())`;
    await sql`INSERT INTO project_file_version (id, project_file_id, number, person_id, org_id, at)
      VALUES (${versionId}, ${fileId}, 1, ${personId}, ${orgId}, now())`;
  });
  return { fileId, uploadId };
}

describe('somebody who is barred from writing', () => {
  it('is tried at every act that brings words', () => {
    const speaking = Object.values(capabilities)
      .flatMap((capability) => capability.useCases as readonly UseCase[])
      .filter((useCase) => useCase.words.length > 0);
    expect(Object.keys(ACTS).toSorted()).toEqual(speaking.map(({ name }) => name).toSorted());
  });

  test.each(Object.keys(ACTS))('cannot write by %s', async (name) => {
    const { input, by = kazama } = ACTS[name]!();
    await expect(by.call(name as 'discussions.post', input as never)).rejects.toMatchObject({
      code: 'WRITING_BARRED',
    });
  });

  it('reads on, votes without words and answers with a sign', async () => {
    const { threadId, pollId, postId } = made;
    expect((await kazama.call('discussions.threadPage', { threadId })).barredUntil).not.toBeNull();
    await kazama.call('decisions.castVote', { pollId, choice: 'agree', version: null });
    await kazama.call('discussions.react', { postId, kind: 'thanks', on: true });
  });

  it('learns of a record that is not theirs to see as everybody does: it is not there', async () => {
    const outsider = await forum.as('coordinator@tsurugahara.example');
    await bar(outsider);
    await expect(
      outsider.call('discussions.renameThread', {
        threadId: made.threadId,
        title: words,
        version: 0,
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
