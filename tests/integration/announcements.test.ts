import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '#server/forum.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

type Draft = Ask<'announcements.publish'>;

let forum: TestForum;
let staff: Someone;
let admin: Someone;
/** Somebody of each kind of organisation. */
let members: Record<
  'hospital' | 'society' | 'company' | 'government' | 'partner' | 'facilitator',
  Someone
>;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  staff = await forum.as('staff@mej.example');
  admin = await forum.as('admin@mej.example');
  members = {
    hospital: await forum.as('doctor@aoba.example'),
    society: await forum.as('society@aozora.example'),
    company: await forum.as('company@shinonome.example'),
    government: await forum.as('observer@renkei.example'),
    partner: await forum.as('partner@altangol.example'),
    facilitator: await forum.as('facilitator@minazuki.example'),
  };
}, 120_000);
afterAll(() => forum.close());

/** A clock's reading in Japan so many hours from now. */
function inHours(hours: number): string {
  return new Date(Date.now() + (hours + 9) * 3_600_000).toISOString().slice(0, 16);
}

function draft(more: Partial<Draft> = {}): Draft {
  return {
    title: { ja: '停電のお知らせ', en: 'Power cut' },
    body: { ja: '## 日時\n\n- 午後', en: '## When\n\n- In the afternoon <script>x</script>' },
    starts: inHours(-1),
    ends: inHours(24),
    clientId: randomUUID(),
    ...more,
  };
}
const publish = async (more: Partial<Draft> = {}, by = staff) =>
  (await by.call('announcements.publish', draft(more))).announcementId;
const onHome = async (who: Someone) =>
  (await who.call('home.overview', {})).announcements!.map(({ id }) => id);
const listed = async (who: Someone) => {
  const { current, past } = await who.call('announcements.list', {});
  return [...current, ...past].map(({ id }) => id);
};
const finds = (who: Someone, announcementId: string) =>
  who.call('announcements.page', { announcementId }).then(
    () => true,
    (error: { code: string }) => {
      expect(error.code).toBe(who.actor.kind === 'visitor' ? 'SIGNED_OUT' : 'NOT_FOUND');
      return false;
    },
  );
const noticesOf = async (id: string) =>
  (
    await forum.run(
      `SELECT n.person_id AS "personId", array_agg(DISTINCT o.kind) AS kinds, count(DISTINCT n.id)::int AS count
         FROM notification n JOIN organisation o ON o.id = n.org_id
        WHERE n.subject_id = $1 GROUP BY n.person_id`,
      [id],
    )
  ).rows as { personId: string; kinds: string[]; count: number }[];

