import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { templates } from '#emails/compose.tsx';
import { renderMail } from '#emails/render.tsx';
import { openDatabase, transaction, type Database } from '#server/platform/database/transaction.ts';
import { createLog } from '#server/platform/log.ts';
import { newId } from '#server/platform/ids.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { freshDatabase, type FreshDatabase } from '#tests/fixtures/database.ts';
import { mailServer, reply, type MailServer, type Received } from '#tests/fixtures/smtp.ts';
import { createMailWorker, enqueueMail, smtpTransport, type NewMail } from './index.ts';
import { retryPauses } from './retry.ts';
import type { MailWorkerOptions } from './worker.ts';

const sato = { name: '佐藤 花子', address: 'sato@hokuto.example' };
let fresh: FreshDatabase;
let database: Database;
let server: MailServer | undefined;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.appUrl, { max: 20, statementTimeoutMs: 10_000 });
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});
beforeEach(async () => {
  await owner(`TRUNCATE outbox_mail, mail_suppression`);
  await owner(`UPDATE forum_clock SET shift = '0 seconds'`);
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  server = undefined;
});

describe('a mail', () => {
  test('of a transaction that rolls back is never sent', async () => {
    const worker = await workerOn();
    await transaction(database, {}, async (tx) => {
      await enqueueMail(tx, registration('a'));
      throw new Error('rolled back');
    }).catch(() => undefined);
    expect(await worker.sendDue()).toBe(0);
    expect(server!.received).toEqual([]);
  });

  test('arrives as it was meant, with its own Message-ID and an entry for the calendar', async () => {
    const worker = await workerOn();
    await enqueue(registration('a'));
    expect(await worker.sendDue()).toBe(1);
    const [{ from, to, mail }] = server!.received as [Received];
    const [row] = await rows();
    expect({ from, to }).toEqual({ from: 'forum@mej.example', to: ['sato@hokuto.example'] });
    expect(mail.to).toEqual([sato]);
    expect(mail.from).toEqual({ name: 'MEJ Forum', address: 'forum@mej.example' });
    expect(mail.subject).toBe('【参加登録完了】第12回 国際医療展開シンポジウム');
    expect(mail.messageId).toBe(`<${row!.id}@forum.example>`);
    expect(header(mail, 'x-entity-ref-id')).toBe(row!.id);
    expect(header(mail, 'auto-submitted')).toBe('auto-generated');
    expect(mail.text).toContain('参加登録が完了しました');
    expect(mail.html).toContain('参加登録が完了しました');
    expect(mail.attachments.map(({ mimeType, filename }) => [mimeType, filename])).toEqual([
      ['image/png', 'mark.png'],
      ['text/calendar', 'event.ics'],
    ]);
    expect(row).toMatchObject({ state: 'sent', attempts: 1, smtp_code: 250, vars: {} });
  });

  test('asked for fifty times at once under one key is sent once', async () => {
    const worker = await workerOn();
    const written = await Promise.all(Array.from({ length: 50 }, () => enqueue(registration('a'))));
    expect(written.filter(Boolean)).toHaveLength(1);
    await worker.sendDue();
    expect(server!.received).toHaveLength(1);
  });

  test('with variables its kind does not know is refused where it is written', async () => {
    const vars = { ...templates['referral-offered'].preview, patient: 'Hanako' };
    const bad = { kind: 'referral-offered', to: sato, lang: 'ja', vars, dedupeKey: 'x' } as NewMail;
    await expect(enqueue(bad)).rejects.toThrow();
    await expect(
      enqueue({ ...registration('a'), to: { ...sato, address: 'a@b' } }),
    ).rejects.toMatchObject({ code: 'ADDRESS_INVALID' });
  });

  test('of many is sent once though two workers look for them', async () => {
    const workers = [
      await workerOn({ parallel: 3, render: plain }),
      await workerOn({ parallel: 3, render: plain }),
    ];
    await transaction(database, {}, async (tx) => {
      for (let n = 0; n < 300; n += 1) {
        await enqueueMail(tx, {
          ...registration(`m${n}`),
          to: { ...sato, address: `p${n}@hokuto.example` },
        });
      }
    });
    const handled = await Promise.all(workers.map((worker) => worker.sendDue()));
    expect(handled[0]! + handled[1]!).toBe(300);
    expect(server!.received).toHaveLength(300);
    expect(new Set(server!.received.map(({ to }) => to[0])).size).toBe(300);
  }, 60_000);
});

