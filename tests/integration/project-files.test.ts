import { createHash, randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectPrivacy } from '#server/discussions/schemas.ts';
import type { Answer } from '#server/forum.ts';
import { httpDoor } from '#server/doors/http.ts';
import type { Brought } from '#server/doors/library-upload.ts';
import { notFound } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { orgOf, personOf } from '#prisma/seed/cast.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { pdfOf } from '#tests/fixtures/documents.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

const PDF = await pdfOf({ pages: 2 });

let forum: TestForum;
let http: Server;
let url: string;
/** Of a hospital, a colleague there, of a society, of the secretariat, and of a hospital outside. */
let tsuji: Someone;
let hayashi: Someone;
let sato: Someone;
let okada: Someone;
let outsider: Someone;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  http = httpDoor({
    kernel: forum.kernel,
    sessions: forum.sessions,
    run: forum.run,
    files: forum.files,
    origin: () => url,
    secure: false,
    development: false,
    trustedProxies: [],
    limitsScale: 1000,
    ready: async () => true,
    clientDir: undefined,
    vite: undefined,
    pages: (_req, _res, next) => next(notFound()),
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const by = (key: string, org: string) => forum.as(personOf(key).email, org);
  tsuji = await by('tsuji', 'aoba');
  hayashi = await by('hayashi', 'aoba');
  sato = await by('sato', 'aozora');
  okada = await by('okada', 'mej');
  outsider = await by('saegusa', 'shiomi');
});
afterAll(async () => {
  http?.closeAllConnections();
  http?.close();
  await forum?.close();
});

/** A project of this privacy in which Aoba and Aozora take part, Aozora or another leading. */
async function space(privacy: ProjectPrivacy, lead = 'aozora', roster: string[] = []) {
  const id = newId();
  await asOwner(forum.db.ownerUrl, async (sql) => {
    await sql`INSERT INTO project (id, slug, title, summary, direction, stage, privacy, countries, fields, lead_org_id, created_at)
      VALUES (${id}, ${id}, ${sql.json({ en: privacy })}, ${sql.json({})}, 'both', 'idea', ${privacy}, '{}', '{}', ${orgOf(lead).id}, now())`;
    for (const key of ['mej', 'aoba', 'aozora']) {
      await sql`INSERT INTO project_member (project_id, org_id, part, joined_at)
        VALUES (${id}, ${orgOf(key).id}, ${key === lead ? 'lead' : 'participant'}, now())`;
    }
    for (const key of roster) {
      await sql`INSERT INTO project_person (project_id, person_id, org_id, joined_at)
        VALUES (${id}, ${personOf(key).id}, ${orgOf(key === 'sato' ? 'aozora' : 'aoba').id}, now())`;
    }
  });
  return id;
}

const cookies = new Map<Someone, Promise<string>>();

/** The cookie of a session, made once for each of them. */
function cookieOf(who: Someone): Promise<string> {
  let cookie = cookies.get(who);
  if (!cookie) cookies.set(who, (cookie = signedIn(who)));
  return cookie;
}

async function signedIn({ actor }: Someone): Promise<string> {
  if (!actor.personId) return '';
  const token = randomBytes(20).toString('base64url');
  await forum.run(
    `INSERT INTO session (id, user_id, expires_at, created_at, last_seen_at, acting_org_id)
     VALUES ($1, $2, now() + interval '1 day', now(), now(), $3)`,
    [createHash('sha256').update(token).digest('hex'), actor.personId, actor.orgId],
  );
  return forum.sessions.cookie(token).split(';')[0]!;
}

type Form = {
  fields?: Record<string, string>;
  onto?: { fileId: string; number: number };
  slug?: string;
};

async function send(
  who: Someone,
  projectId: string,
  files: [name: string, bytes: Buffer][],
  form: Form = {},
  json = true,
) {
  const query = new URLSearchParams({ project: projectId });
  if (form.onto) {
    query.set('file', form.onto.fileId);
    query.set('on', String(form.onto.number));
  }
  if (form.slug) query.set('slug', form.slug);
  return post(who, `/files/project?${query.toString()}`, files, form.fields, json);
}