describe('an announcement', () => {
  it('is found, listed and on home for exactly the kinds of organisations it is for', async () => {
    for (const audience of [['hospital'], ['society', 'partner'], []] as Draft['audience'][]) {
      const id = await publish({ audience });
      for (const [kind, who] of Object.entries(members)) {
        const meant = audience!.length === 0 || audience!.includes(kind as 'hospital');
        expect(await finds(who, id), `${kind} of ${audience}`).toBe(meant);
        expect((await listed(who)).includes(id)).toBe(meant);
        expect((await onHome(who)).includes(id)).toBe(meant);
      }
      expect(await finds(forum.visitor(), id)).toBe(false);
      expect(await listed(forum.visitor())).toEqual([]);
      expect(await finds(staff, id)).toBe(true);
      expect((await onHome(staff)).includes(id)).toBe(audience!.length === 0);
    }
  });

  it('is written and taken back by the secretariat alone', async () => {
    const id = await publish();
    for (const who of [...Object.values(members), forum.visitor()]) {
      const refused = { kind: expect.stringMatching(/forbidden|notFound|signedOut/) };
      await expect(publish({}, who)).rejects.toMatchObject(refused);
      for (const name of ['announcements.source', 'announcements.withdraw'] as const) {
        const input = {
          announcementId: id,
          ...(name === 'announcements.withdraw' && { version: 0 }),
        };
        await expect(who.call(name, input as never)).rejects.toMatchObject(refused);
      }
    }
    expect(await finds(members.hospital, id)).toBe(true);
  });

  it('is notified once to each person it is for, and to nobody else', async () => {
    const id = await publish({ audience: ['hospital'] });
    const notices = await noticesOf(id);
    const { rows } = await forum.run(
      `SELECT DISTINCT m.person_id FROM membership m
         JOIN organisation o ON o.id = m.org_id AND o.kind = 'hospital' AND o.override IS NULL
         JOIN person p ON p.id = m.person_id AND p.deactivated_at IS NULL
        WHERE m.ended_at IS NULL`,
      [],
    );
    expect(notices.map(({ personId }) => personId).sort()).toEqual(
      rows.map((row) => row.person_id as string).sort(),
    );
    for (const { count, kinds } of notices) {
      expect(count).toBe(1);
      expect(kinds).toEqual(['hospital']);
    }
    const { lines } = await members.hospital.call('notifications.list', {});
    expect(lines.find((line) => line.subjectId === id)).toMatchObject({
      type: 'announcement.published',
      subject: { path: `/announcements/${id}` },
    });
  });

  it('sent twice at one moment is published once and told once', async () => {
    const clientId = randomUUID();
    const [one, two] = await Promise.all([publish({ clientId }), publish({ clientId })]);
    expect(one).toBe(two);
    expect((await noticesOf(one)).every(({ count }) => count === 1)).toBe(true);
  });

  it('needs Japanese and English, a title to each text, and an end after its beginning', async () => {
    const faulty = { title: { ja: '件名', en: '', zh: '标题' }, ends: inHours(-2) };
    await expect(publish(faulty)).rejects.toMatchObject({
      issues: expect.arrayContaining([{ path: 'title.en', message: 'required' }]),
    });
    await expect(publish({ ends: inHours(-2) })).rejects.toMatchObject({
      issues: [{ path: 'ends', message: 'endsBeforeStart' }],
    });
    await expect(publish({ title: { ja: '件名', en: 'Title', zh: '标题' } })).rejects.toMatchObject(
      { issues: [{ path: 'body.zh', message: 'required' }] },
    );
  });

  it('is read in the reader’s language or English, and nothing of its text runs', async () => {
    const id = await publish();
    const page = await members.government.call('announcements.page', { announcementId: id });
    expect(page.html).not.toContain('<script>');
    expect(page.html).toContain('<h2>');
    const page2 = await forum.kernel.execute(
      'announcements.page',
      { announcementId: id },
      { actor: { ...members.hospital.actor, lang: 'ko' }, door: 'web', requestId: randomUUID() },
    );
    expect(page2).toMatchObject({ lang: 'en', title: 'Power cut' });
  });

  it('of two who change it from the same version one does; the other is told that it is stale', async () => {
    const id = await publish();
    const {
      clientId: _,
      audience: __,
      ...changed
    } = draft({ title: { ja: '改題', en: 'New title' } });
    const tries = await Promise.allSettled(
      [staff, admin].map((who) =>
        who.call('announcements.update', { announcementId: id, version: 0, ...changed }),
      ),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'STALE' },
    });
    await expect(
      staff.call('announcements.withdraw', { announcementId: id, version: 0 }),
    ).rejects.toMatchObject({ code: 'STALE' });
    expect((await noticesOf(id)).every(({ count }) => count === 1)).toBe(true);
  });

  it('withdrawn is gone at once for everybody but the secretariat, and is not changed any more', async () => {
    const id = await publish();
    await staff.call('announcements.withdraw', { announcementId: id, version: 0 });
    expect(await onHome(members.hospital)).not.toContain(id);
    expect(await listed(members.hospital)).not.toContain(id);
    expect(await finds(members.hospital, id)).toBe(false);
    expect(await onHome(staff)).not.toContain(id);
    expect(await finds(admin, id)).toBe(true);
    const { clientId: _, audience: __, ...changed } = draft();
    await expect(
      staff.call('announcements.update', { announcementId: id, version: 1, ...changed }),
    ).rejects.toMatchObject({ code: 'STALE' });
  });

  it('is on home from its beginning to its end, important ones first', async () => {
    const plain = await publish();
    const important = await publish({ important: true });
    const later = await publish({ important: true });
    const coming = await publish({ starts: inHours(2) });
    const home = await onHome(members.company);
    expect(home.slice(0, 2)).toEqual([later, important]);
    expect(home).toContain(plain);
    expect(home).not.toContain(coming);
    await forum.shiftClock('25 hours');
    try {
      expect(await onHome(members.company)).not.toContain(plain);
      const { past } = await members.company.call('announcements.list', {});
      expect(past.map(({ id }) => id)).toContain(plain);
    } finally {
      await forum.shiftClock('0');
    }
  });

  it('put away leaves one’s own home alone, and comes back when one wants it', async () => {
    const id = await publish({ important: true });
    const putAway = (away: boolean) =>
      members.hospital.call('announcements.putAway', { announcementId: id, away });
    await Promise.all([putAway(true), putAway(true)]);
    expect(await onHome(members.hospital)).not.toContain(id);
    expect(await listed(members.hospital)).toContain(id);
    expect(await onHome(members.society)).toContain(id);
    await putAway(false);
    expect(await onHome(members.hospital)).toContain(id);
    const other = await publish({ audience: ['company'] });
    await expect(
      members.hospital.call('announcements.putAway', { announcementId: other }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is audited with how many were told', async () => {
    const id = await publish({ audience: ['partner'] });
    const { rows } = await forum.run(
      `SELECT row_to_json(a)::text AS line FROM audit_pending a
        UNION ALL SELECT row_to_json(a)::text FROM audit a`,
      [],
    );
    const line = rows.find((row) => row.line.includes(id))?.line as string | undefined;
    expect(line).toContain('announcements.publish');
    expect(line).not.toContain('停電');
  });
});