describe('a server that refuses for now', () => {
  test('is tried again after the pauses of the table, and the mail arrives once', async () => {
    let refusals = 5;
    const worker = await workerOn(
      { random: () => 0.5 },
      {
        onRcptTo: (_address, _session, done) =>
          refusals-- > 0 ? done(reply(451, '4.3.0 try later')) : done(),
      },
    );
    await enqueue(registration('a'));
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(await worker.sendDue()).toBe(1);
      const [row] = await rows();
      expect(row).toMatchObject({
        state: 'pending',
        attempts: attempt,
        smtp_code: 451,
        last_error: 'refused',
      });
      const pause = retryPauses[attempt - 1]!;
      expect(row!.next_at.getTime() - (await now()).getTime()).toBeGreaterThan(pause - 5_000);
      expect(row!.next_at.getTime() - (await now()).getTime()).toBeLessThanOrEqual(pause);
      expect(await worker.sendDue()).toBe(0);
      await pass(pause + 1_000);
    }
    await worker.sendDue();
    expect((await rows())[0]).toMatchObject({ state: 'sent', attempts: 6 });
    expect(server!.received).toHaveLength(1);
  });

  test('eight times gets the mail put aside', async () => {
    const worker = await workerOn(
      {},
      { onRcptTo: (_a, _s, done) => done(reply(451, '4.3.0 later')) },
    );
    await enqueue(registration('a'));
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await worker.sendDue();
      await pass(30 * 3_600_000);
    }
    expect((await rows())[0]).toMatchObject({ state: 'dead', attempts: 8, vars: {} });
  });

  test.each([
    [
      'a greeting of 554',
      { onConnect: (_s: unknown, done: (e?: Error) => void) => done(reply(554, 'no service')) },
    ],
    [
      'a sender that is refused',
      {
        onMailFrom: (_a: unknown, _s: unknown, done: (e?: Error) => void) =>
          done(reply(550, '5.7.1 not allowed')),
      },
    ],
    [
      'a relay that is denied',
      {
        onRcptTo: (_a: unknown, _s: unknown, done: (e?: Error) => void) =>
          done(reply(550, '5.7.1 relaying denied')),
      },
    ],
  ])('by %s is tried again, and the address is not blamed', async (_name, handlers) => {
    const worker = await workerOn({}, handlers as never);
    await enqueue(registration('a'));
    await worker.sendDue();
    expect((await rows())[0]).toMatchObject({ state: 'pending', attempts: 1 });
    expect(await suppressed()).toEqual([]);
  });

  test('by having no TLS where TLS is required gets nothing in clear text', async () => {
    server = await mailServer();
    closing.push(server.close);
    const worker = makeWorker({ transport: smtpTransport({ url: server.url, requireTls: true }) });
    await enqueue(registration('a'));
    await worker.sendDue();
    expect((await rows())[0]).toMatchObject({ state: 'pending', last_error: 'tls' });
    expect(server.received).toEqual([]);
  });

  test('by a certificate nobody signed gets nothing', async () => {
    const worker = await workerOn({}, { disabledCommands: ['AUTH'] });
    await enqueue(registration('a'));
    await worker.sendDue();
    expect((await rows())[0]).toMatchObject({ state: 'pending' });
    expect(server!.received).toEqual([]);
  });
});

describe('a mailbox that does not exist', () => {
  test('is given up at once, remembered, and sent nothing more', async () => {
    const worker = await workerOn(
      {},
      {
        onRcptTo: ({ address }, _session, done) =>
          done(reply(550, `5.1.1 <${address}> user unknown`)),
      },
    );
    await enqueue(registration('a'));
    await worker.sendDue();
    const [row] = await rows();
    expect(row).toMatchObject({
      state: 'dead',
      attempts: 1,
      smtp_code: 550,
      last_error: 'refused',
    });
    expect(row!.smtp_reply).not.toContain('sato');
    expect(await suppressed()).toEqual(['sato@hokuto.example']);
    await enqueue(registration('b'));
    await worker.sendDue();
    expect((await rows())[1]).toMatchObject({
      state: 'suppressed',
      last_error: 'bounced',
      attempts: 0,
    });
  });
});

