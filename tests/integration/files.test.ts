import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { httpDoor } from '#server/doors/http.ts';
import { notFound } from '#server/platform/errors.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { can } from '#server/platform/access/access.ts';
import { file } from '#server/files/index.ts';
import { FILE_BYTES } from '#server/files/schemas.ts';
import { imageOf, pdfOf } from '#tests/fixtures/documents.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

const PDF = await pdfOf({ pages: 2, bytes: 200_000 });

let forum: TestForum;
let http: Server;
let url: string;
let threadId: string;
/** Two who take part in the thread for different organisations, staff, and one from outside. */
let writer: Someone;
let reader: Someone;
let staff: Someone;
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
  writer = await forum.as('society@aozora.example');
  staff = await forum.as('staff@mej.example');
  threadId = await threadOf(writer);
  reader = await memberBeside(writer);
  outsider = await memberOutside();
});
afterAll(async () => {
  http?.closeAllConnections();
  http?.close();
  await forum?.close();
});

describe('a file goes with a post', () => {
  test('and comes back as it went in, as a download that nothing shows or keeps', async () => {
    const sent = await put(writer, 'annotation-guide 注釈.pdf', PDF, 'application/pdf');
    expect(sent.status).toBe(201);
    const { id, ...facts } = await sent.json();
    expect(facts).toEqual({
      name: 'annotation-guide 注釈.pdf',
      mediaType: 'application/pdf',
      byteSize: PDF.length,
      scan: 'unscanned',
      width: 595,
      height: 842,
      pages: 2,
    });
    const posted = await say(writer, { fileIds: [id] });

    const page = await reader.call('discussions.threadPage', { threadId });
    expect(page.posts.find((one) => one.id === posted.id)?.attachments).toEqual([{ id, ...facts }]);
    const got = await get(reader, id);
    expect(got.status).toBe(200);
    expect(Buffer.from(await got.arrayBuffer()).equals(PDF)).toBe(true);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(
        /^attachment; .*filename\*=UTF-8''annotation-guide/,
      ),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    const { rows } = await forum.run(
      `SELECT body FROM (SELECT body FROM audit UNION ALL SELECT body FROM audit_pending) a
        WHERE body->>'useCase' = 'files.open' AND body->>'id' = $1`,
      [id],
    );
    expect(rows.map((row) => row.body.person)).toEqual([reader.actor.personId]);
  });

  test('a repeat of the same post changes nothing, with other files it is refused', async () => {
    const [one, two] = [await uploaded(writer), await uploaded(writer)];
    const clientId = randomUUID();
    const first = await say(writer, { fileIds: [one], clientId });
    expect(await say(writer, { fileIds: [one], clientId })).toEqual(first);
    await expect(say(writer, { fileIds: [two], clientId })).rejects.toMatchObject({
      code: 'CLIENT_ID_REUSED',
    });
  });

  test('leaves with the post', async () => {
    const id = await uploaded(writer);
    const { id: postId } = await say(writer, { fileIds: [id] });
    await writer.call('discussions.deletePost', { postId });
    expect((await get(writer, id)).status).toBe(404);
  });
});