async function post(
  who: Someone,
  address: string,
  files: [name: string, bytes: Buffer][],
  fields: Record<string, string> = {},
  json = false,
) {
  const body = new FormData();
  for (const [key, value] of Object.entries(fields)) body.append(key, value);
  for (const [name, bytes] of files) body.append('file', new File([new Uint8Array(bytes)], name));
  // The length must be announced, as a browser does.
  const encoded = new Response(body);
  const bytes = Buffer.from(await encoded.arrayBuffer());
  return fetch(`${url}${address}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'Content-Type': encoded.headers.get('content-type')!,
      'Content-Length': String(bytes.length),
      Origin: url,
      Cookie: await cookieOf(who),
      ...(json ? { Accept: 'application/json' } : {}),
    },
    body: bytes,
  });
}

async function bring(
  who: Someone,
  projectId: string,
  name = '議事録.pdf',
  form: Form = {},
): Promise<Brought> {
  const answer = await send(who, projectId, [[name, PDF]], form);
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { brought: Brought[] }).brought[0]!;
}
async function brought(who: Someone, projectId: string, name?: string): Promise<string> {
  const one = await bring(who, projectId, name);
  if (!('fileId' in one)) throw new Error(one.code);
  return one.fileId;
}
async function names(
  who: Someone,
  project: string,
  asked: { find?: string } = {},
): Promise<string[]> {
  const { files } = await who.call('projectFiles.list', { project, ...asked });
  return files.map(({ name }) => name).sort();
}
async function get(who: Someone, storedId: string): Promise<Response> {
  return fetch(`${url}/files/${storedId}`, {
    headers: { Cookie: await cookieOf(who), 'Sec-Fetch-Dest': 'document' },
  });
}
const pageOf = (who: Someone, fileId: string): Promise<Answer<'projectFiles.page'>> =>
  who.call('projectFiles.page', { fileId });

describe('a form brings files', () => {
  test('several at once; one that is refused does not stop the others, and the browser is led back', async () => {
    const projectId = await space('invited');
    const text = Buffer.from('第1回 打ち合わせメモ\n');
    const answer = await send(
      tsuji,
      projectId,
      [
        ['計画.pdf', PDF],
        ['罠.pdf', Buffer.from('<html><script>alert(1)</script>')],
        ['memo.txt', text],
      ],
      { fields: { label: '計画', note: '初版' } },
      false,
    );
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(
      `/discussions/projects/${projectId}/files?refused=FILE_TYPE_REFUSED&brought=2`,
    );
    expect(await names(sato, projectId)).toEqual(['memo.txt', '計画.pdf']);
    const { files } = await sato.call('projectFiles.list', { project: projectId, label: '計画' });
    expect(files).toHaveLength(2);
    expect(files.find(({ name }) => name === '計画.pdf')).toMatchObject({
      number: 1,
      pages: 2,
      note: '初版',
      org: { id: tsuji.actor.orgId },
      person: { id: tsuji.actor.personId },
    });
    const memo = files.find(({ name }) => name === 'memo.txt')!;
    const got = await get(sato, memo.storedId);
    expect(Buffer.from(await got.arrayBuffer()).equals(text)).toBe(true);
    const { rows } = await forum.run(
      `SELECT body FROM (SELECT body FROM audit UNION ALL SELECT body FROM audit_pending) a
        WHERE body->>'useCase' = 'files.open' AND body->>'id' = $1`,
      [memo.storedId],
    );
    expect(rows.map((row) => row.body.person)).toEqual([sato.actor.personId]);
  });

  test('where none may come, the browser is led back to the page that says why', async () => {
    const projectId = await space('members');
    const slug = { slug: projectId };
    const refused = await send(outsider, projectId, [['a.pdf', PDF]], slug, false);
    expect(refused.status).toBe(303);
    expect(refused.headers.get('location')).toBe(
      `/discussions/projects/${projectId}/files?refused=FORBIDDEN`,
    );
    const elsewhere = { slug: '//elsewhere.example' };
    expect((await send(outsider, projectId, [['a.pdf', PDF]], elsewhere, false)).status).toBe(403);
    const { rows } = await forum.run(`SELECT code FROM referral LIMIT 1`, []);
    const code = rows[0]!.code as string;
    const toCase = await post(outsider, `/files/case?case=${encodeURIComponent(code)}`, [
      ['a.pdf', PDF],
    ]);
    expect(toCase.status).toBe(303);
    expect(toCase.headers.get('location')).toMatch(
      /^\/referrals\/[^/]+\/papers\?refused=NOT_FOUND&/,
    );
  });

  test('for an organisation that another tab has left since, nothing is brought', async () => {
    const projectId = await space('invited');
    const fields = { actingAs: outsider.actor.orgId! };
    const refused = await bring(tsuji, projectId, '議事録.pdf', { fields });
    expect(refused).toMatchObject({ code: 'ACTING_CHANGED' });
    expect(await names(tsuji, projectId)).toEqual([]);
    const partner = await forum.as('partner@altangol.example');
    const { code } = await partner.call('referrals.createDraft', {});
    const address = `/files/case?case=${encodeURIComponent(code)}`;
    const toCase = await post(partner, address, [['a.pdf', PDF]], { kind: 'other', ...fields });
    expect(toCase.headers.get('location')).toContain('?refused=ACTING_CHANGED&brought=0');
  });

  test('a form for a case leads back to where it stood, and tells a script where that is', async () => {
    const partner = await forum.as('partner@altangol.example');
    const { code } = await partner.call('referrals.createDraft', {});
    const address = `/files/case?case=${encodeURIComponent(code)}`;
    const bringTo = (from: string, json: boolean) =>
      post(partner, `${address}&from=${from}`, [['a.pdf', PDF]], { kind: 'other' }, json);
    const led = await bringTo('review', false);
    expect(led.headers.get('location')).toMatch(/^\/referrals\/[^/]+\/edit\/review$/);
    const told = await bringTo('//elsewhere.example', true);
    expect(told.status).toBe(200);
    expect(((await told.json()) as { next: string }).next).toMatch(/\/papers\?brought=1$/);
  });

  test('a file of the same name becomes the next version, or a file of its own where that is asked', async () => {
    const projectId = await space('invited');
    const first = await bring(tsuji, projectId);
    expect(await bring(sato, projectId)).toEqual({ ...first, number: 2 });
    const apart = await bring(sato, projectId, '議事録.pdf', { fields: { sameName: 'separate' } });
    expect(apart).toMatchObject({ number: 1 });
    expect(apart).not.toMatchObject({ fileId: (first as { fileId: string }).fileId });
  });

  test('those who may not write bring nothing: looking on, outside, signed out', async () => {
    const open = await space('members');
    expect((await send(outsider, open, [['a.pdf', PDF]])).status).toBe(403);
    expect((await send(outsider, await space('invited'), [['a.pdf', PDF]])).status).toBe(404);
    expect(await names(okada, open)).toEqual([]);
  });

  test('a library that is full takes nothing more, and says how much it holds', async () => {
    const projectId = await space('invited');
    await brought(tsuji, projectId);
    await forum.run(
      `UPDATE file SET byte_size = 11::bigint * 1024 * 1024 * 1024, created_at = now() - interval '2 days' WHERE owner_id = $1`,
      [projectId],
    );
    expect((await send(tsuji, projectId, [['b.pdf', PDF]])).status).toBe(409);
    const { room } = await tsuji.call('projectFiles.list', { project: projectId });
    expect(room!.used).toBeGreaterThan(room!.most);
  });
});

describe('versions', () => {
  test('a version made from an older one is refused, waits, and can still become the next', async () => {
    const projectId = await space('invited');
    const fileId = await brought(tsuji, projectId);
    const onto = { fileId, number: 1 };
    expect(await bring(sato, projectId, '別の名前.pdf', { onto })).toMatchObject({ number: 2 });
    const late = await bring(tsuji, projectId, '私の案.pdf', { onto });
    expect(late).toMatchObject({ code: 'FILE_NEWER_VERSION', uploadId: expect.any(String) });
    const { uploadId } = late as { uploadId: string };

    const page = await tsuji.call('projectFiles.page', { fileId, uploadId });
    expect(page.waiting).toEqual({ id: uploadId, name: '私の案.pdf' });
    await expect(sato.call('projectFiles.page', { fileId, uploadId })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(
      sato.call('projectFiles.addVersion', { fileId, uploadId, onNumber: 2 }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(
      okada.call('projectFiles.addVersion', { fileId, uploadId, onNumber: 2 }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect((await get(sato, uploadId)).status).toBe(404);

    expect(await tsuji.call('projectFiles.addVersion', { fileId, uploadId, onNumber: 2 })).toEqual({
      fileId,
      number: 3,
    });
    const { versions, file } = await pageOf(sato, fileId);
    expect(versions.map(({ number, person }) => [number, person.id])).toEqual([
      [3, tsuji.actor.personId],
      [2, sato.actor.personId],
      [1, tsuji.actor.personId],
    ]);
    expect(file.name).toBe('議事録.pdf');
    for (const { storedId } of versions) expect((await get(sato, storedId)).status).toBe(200);
  });

  test('of two who bring the next version at once, one is first and the other waits', async () => {
    const projectId = await space('invited');
    const fileId = await brought(tsuji, projectId);
    const onto = { fileId, number: 1 };
    const both = await Promise.all([
      bring(tsuji, projectId, 'a.pdf', { onto }),
      bring(sato, projectId, 'b.pdf', { onto }),
    ]);
    expect(both.map((one) => ('code' in one ? one.code : one.number)).sort()).toEqual([
      2,
      'FILE_NEWER_VERSION',
    ]);
  });

  test('another kind of file is no version', async () => {
    const projectId = await space('invited');
    const fileId = await brought(tsuji, projectId);
    const answer = await send(tsuji, projectId, [['議事録.txt', Buffer.from('本文')]], {
      onto: { fileId, number: 1 },
    });
    expect(await answer.json()).toMatchObject({ brought: [{ code: 'FILE_OTHER_KIND' }] });
  });
});

describe('a file is tended by the organisation that brought it, the lead and the secretariat', () => {
  test('a new name keeps its ending and is what every version is handed out as', async () => {
    const projectId = await space('invited');
    const fileId = await brought(tsuji, projectId);
    await expect(
      outsider.call('projectFiles.rename', { fileId, name: 'x', label: '', version: 0 }),
    ).rejects.toMatchObject({ kind: 'notFound' });
    await hayashi.call('projectFiles.rename', {
      fileId,
      name: '覚書.exe',
      label: '契約',
      version: 0,
    });
    await expect(
      tsuji.call('projectFiles.rename', { fileId, name: '遅れた名前', label: '', version: 0 }),
    ).rejects.toMatchObject({ code: 'STALE_VERSION' });
    const { file } = await pageOf(sato, fileId);
    expect(file).toMatchObject({ name: '覚書.exe.pdf', label: '契約' });
    expect((await get(sato, file.storedId)).headers.get('content-disposition')).toContain(
      '.exe.pdf',
    );
  });

  test('removed, it is nowhere but in the bin; restored within 30 days it is whole again', async () => {
    const projectId = await space('invited', 'mej');
    const fileId = await brought(tsuji, projectId);
    const { file } = await pageOf(sato, fileId);
    await expect(sato.call('projectFiles.remove', { fileId })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await hayashi.call('projectFiles.remove', { fileId });
    expect(await names(sato, projectId)).toEqual([]);
    expect((await get(okada, file.storedId)).status).toBe(404);
    const bin = async (who: Someone) =>
      (await who.call('projectFiles.list', { project: projectId })).binned.length;
    expect([await bin(tsuji), await bin(okada), await bin(sato)]).toEqual([1, 1, 0]);
    await expect(sato.call('projectFiles.restore', { fileId })).rejects.toMatchObject({
      kind: 'notFound',
    });
    await tsuji.call('projectFiles.restore', { fileId });
    expect((await get(sato, file.storedId)).status).toBe(200);
    await tsuji.call('projectFiles.remove', { fileId });
    await forum.run(
      `UPDATE project_file SET deleted_at = now() - interval '31 days' WHERE id = $1`,
      [fileId],
    );
    await expect(tsuji.call('projectFiles.restore', { fileId })).rejects.toMatchObject({
      kind: 'notFound',
    });
  });
});

describe('a library is as visible as its space', () => {
  /** Sees it in the list, on its page, as a download and in the search box: always all or nothing. */
  async function sees(
    who: Someone,
    projectId: string,
    fileId: string,
    storedId: string,
    word: string,
  ) {
    const listed = await names(who, projectId).then(
      (all) => all.length > 0,
      () => false,
    );
    const opened = await pageOf(who, fileId).then(
      () => true,
      () => false,
    );
    const fetched = (await get(who, storedId)).status === 200;
    const { hits } = await who.call('search.everything', { q: word, kind: 'projectFile' });
    const all = [listed, opened, fetched, hits.length > 0];
    expect(new Set(all).size, `${who.actor.personId} list, page, download, search: ${all}`).toBe(1);
    return listed;
  }

  test.each([
    ['members', [], true, true, true],
    ['invited', [], true, true, false],
    ['committee', ['tsuji', 'sato'], true, false, false],
  ] as const)('%s', async (privacy, roster, onRoster, colleague, outside) => {
    const projectId = await space(privacy, 'aozora', [...roster]);
    const word = `紫陽花${privacy}`;
    const fileId = await brought(tsuji, projectId, `${word}.pdf`);
    const { file } = await pageOf(tsuji, fileId);
    const asked = [sato, hayashi, outsider].map((who) =>
      sees(who, projectId, fileId, file.storedId, word),
    );
    expect(await Promise.all(asked)).toEqual([onRoster, colleague, outside]);
  });

  test('a desk: an organisation sees its own and what those who lead it brought', async () => {
    const desk = await space('desk', 'mej');
    await brought(tsuji, desk, '青葉の書類.pdf');
    await brought(sato, desk, '青空の書類.pdf');
    await brought(okada, desk, '全員への様式.pdf');
    expect(await names(hayashi, desk)).toEqual(['全員への様式.pdf', '青葉の書類.pdf'].sort());
    expect(await names(sato, desk)).toEqual(['全員への様式.pdf', '青空の書類.pdf'].sort());
    expect(await names(okada, desk)).toHaveLength(3);
    const { room } = await sato.call('projectFiles.list', { project: desk });
    expect(room).toBeNull();
  });

  test('who came without the history sees versions since then alone, until it is shared', async () => {
    const projectId = await space('invited');
    const orgId = outsider.actor.orgId!;
    const fileId = await brought(tsuji, projectId, '前から.pdf');
    const before = (await pageOf(tsuji, fileId)).file.storedId;
    await okada.call('projects.addOrganisation', {
      projectId,
      orgId,
      part: 'participant',
      history: 'fromNow',
    });
    expect(await sees(outsider, projectId, fileId, before, '前から')).toBe(false);
    await bring(sato, projectId, '前から.pdf', { onto: { fileId, number: 1 } });
    expect((await pageOf(outsider, fileId)).versions.map(({ number }) => number)).toEqual([2]);
    expect((await get(outsider, before)).status).toBe(404);
    await okada.call('projects.shareHistory', { projectId, orgId });
    expect((await pageOf(outsider, fileId)).versions.map(({ number }) => number)).toEqual([2, 1]);
    expect((await get(outsider, before)).status).toBe(200);
  });

  test('the list is found by part of a name in any spelling, and is a spreadsheet', async () => {
    const projectId = await space('invited');
    await brought(tsuji, projectId, 'ガイドライン２.pdf');
    await brought(tsuji, projectId, '=SUM(A1).pdf');
    expect(await names(sato, projectId, { find: 'がいど' })).toEqual(['ガイドライン２.pdf']);
    const { csv } = await sato.call('projectFiles.exportList', {
      project: projectId,
      sort: 'name',
    });
    expect(csv).toContain('"ガイドライン２.pdf"');
    expect(csv).toContain(`"'=SUM(A1).pdf"`);
  });
});