describe('a server that fails while it is spoken to', () => {
  test('after it stored the mail gets the same mail again, recognisable by its Message-ID', async () => {
    const ids: string[] = [];
    let cut = true;
    const worker = await workerOn(
      {},
      {
        onData(stream, _session, done) {
          let raw = '';
          stream.on('data', (chunk) => (raw += chunk));
          stream.on('end', () => {
            ids.push(/^Message-ID: (.*)$/im.exec(raw)![1]!.trim());
            if (cut) server!.cutOff();
            else done();
            cut = false;
          });
        },
      },
    );
    await enqueue(registration('a'));
    await worker.sendDue();
    expect((await rows())[0]).toMatchObject({ state: 'pending', last_error: 'connection' });
    await pass(60_000);
    await worker.sendDue();
    expect((await rows())[0]).toMatchObject({ state: 'sent' });
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  test.each([
    ['greeting', 0],
    ['EHLO', 1],
    ['MAIL', 2],
    ['RCPT', 3],
    ['DATA', 4],
    ['the dot', 5],
  ])('by hanging at %s is left after the timeout', async (_stage, answers) => {
    const { url } = await hangingServer(answers);
    const worker = makeWorker({
      transport: smtpTransport({ url, requireTls: false, timeoutMs: 400 }),
    });
    await enqueue(registration('a'));
    const began = Date.now();
    await worker.sendDue();
    expect(Date.now() - began).toBeLessThan(3_000);
    expect((await rows())[0]).toMatchObject({
      state: 'pending',
      attempts: 1,
      last_error: 'timeout',
    });
  });

  test('by answering a word at a time is left at the deadline', async () => {
    const { url } = await hangingServer(0, (socket) => {
      const timer = setInterval(() => socket.write('220-still here\r\n'), 100);
      socket.on('close', () => clearInterval(timer));
    });
    const transport = smtpTransport({ url, requireTls: false, timeoutMs: 5_000 });
    const worker = makeWorker({ transport, deadlineMs: 800 });
    await enqueue(registration('a'));
    const began = Date.now();
    await worker.sendDue();
    expect(Date.now() - began).toBeLessThan(3_000);
    expect((await rows())[0]).toMatchObject({ state: 'pending', last_error: 'timeout' });
  });
});

describe('a worker that dies', () => {
  test('holds a mail for two minutes at most', async () => {
    await enqueue(registration('a'));
    await database.pool.query(
      `UPDATE outbox_mail SET state = 'leased', lease_by = gen_random_uuid(), lease_until = forum_now() + interval '2 minutes'`,
    );
    const worker = await workerOn();
    expect(await worker.sendDue()).toBe(0);
    await pass(121_000);
    expect(await worker.sendDue()).toBe(1);
    expect(server!.received).toHaveLength(1);
  });

  test('cannot write over what another worker did meanwhile', async () => {
    await enqueue(registration('a'));
    const slow = makeWorker({
      transport: {
        async send() {
          await database.pool.query(`UPDATE outbox_mail SET lease_by = gen_random_uuid()`);
          throw new Error('late');
        },
        close: () => undefined,
      },
    });
    await slow.sendDue();
    expect((await rows())[0]).toMatchObject({ state: 'leased', attempts: 0 });
  });
});

describe('the recipient', () => {
  const personId = '0193d6f2-8f0a-7c41-9b37-5a1d2c3e4f50';
  const toPerson = (key: string): NewMail => ({ ...registration(key), to: { personId } });

  test('is looked up when the mail is sent, not when it was written', async () => {
    let address = 'old@hokuto.example';
    const worker = await workerOn({ recipient: async () => ({ name: '佐藤', address }) });
    await enqueue(toPerson('a'));
    address = 'new@hokuto.example';
    await worker.sendDue();
    expect(server!.received[0]!.to).toEqual(['new@hokuto.example']);
    expect((await rows())[0]).toMatchObject({ to_address: null });
  });

  test('who lost the right meanwhile gets nothing', async () => {
    const asked: unknown[] = [];
    const worker = await workerOn({ recipient: async (_tx, mail) => (asked.push(mail), null) });
    await enqueue(toPerson('a'));
    await worker.sendDue();
    expect(server!.received).toEqual([]);
    expect((await rows())[0]).toMatchObject({
      state: 'suppressed',
      last_error: 'no recipient',
      vars: {},
    });
    expect(asked).toEqual([
      expect.objectContaining({ kind: 'event-registration-confirmed', personId }),
    ]);
  });

  test('gets at most twenty in an hour; the rest waits and then comes', async () => {
    const worker = await workerOn({ recipient: async () => sato, render: plain, parallel: 1 });
    for (let n = 0; n < 22; n += 1) await enqueue(toPerson(`m${n}`));
    await worker.sendDue();
    expect(server!.received).toHaveLength(20);
    await pass(3_601_000);
    await worker.sendDue();
    expect(server!.received).toHaveLength(22);
  });

  test('gets at most five reset mails a day, the sixth is dropped', async () => {
    const worker = await workerOn({ recipient: async () => sato, render: plain, parallel: 1 });
    for (let n = 0; n < 6; n += 1) await enqueue({ ...reset(`r${n}`), to: { personId } });
    await worker.sendDue();
    expect(server!.received).toHaveLength(5);
    expect((await rows()).filter(({ state }) => state === 'suppressed')).toEqual([
      expect.objectContaining({ last_error: 'too many' }),
    ]);
  });
});

describe('a reset mail', () => {
  test('goes before mails that wait longer', async () => {
    const worker = await workerOn({ parallel: 1, render: plain });
    await enqueue(registration('a'));
    await enqueue(reset('r'));
    await worker.sendDue();
    expect(server!.received.map(({ mail }) => mail.subject)).toEqual([
      'password-reset',
      'event-registration-confirmed',
    ]);
  });

  test('is not sent after half an hour, and its link is forgotten', async () => {
    const worker = await workerOn();
    await enqueue(reset('r'));
    await pass(31 * 60_000);
    await worker.sendDue();
    expect(server!.received).toEqual([]);
    expect((await rows())[0]).toMatchObject({ state: 'dead', last_error: 'stale', vars: {} });
  });
});

describe('text that tries to become a header or a recipient', () => {
  const payloads = [
    'a\r\nBcc: evil@evil.example',
    'a\nBcc: evil@evil.example',
    'a\rBcc: evil@evil.example',
    'a\r\n\r\n<html>new body',
    'a, evil@evil.example',
    'a <evil@evil.example>',
    '"a" <evil@evil.example>, b',
    'a;evil@evil.example',
    'a\0evil@evil.example',
    'a\u2028Bcc: evil@evil.example',
    'a\u0085Bcc: evil@evil.example',
    '=?utf-8?Q?a=0D=0ABcc:_evil@evil.example?=',
    'a%0d%0aBcc:evil@evil.example',
    '\u202eelpmaxe.live@live',
    'group: evil@evil.example;',
  ];

  test.each(payloads)('%j stays text in name and subject', async (payload) => {
    const worker = await workerOn();
    const { vars } = registration('a');
    await enqueue({
      ...registration('a'),
      to: { ...sato, name: payload },
      vars: { ...vars, title: payload, venue: payload },
    });
    await worker.sendDue();
    const [{ to, mail }] = server!.received as [Received];
    expect(server!.received).toHaveLength(1);
    expect(to).toEqual(['sato@hokuto.example']);
    expect(mail.to).toHaveLength(1);
    expect(mail.to![0]!.address).toBe('sato@hokuto.example');
    expect(mail.cc ?? mail.bcc ?? mail.replyTo).toBeUndefined();
    expect([...new Set(mail.headers.map(({ key }) => key))].sort()).toEqual([
      'auto-submitted',
      'content-language',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
      'x-entity-ref-id',
    ]);
    expect(mail.attachments).toHaveLength(2);
  });

  test.each(payloads)('%j is no address', async (payload) => {
    await expect(
      enqueue({ ...registration('a'), to: { name: '', address: payload } }),
    ).rejects.toMatchObject({ code: 'ADDRESS_INVALID' });
    const worker = await workerOn({ recipient: async () => ({ name: 'x', address: payload }) });
    await enqueue({ ...registration('b'), to: { personId: newId() } });
    await worker.sendDue();
    expect(server!.received).toEqual([]);
  });
});

test('the loop sends by itself and stops when told', async () => {
  const worker = await workerOn({ pollMs: 50 });
  worker.start();
  await enqueue(registration('a'));
  await expect.poll(() => server!.received.length, { timeout: 5_000 }).toBe(1);
  await worker.stop();
  await enqueue(registration('b'));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(server!.received).toHaveLength(1);
});

function registration(key: string): Extract<NewMail, { kind: 'event-registration-confirmed' }> {
  return {
    kind: 'event-registration-confirmed',
    to: sato,
    lang: 'ja',
    vars: templates['event-registration-confirmed'].preview,
    dedupeKey: `test:${key}`,
  };
}

function reset(key: string): Extract<NewMail, { kind: 'password-reset' }> {
  return {
    kind: 'password-reset',
    to: sato,
    lang: 'ja',
    vars: templates['password-reset'].preview,
    dedupeKey: `test:${key}`,
  };
}

const plain: MailWorkerOptions['render'] = async (kind) => ({
  subject: kind,
  html: 'x',
  text: 'x',
  attachments: [],
});

async function workerOn(
  options: Partial<MailWorkerOptions> = {},
  handlers: Parameters<typeof mailServer>[0] = {},
) {
  if (!server) {
    server = await mailServer(handlers);
    closing.push(server.close);
  }
  return makeWorker({
    transport: smtpTransport({ url: server.url, requireTls: false, timeoutMs: 3_000 }),
    ...options,
  });
}

function makeWorker(options: Partial<MailWorkerOptions> & Pick<MailWorkerOptions, 'transport'>) {
  const worker = createMailWorker({
    database,
    log: createLog('silent'),
    render: renderMail,
    recipient: async () => null,
    from: { name: 'MEJ Forum', address: 'forum@mej.example' },
    origin: () => 'https://forum.example',
    ...options,
  });
  closing.push(() => worker.stop({ timeoutMs: 100 }));
  return worker;
}

/** Answers so many commands as a mail server would, then falls silent. */
async function hangingServer(
  answers: number,
  onConnect?: (socket: Socket) => void,
): Promise<{ url: string }> {
  const sockets = new Set<Socket>();
  const replies = ['220 hello', '250 hello', '250 sender', '250 recipient', '354 go on'];
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (onConnect) return onConnect(socket);
    let said = 0;
    const say = () => said < answers && socket.write(`${replies[said++]}\r\n`);
    say();
    socket.on('data', say);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function enqueue(mail: NewMail): Promise<boolean> {
  return transaction(database, {}, (tx) => enqueueMail(tx, mail));
}

type Row = {
  id: string;
  state: string;
  attempts: number;
  next_at: Date;
  smtp_reply: string | null;
};

async function rows(): Promise<Row[]> {
  return (await database.pool.query<Row>('SELECT * FROM outbox_mail ORDER BY id')).rows;
}

async function suppressed(): Promise<string[]> {
  const { rows } = await database.pool.query<{ address: string }>(
    'SELECT address FROM mail_suppression',
  );
  return rows.map(({ address }) => address);
}

function header(
  mail: { headers: { key: string; value: string }[] },
  name: string,
): string | undefined {
  return mail.headers.find(({ key }) => key === name)?.value;
}

async function now(): Promise<Date> {
  return transaction(database, {}, async (tx) => tx.now);
}

async function pass(ms: number): Promise<void> {
  await owner(
    `UPDATE forum_clock SET shift = (shift::interval + interval '${ms} milliseconds')::text`,
  );
}

async function owner(statement: string): Promise<void> {
  await asOwner(fresh.ownerUrl, async (sql) => {
    await sql.unsafe(statement);
  });
}