describe('a file is as visible as its thread', () => {
  test('nobody outside the thread finds it, signed in or not', async () => {
    const id = await uploaded(writer);
    await say(writer, { fileIds: [id] });
    expect((await get(outsider, id)).status).toBe(404);
    expect(await (await get(outsider, id)).json()).toMatchObject({ code: 'NOT_FOUND' });
    expect((await get(forum.visitor(), id)).status).toBe(401);
    expect((await get(staff, id)).status).toBe(200);
  });

  test('an organisation that has left loses it', async () => {
    const id = await uploaded(writer);
    await say(writer, { fileIds: [id] });
    expect((await get(reader, id)).status).toBe(200);
    const project = `project_id = (SELECT project_id FROM thread WHERE id = '${threadId}')`;
    await forum.run(`UPDATE project_member SET left_at = now() WHERE ${project} AND org_id = $1`, [
      reader.actor.orgId,
    ]);
    expect((await get(reader, id)).status).toBe(404);
    expect((await put(reader, 'late.pdf', PDF)).status).toBe(404);
    await forum.run(`UPDATE project_member SET left_at = NULL WHERE ${project} AND org_id = $1`, [
      reader.actor.orgId,
    ]);
  });

  test('before a post carries it, it is its uploader’s alone, in all three forms', async () => {
    const id = await uploaded(writer);
    expect((await get(writer, id)).status).toBe(200);
    for (const other of [reader, staff, outsider]) expect((await get(other, id)).status).toBe(404);
    const asking = { personId: writer.actor.personId };
    const row = await transaction(forum.database, asking, (tx) => file.find(tx, id));
    expect(can(writer.actor, 'thread.view', file, row!)).toBe(true);
    expect(can(reader.actor, 'thread.view', file, row!)).toBe(false);
    const { rows, people } = file.relations.M!;
    const listed = ({ actor }: Someone) =>
      transaction(
        forum.database,
        {},
        (tx) => tx.sql`SELECT f.id FROM file f WHERE f.id = ${id} AND ${rows(actor)}`,
      );
    expect([await listed(writer), await listed(reader)]).toEqual([[{ id }], []]);
    const told = await transaction(
      forum.database,
      {},
      (tx) => tx.sql<{ person_id: string }>`
        SELECT DISTINCT m.person_id FROM membership m JOIN organisation o ON o.id = m.org_id
         WHERE m.ended_at IS NULL AND ${people(row!)}`,
    );
    expect(told.map((one) => one.person_id)).toEqual([writer.actor.personId]);
  });

  test('another’s upload, an attached one and one of another thread go into no post', async () => {
    const others = await uploaded(reader);
    const attached = await uploaded(writer);
    await say(writer, { fileIds: [attached] });
    const elsewhere = await uploaded(writer, await threadOf(writer, threadId));
    for (const id of [others, attached, elsewhere, randomUUID()]) {
      const before = await count('post');
      await expect(say(writer, { fileIds: [id] })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        issues: [{ path: 'fileIds' }],
      });
      expect(await count('post')).toBe(before);
    }
    await expect(writer.call('files.discard', { fileId: others })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(writer.call('files.discard', { fileId: attached })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a page of a file as a picture', () => {
  const look = async (who: Someone, id: string, page = 1, headers: Record<string, string> = {}) =>
    fetch(`${url}/files/${id}/pages/${page}?size=small`, {
      headers: { Cookie: await cookieOf(who), 'Sec-Fetch-Dest': 'image', ...headers },
    });

  test('is shown to whoever may have the file, each time through the gate', async () => {
    const id = await uploadedPdf(writer);
    await say(writer, { fileIds: [id] });
    const shown = await look(reader, id, 2);
    expect(shown.status).toBe(200);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/webp',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-cache',
      'cross-origin-resource-policy': 'same-origin',
    });
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect(bytes.toString('latin1', 8, 12)).toBe('WEBP');
    const etag = shown.headers.get('etag')!;
    expect((await look(reader, id, 2, { 'If-None-Match': etag })).status).toBe(304);
    expect((await look(outsider, id, 2, { 'If-None-Match': etag })).status).toBe(404);
    expect((await look(forum.visitor(), id)).status).toBe(401);
    expect((await look(reader, id, 3)).status).toBe(422);
    expect((await look(reader, id, 1, { 'Sec-Fetch-Dest': 'document' })).status).toBe(403);
  });

  test('is drawn once, however many ask at the same time, and goes with the file', async () => {
    const id = await uploadedPdf(writer);
    await say(writer, { fileIds: [id] });
    const answers = await Promise.all([1, 2, 3].map(() => look(reader, id)));
    expect(new Set(answers.map((answer) => answer.headers.get('etag'))).size).toBe(1);
    const { rows } = await forum.run('SELECT 1 FROM file_picture WHERE file_id = $1', [id]);
    expect(rows).toHaveLength(1);
  });

  test('of an upload is its uploader’s alone until a post carries it', async () => {
    const id = await uploadedPdf(writer);
    expect((await look(writer, id)).status).toBe(200);
    expect((await look(reader, id)).status).toBe(404);
  });

  test('a text has none', async () => {
    const answer = await put(writer, 'note.txt', Buffer.from('a note'));
    const { id } = await answer.json();
    expect((await (await look(writer, id)).json()).code).toBe('FILE_NO_PICTURE');
  });

  test('a photograph keeps nothing of where it was taken', async () => {
    const photo = await imageOf('jpeg', { place: true });
    expect(photo.includes('Exif')).toBe(true);
    const answer = await put(writer, 'photo.jpg', photo);
    const got = await get(writer, (await answer.json()).id);
    expect(Buffer.from(await got.arrayBuffer()).includes('Exif')).toBe(false);
  });
});

describe('what is not taken', () => {
  test.each([
    ['letter.pdf', 'a letter that is no PDF', 'FILE_TYPE_MISMATCH'],
    ['page.txt', '<html><script>1</script>', 'FILE_TYPE_REFUSED'],
    ['drawing.svg', '<svg/>', 'FILE_TYPE_REFUSED'],
    ['sheet.docx', 'PK\x03\x04\0\0', 'FILE_TYPE_REFUSED'],
    ['empty.txt', '', 'FILE_EMPTY'],
    ['cut.pdf', '%PDF-1.7\n%%EOF', 'FILE_UNREADABLE'],
  ])('%s: %s', async (name, bytes, code) => {
    const before = await count('file');
    const answer = await put(writer, name, Buffer.from(bytes, 'latin1'));
    expect([answer.status, (await answer.json()).code]).toEqual([422, code]);
    expect(await count('file')).toBe(before);
    expect(await storedKeys()).toEqual(await rowKeys());
  });

  test('a large file of the wrong type is answered, not cut off', async () => {
    const answer = await put(writer, 'large.pdf', Buffer.alloc(8 * 1024 * 1024, 'x'));
    expect([answer.status, (await answer.json()).code]).toEqual([422, 'FILE_TYPE_MISMATCH']);
  });

  test('over the cap it is refused by its announced length, before a byte is sent', async () => {
    expect(await announce(writer, FILE_BYTES + 1)).toBe(413);
  });

  test('who may not write is refused before a byte is sent', async () => {
    expect(await announce(outsider, 1000)).toBe(404);
    expect(await announce(forum.visitor(), 1000)).toBe(401);
  });

  test('a page of another site cannot send one, and a picture tag cannot fetch one', async () => {
    const foreign = await put(writer, 'a.pdf', PDF, 'application/pdf', {
      Origin: 'https://evil.example',
    });
    expect(foreign.status).toBe(403);
    const id = await uploaded(writer);
    expect((await get(writer, id, { 'Sec-Fetch-Dest': 'image' })).status).toBe(403);
  });

  test('a closed thread takes no files', async () => {
    await forum.run(`UPDATE thread SET state = 'closed' WHERE id = $1`, [threadId]);
    const answer = await put(writer, 'a.pdf', PDF);
    await forum.run(`UPDATE thread SET state = 'open' WHERE id = $1`, [threadId]);
    expect([answer.status, (await answer.json()).code]).toEqual([409, 'THREAD_CLOSED']);
  });

  test('a sender that goes away in the middle leaves nothing', async () => {
    const cut = sending(1_000_000, await cookieOf(writer));
    cut.on('error', () => undefined);
    cut.write(PDF);
    await new Promise((done) => setTimeout(done, 300));
    cut.destroy();
    await expect.poll(storedKeys).toEqual(await rowKeys());
  });
});

async function threadOf({ actor }: Someone, except?: string): Promise<string> {
  const { rows } = await forum.run(
    `SELECT t.id FROM thread t JOIN project_member pm ON pm.project_id = t.project_id AND pm.left_at IS NULL
       JOIN project pr ON pr.id = t.project_id AND pr.privacy = 'invited'
      WHERE pm.org_id = $1 AND t.state = 'open' AND t.id IS DISTINCT FROM $2::uuid ORDER BY t.id LIMIT 1`,
    [actor.orgId, except ?? null],
  );
  return rows[0].id;
}

async function memberBeside({ actor }: Someone): Promise<Someone> {
  const { rows } = await forum.run(
    `SELECT p.email, o.slug FROM project_member pm JOIN thread t ON t.project_id = pm.project_id
       JOIN organisation o ON o.id = pm.org_id AND o.kind IN ('hospital', 'company', 'society') AND o.override IS NULL
       JOIN membership m ON m.org_id = o.id AND m.ended_at IS NULL
       JOIN person p ON p.id = m.person_id AND p.deactivated_at IS NULL
      WHERE t.id = $1 AND pm.left_at IS NULL AND o.id <> $2 ORDER BY p.email LIMIT 1`,
    [threadId, actor.orgId],
  );
  return forum.as(rows[0].email, rows[0].slug);
}

async function memberOutside(): Promise<Someone> {
  const { rows } = await forum.run(
    `SELECT p.email, o.slug FROM organisation o
       JOIN membership m ON m.org_id = o.id AND m.ended_at IS NULL JOIN person p ON p.id = m.person_id
      WHERE o.kind = 'hospital' AND o.override IS NULL AND NOT EXISTS (
        SELECT 1 FROM project_member pm JOIN thread t ON t.project_id = pm.project_id
         WHERE t.id = $1 AND pm.org_id = o.id AND pm.left_at IS NULL) ORDER BY p.email LIMIT 1`,
    [threadId],
  );
  return forum.as(rows[0].email, rows[0].slug);
}

const cookies = new Map<Someone, Promise<string>>();

/** A session of theirs, for the organisation they act for. */
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

async function put(
  who: Someone,
  name: string,
  bytes: Buffer,
  type = '',
  headers: Record<string, string> = {},
  to = threadId,
) {
  return fetch(`${url}/files?thread=${to}&name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    headers: {
      Cookie: await cookieOf(who),
      Origin: url,
      ...(type ? { 'Content-Type': type } : {}),
      ...headers,
    },
    body: new Uint8Array(bytes),
  });
}

async function uploaded(who: Someone, to = threadId): Promise<string> {
  const answer = await put(who, 'a.txt', Buffer.from('a note'), 'text/plain', {}, to);
  expect(answer.status).toBe(201);
  return (await answer.json()).id;
}

async function uploadedPdf(who: Someone): Promise<string> {
  const answer = await put(who, 'a.pdf', PDF, 'application/pdf');
  expect(answer.status).toBe(201);
  return (await answer.json()).id;
}

async function get(who: Someone, id: string, headers: Record<string, string> = {}) {
  return fetch(`${url}/files/${id}`, { headers: { Cookie: await cookieOf(who), ...headers } });
}

function say(who: Someone, more: { fileIds?: string[]; clientId?: string } = {}) {
  return who.call('discussions.post', {
    threadId,
    clientId: randomUUID(),
    body: '添付します',
    lang: 'ja',
    ...more,
  });
}

/** A request whose body has been announced and not sent. */
function sending(length: number, cookie: string) {
  return request(`${url}/files?thread=${threadId}&name=a.pdf`, {
    method: 'PUT',
    headers: { Cookie: cookie, Origin: url, 'Content-Length': length },
  });
}

async function announce(who: Someone, length: number): Promise<number> {
  const asked = sending(length, await cookieOf(who));
  asked.on('error', () => undefined);
  asked.flushHeaders();
  const status = await new Promise<number>((done) =>
    asked.once('response', (response) => done(response.statusCode!)),
  );
  asked.destroy();
  return status;
}

async function count(table: 'post' | 'file'): Promise<number> {
  return (await forum.run(`SELECT count(*)::int AS n FROM ${table}`, [])).rows[0].n;
}

async function storedKeys(): Promise<string[]> {
  const keys = [];
  for await (const { key } of forum.fileStore.list()) keys.push(key);
  return keys.sort();
}

async function rowKeys(): Promise<string[]> {
  const { rows } = await forum.run(
    'SELECT storage_key FROM file UNION ALL SELECT storage_key FROM file_picture',
    [],
  );
  return rows.map((row) => row.storage_key).sort();
}
