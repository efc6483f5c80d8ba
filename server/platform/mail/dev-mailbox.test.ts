import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#server/platform/ids.ts';
import { folderTransport, listDevMail, readDevMail } from './dev-mailbox.ts';
import type { OutgoingMail } from './transport.ts';

let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'mailbox-')), 'outbox');
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

test('a mail without a mail server can be read in the folder and on the page', async () => {
  const transport = folderTransport(folder);
  const first = mail('一通目');
  const second = mail('二通目');
  await transport.send(first, AbortSignal.timeout(1_000));
  await new Promise((resolve) => setTimeout(resolve, 5));
  await transport.send(second, AbortSignal.timeout(1_000));

  expect((await listDevMail(folder)).map(({ id, subject }) => [id, subject])).toEqual([
    [second.id, '二通目'],
    [first.id, '一通目'],
  ]);
  const read = await readDevMail(folder, first.id);
  expect(read).toMatchObject({
    to: { name: '佐藤', address: 'sato@hokuto.example' },
    text: '本文',
  });
  expect(read!.html).toBe('<img src="data:image/png;base64,AAAA">');
  expect(read!.attachments).toEqual([expect.objectContaining({ filename: 'event.ics' })]);

  const eml = await readFile(join(folder, `${first.id}.eml`), 'utf8');
  expect(eml).toContain('Message-ID: <x@forum.example>');
  expect(eml).toContain('Content-Type: text/calendar');
  expect((await stat(join(folder, `${first.id}.eml`))).mode & 0o777).toBe(0o600);
});

test('an id that is none, or of no mail, finds nothing', async () => {
  expect(await listDevMail(folder)).toEqual([]);
  for (const id of ['../keyring', '..', '', newId()]) {
    expect(await readDevMail(folder, id)).toBeNull();
  }
});

function mail(subject: string): OutgoingMail {
  return {
    id: newId(),
    kind: 'password-reset',
    lang: 'ja',
    messageId: '<x@forum.example>',
    from: { name: 'MEJ Forum', address: 'forum@mej.example' },
    to: { name: '佐藤', address: 'sato@hokuto.example' },
    subject,
    html: '<img src="cid:mark@mej-forum">',
    text: '本文',
    attachments: [
      { filename: 'event.ics', contentType: 'text/calendar', content: 'BEGIN:VCALENDAR' },
      { filename: 'mark.png', contentType: 'image/png', content: 'AAAA', cid: 'mark@mej-forum' },
    ],
  };
}
