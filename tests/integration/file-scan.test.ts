import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ScannerError, threadFiles } from '#server/platform/files/index.ts';
import { scanOnce, scanQueue } from '#server/files/index.ts';
import { CLAMD, EICAR, testClamd } from '#tests/fixtures/clamd.ts';
import { pdfOf } from '#tests/fixtures/documents.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

const why = CLAMD ? '' : ' (skipped: no clamd on this machine; Debian has it as clamav-daemon)';

describe.skipIf(!CLAMD)(`with a clamd that knows EICAR${why}`, () => {
  let forum: TestForum;
  let clamd: Awaited<ReturnType<typeof testClamd>>;
  let writer: Someone;
  let staff: Someone;
  let threadId: string;

  beforeAll(async () => {
    clamd = await testClamd();
    forum = await testForum({ seed: true, clamd: clamd.address });
    writer = await forum.as('society@aozora.example');
    staff = await forum.as('staff@mej.example');
    const { rows } = await forum.run(
      `SELECT t.id FROM thread t JOIN project_member pm ON pm.project_id = t.project_id AND pm.left_at IS NULL
        WHERE pm.org_id = $1 AND t.state = 'open' ORDER BY t.id LIMIT 1`,
      [writer.actor.orgId],
    );
    threadId = rows[0].id;
  });
  afterAll(async () => {
    await forum?.close();
    await clamd?.remove();
  });

  const take = (name: string, bytes: Buffer) =>
    forum.files.put(Readable.from([bytes]), { name, declared: '', allowed: threadFiles });
  const finish = async (name: string, bytes: Buffer) =>
    writer.call('files.finish', { threadId, stored: (await take(name, bytes)) as never });
  const scan = async (fileId: string, attempt: number) =>
    scanOnce(forum.database, forum.files, { fileId }, { attempt });
  const stateOf = async (id: string) =>
    (await forum.run('SELECT scan FROM file WHERE id = $1', [id])).rows[0].scan;
  const say = (fileIds: string[]) =>
    writer.call('discussions.post', {
      threadId,
      clientId: randomUUID(),
      body: '添付します',
      lang: 'ja',
      fileIds,
    });

  test('a clean file is clean, a large one too', async () => {
    expect(await take('a.txt', Buffer.from('a letter'))).toMatchObject({ scan: 'clean' });
    expect(await take('a.pdf', await pdfOf({ bytes: 5_000_000 }))).toMatchObject({ scan: 'clean' });
  });

  test('a file with a virus is refused, and nothing of it is kept', async () => {
    const before = await keys();
    await expect(take('a.txt', Buffer.from(EICAR))).rejects.toMatchObject({
      code: 'FILE_INFECTED',
    });
    expect(await keys()).toEqual(before);
  });

  test('while the scanner is away a file waits, is handed to nobody, and follows when it is back', async () => {
    await clamd.stop();
    const file = await finish('while-away.txt', Buffer.from('a letter'));
    expect(file.scan).toBe('pending');
    const { seq } = await say([file.id]);
    await expect(writer.call('files.open', { fileId: file.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(scan(file.id, 0)).rejects.toBeInstanceOf(ScannerError);
    await clamd.start();
    const queued = await forum.run(
      `SELECT 1 FROM pgboss.job WHERE name = $1 AND data->>'fileId' = $2`,
      [scanQueue.name, file.id],
    );
    expect(queued.count).toBe(1);
    await scan(file.id, 1);
    expect(await stateOf(file.id)).toBe('clean');
    await expect(writer.call('files.open', { fileId: file.id })).resolves.toBeTruthy();
    const events = await forum.run(
      `SELECT e.type FROM channel_event e JOIN channel c ON c.id = e.channel_id
        WHERE c.kind = 'thread' AND c.record_id = $1 AND e.seq > $2`,
      [threadId, seq],
    );
    expect(events.rows.map((row) => row.type)).toContain('post.filesChecked');
  });

  test('a virus that is found late closes the file where it is shown', async () => {
    await clamd.stop();
    const file = await finish('late.txt', Buffer.from(EICAR));
    await say([file.id]);
    await clamd.start();
    await scan(file.id, 1);
    const page = await writer.call('discussions.threadPage', { threadId });
    const shown = page.posts.flatMap((post) => post.attachments).find((one) => one.id === file.id);
    expect(shown?.scan).toBe('infected');
    for (const name of ['files.open', 'files.page'] as const) {
      await expect(writer.call(name, { fileId: file.id })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }
  });

  test('after the last try it waits for the secretariat, who can have it tried anew', async () => {
    await clamd.stop();
    const file = await finish('never.txt', Buffer.from('a letter'));
    await scan(file.id, scanQueue.retries);
    await clamd.start();
    expect(await stateOf(file.id)).toBe('error');
    const { scans, files } = await staff.call('files.held', {});
    expect(scans).toBe(true);
    expect(files).toContainEqual(expect.objectContaining({ id: file.id, scan: 'error' }));
    const { waiting } = await staff.call('home.overview', {});
    expect(waiting).toContainEqual(expect.objectContaining({ type: 'file.held', count: 1 }));
    await expect(writer.call('files.held', {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await staff.call('files.scanAgain', {})).toEqual({ count: 1 });
    await scan(file.id, 0);
    expect(await stateOf(file.id)).toBe('clean');
  });

  async function keys(): Promise<string[]> {
    const all = [];
    for await (const { key } of forum.fileStore.list()) all.push(key);
    return all.sort();
  }
});

test('without a scanner a file is marked as not scanned, and the secretariat is told', async () => {
  const forum = await testForum({ seed: true });
  try {
    const staff = await forum.as('staff@mej.example');
    const stored = await forum.files.put(Readable.from([Buffer.from('x')]), {
      name: 'a.txt',
      declared: '',
      allowed: threadFiles,
    });
    expect(stored.scan).toBe('unscanned');
    expect((await staff.call('files.held', {})).scans).toBe(false);
    expect((await staff.call('home.overview', {})).unscanned).toBe(true);
    const member = await forum.as('society@aozora.example');
    expect((await member.call('home.overview', {})).unscanned).toBe(false);
  } finally {
    await forum.close();
  }
});
