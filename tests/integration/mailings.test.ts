import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderMail } from '#emails/render.tsx';
import { orgOf, personOf } from '#prisma/seed/cast.ts';
import { mailFiller, writeAtOnce, writeDigests } from '#server/mailings/index.ts';
import { notify, type Notice } from '#server/notifications/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { createLog } from '#server/platform/log.ts';
import { createMailWorker, smtpTransport } from '#server/platform/mail/index.ts';
import { recipientOf } from '#server/recipients.ts';
import { mailServer, type MailServer } from '#tests/fixtures/smtp.ts';
import { testForum, type TestForum } from '#tests/fixtures/test-forum.ts';

const DOCTOR = personOf('tsuji');
const WRITER = personOf('sato');
/** Noon in Tokyo, a Wednesday. */
const NOON = '2027-03-03T03:00:00Z';

let forum: TestForum;
let server: MailServer;
let worker: ReturnType<typeof createMailWorker>;
let thread: { id: string; title: string; projectId: string };

beforeAll(async () => {
  forum = await testForum({ seed: true });
  const { rows } = await forum.run(
    `SELECT t.id, t.title, t.project_id AS "projectId" FROM thread t
       JOIN project_member a ON a.project_id = t.project_id AND a.org_id = $1 AND a.left_at IS NULL
       JOIN project_member b ON b.project_id = t.project_id AND b.org_id = $2 AND b.left_at IS NULL
      WHERE t.kind = 'thread' AND t.state = 'open' ORDER BY t.created_at LIMIT 1`,
    [orgOf('aoba').id, orgOf('aozora').id],
  );
  thread = rows[0];
});
afterAll(() => forum.close());
beforeEach(async () => {
  await forum.run('DELETE FROM notification', []);
  await forum.run('DELETE FROM notification_round', []);
  await forum.run('DELETE FROM notification_preference', []);
  await forum.run('DELETE FROM notification_override', []);
  await forum.run('DELETE FROM thread_follow', []);
  await forum.run('DELETE FROM outbox_mail', []);
  // What the seed tells is read by everybody, so that a mail holds what its test wrote.
  await forum.run(
    `INSERT INTO read_state (person_id, thread_id, last_read_seq, at)
     SELECT p.id, c.record_id, c.last_seq, now() FROM person p, channel c WHERE c.kind = 'thread'
     ON CONFLICT (person_id, thread_id) DO UPDATE SET last_read_seq = excluded.last_read_seq`,
    [],
  );
  await at(NOON);
  server = await mailServer();
  worker = createMailWorker({
    database: forum.database,
    log: createLog('silent'),
    transport: smtpTransport({ url: server.url, requireTls: false }),
    render: renderMail,
    recipient: recipientOf,
    fill: mailFiller(forum.kernel.capabilities, forum.keyRing),
    from: { name: 'MEJ Forum', address: 'forum@mej.example' },
    origin: () => 'https://forum.example',
  });
});
afterEach(async () => {
  await worker.stop();
  await server.close();
});

/** Sets the forum's clock to a moment; it goes on from there. */
async function at(moment: string) {
  await forum.shiftClock(`${(Date.parse(moment) - Date.now()) / 1000} seconds`);
}
/** Everything due by then is written and sent; answers the mails to one person. */
async function send(to = DOCTOR.email) {
  await writeAtOnce(forum.database);
  await writeDigests(forum.database);
  await worker.sendDue();
  return server.received.filter((mail) => mail.to[0] === to).map(({ mail }) => mail);
}
const tell = (more: Partial<Notice> = {}) =>
  transaction(forum.database, {}, (tx) =>
    notify(tx, {
      type: 'discussion.mentioned',
      subject: { kind: 'thread', id: thread.id },
      to: sql`m.person_id = ${DOCTOR.id}::uuid`,
      actorId: WRITER.id,
      ...more,
    }),
  );
const writes = async (body: string) =>
  (await forum.as(WRITER.email)).call('discussions.post', {
    threadId: thread.id,
    clientId: crypto.randomUUID(),
    body,
    lang: 'ja',
  });
const header = (mail: { headers: { key: string; value: string }[] }, key: string) =>
  mail.headers.find((one) => one.key === key)?.value;
const DEFAULTS = {
  personal: 'realtime',
  referrals: 'realtime',
  discussions: 'weekly',
  events: 'weekly',
  quietFrom: 1320,
  quietUntil: 420,
  digestHour: 8,
  digestDay: 1,
} as const;
const chooses = async (more: object) =>
  (await forum.as(DOCTOR.email)).call('mailings.savePreferences', { ...DEFAULTS, ...more });

describe('what is meant for somebody', () => {
  test('comes at once, with what was written, a way to answer and a way to end it', async () => {
    const post = await writes('次回の日程を**ご確認**ください。');
    await tell({ facts: { postId: post.id, seq: post.seq } });
    expect(await send()).toHaveLength(0);
    await at('2027-03-03T03:02:00Z');
    const [mail, ...others] = await send();
    expect(others).toEqual([]);
    expect(mail!.subject).toContain(thread.title);
    for (const part of [mail!.html!, mail!.text!]) {
      expect(part).toContain('次回の日程をご確認ください。');
      expect(part).toContain(`https://forum.example/discussions/posts/${post.id}?reply`);
    }
    const link = /<(https:\/\/forum\.example\/unsubscribe\/[^>]+)>/.exec(
      header(mail!, 'list-unsubscribe')!,
    )![1]!;
    expect(header(mail!, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(mail!.html).toContain(link);
  });

  test('in a burst comes as one mail, and the next no sooner than ten minutes after', async () => {
    for (let n = 0; n < 12; n += 1) await tell({ facts: { seq: n } });
    await at('2027-03-03T03:02:00Z');
    expect(await send()).toHaveLength(1);
    await tell({ facts: { seq: 20 } });
    await at('2027-03-03T03:06:00Z');
    expect(await send()).toHaveLength(1);
    await at('2027-03-03T03:13:00Z');
    expect(await send()).toHaveLength(2);
    await at('2027-03-03T05:00:00Z');
    expect(await send()).toHaveLength(2);
  });

  test('and was read meanwhile is not mailed', async () => {
    await tell({ facts: { seq: 1 } });
    await (await forum.as(DOCTOR.email)).call('notifications.markAllRead', {});
    await at('2027-03-03T03:02:00Z');
    expect(await send()).toEqual([]);
  });

  test('in the quiet hours waits until they end, in the person’s own zone', async () => {
    await forum.run(`UPDATE person SET time_zone = 'Europe/Berlin' WHERE id = $1`, [DOCTOR.id]);
    try {
      // 28 March 2027, 01:30 in Berlin, half an hour before its clocks go forward.
      await at('2027-03-28T00:30:00Z');
      await tell();
      await at('2027-03-28T04:58:00Z');
      expect(await send()).toEqual([]);
      await at('2027-03-28T05:01:00Z');
      expect(await send()).toHaveLength(1);
    } finally {
      await forum.run(`UPDATE person SET time_zone = 'Asia/Tokyo' WHERE id = $1`, [DOCTOR.id]);
    }
  });

  test('is not mailed to somebody who lost the right to see it before it went out', async () => {
    await tell();
    await at('2027-03-03T03:02:00Z');
    await writeAtOnce(forum.database);
    const leaves = `UPDATE project_member SET left_at = $2 WHERE project_id = $3 AND org_id = $1`;
    await forum.run(leaves, [orgOf('aoba').id, new Date(), thread.projectId]);
    try {
      expect(await send()).toEqual([]);
      const { rows } = await forum.run(
        `SELECT state, last_error FROM outbox_mail WHERE person_id = $1`,
        [DOCTOR.id],
      );
      expect(rows).toEqual([{ state: 'suppressed', last_error: 'nothing to say' }]);
    } finally {
      await forum.run(leaves, [orgOf('aoba').id, null, thread.projectId]);
    }
  });

  test('of a referral is a link and nothing else', async () => {
    const { rows } = await forum.run(
      `SELECT id, code FROM referral ORDER BY created_at LIMIT 1`,
      [],
    );
    const staff = personOf('okada');
    await tell({
      type: 'referral.submitted',
      subject: { kind: 'referral', id: rows[0].id },
      to: sql`m.person_id = ${staff.id}::uuid AND o.kind = 'secretariat'`,
      facts: { code: rows[0].code },
    });
    await at('2027-03-03T03:02:00Z');
    const [mail] = await send(staff.email);
    const said = mail!.text!.replaceAll(/https:\S+/g, '');
    expect(mail!.text).toContain('https://forum.example/referrals/');
    expect(`${mail!.subject} ${said}`).not.toContain(rows[0].code.slice(0, 8));
  });
});

describe('a digest', () => {
  /** Monday, 8 March 2027, 8:05 in Tokyo. */
  const MONDAY = '2027-03-07T23:05:00Z';

  test('tells of the week by project and thread, once, at the person’s own hour', async () => {
    await send();
    await writes('議事録の案を共有します。');
    await at('2027-03-07T22:50:00Z');
    expect(await send()).toEqual([]);
    await at(MONDAY);
    await Promise.all(Array.from({ length: 4 }, () => writeDigests(forum.database)));
    const [mail, ...others] = await send();
    expect(others).toEqual([]);
    expect(mail!.subject).toContain('今週のまとめ');
    expect(mail!.text).toContain(thread.title);
    expect(mail!.text).toContain('議事録の案を共有します。');
    await at('2027-03-08T03:00:00Z');
    expect(await send()).toHaveLength(1);
  });

  test('of a week without news is not sent', async () => {
    await send();
    await at(MONDAY);
    expect(await send()).toEqual([]);
  });

  test('leaves out what was deleted, and threads that were muted', async () => {
    await send();
    const post = await writes('取り消す予定の文面です。');
    await (await forum.as(WRITER.email)).call('discussions.deletePost', { postId: post.id });
    await writes('残る文面です。');
    await at(MONDAY);
    await writeDigests(forum.database);
    await forum.run(
      `INSERT INTO thread_follow (person_id, thread_id, level, at) VALUES ($1, $2, 'mute', now())`,
      [DOCTOR.id, thread.id],
    );
    expect(await send()).toEqual([]);
    const others = server.received.filter(({ mail }) => mail.text?.includes('残る文面です。'));
    expect(others.length).toBeGreaterThan(0);
    expect(server.received.some(({ raw }) => raw.includes('取り消す'))).toBe(false);
  });

  test('of a project can be daily while the rest stays weekly', async () => {
    await (
      await forum.as(DOCTOR.email)
    ).call('mailings.setSpaceMails', { projectIds: [thread.projectId], projectMails: ['daily'] });
    await send();
    await writes('毎日の便りです。');
    await at('2027-03-03T23:05:00Z');
    const [mail] = await send();
    expect(mail!.subject).toContain('本日のまとめ');
    expect(mail!.text).toContain('毎日の便りです。');
  });

  test('is not needed by somebody who follows: they hear at once', async () => {
    await forum.run(
      `INSERT INTO thread_follow (person_id, thread_id, level, at) VALUES ($1, $2, 'follow', now())`,
      [DOCTOR.id, thread.id],
    );
    await send();
    await writes('すぐに届く文面です。');
    await at('2027-03-03T03:15:00Z');
    const [mail] = await send();
    expect(mail!.text).toContain('すぐに届く文面です。');
  });
});

describe('the link in a mail', () => {
  async function link() {
    await tell();
    await at('2027-03-03T03:02:00Z');
    const [mail] = await send();
    return /unsubscribe\/([\w.-]+)/.exec(header(mail!, 'list-unsubscribe')!)![1]!;
  }

  test('ends those mails without a sign-in, twice is once, and can be taken back', async () => {
    await chooses({ events: 'realtime' });
    const token = await link();
    const nobody = forum.visitor();
    expect(await nobody.call('mailings.unsubscribePage', { token })).toMatchObject({
      rhythm: 'realtime',
      kinds: ['personal', 'referrals', 'events'],
      isOff: false,
    });
    await nobody.call('mailings.unsubscribe', { token });
    await nobody.call('mailings.unsubscribe', { token });
    expect(await nobody.call('mailings.unsubscribePage', { token })).toMatchObject({
      kinds: [],
      isOff: true,
    });
    await tell({ facts: { seq: 9 } });
    await at('2027-03-03T04:00:00Z');
    expect(await send()).toHaveLength(1);
    await nobody.call('mailings.resubscribe', { token });
    const { preferences } = await (
      await forum.as(DOCTOR.email)
    ).call('mailings.preferencesPage', {});
    expect(preferences).toEqual({ ...DEFAULTS, events: 'realtime' });
  });

  test('is refused when anything in it was changed', async () => {
    const token = await link();
    const foreign = [
      token.replace(DOCTOR.id, WRITER.id),
      token.replace('.realtime.', '.weekly.'),
      token.replace(/.(?=.{8}$)/, (one) => (one === 'A' ? 'B' : 'A')),
      'x',
    ];
    for (const changed of foreign) {
      await expect(
        forum.visitor().call('mailings.unsubscribe', { token: changed }),
      ).rejects.toMatchObject({ kind: 'notFound' });
    }
  });
});

describe('choices', () => {
  test('for a project that one may not see are refused', async () => {
    const me = await forum.as(personOf('saegusa').email);
    await expect(
      me.call('mailings.setSpaceMails', {
        projectIds: [thread.projectId],
        projectMails: ['daily'],
      }),
    ).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('of quiet hours need two ends', async () => {
    await expect(chooses({ quietFrom: 60, quietUntil: 60 })).rejects.toMatchObject({
      kind: 'invalid',
    });
    await expect(chooses({ quietFrom: 60, quietUntil: null })).rejects.toMatchObject({
      kind: 'invalid',
    });
  });
});
