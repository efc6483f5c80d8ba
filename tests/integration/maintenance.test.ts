import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Ask } from '#server/forum.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

let forum: TestForum;
let staff: Someone;
let doctor: Someone;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  staff = await forum.as('staff@mej.example');
  doctor = await forum.as('doctor@aoba.example');
}, 120_000);
afterEach(async () => {
  await forum.shiftClock('0');
  await forum.run(
    'UPDATE maintenance_window SET withdrawn_at = now() WHERE withdrawn_at IS NULL',
    [],
  );
});
afterAll(() => forum.close());

/** A clock's reading in Japan so many hours from now. */
function inHours(hours: number): string {
  return new Date(Date.now() + (hours + 9) * 3_600_000).toISOString().slice(0, 16);
}
type Draft = Ask<'announcements.announceMaintenance'>;
const draft = (more: Partial<Draft> = {}): Draft => ({
  words: { ja: '保守作業', en: 'We work on the forum', zh: '', ko: '' },
  starts: inHours(1),
  ends: inHours(3),
  clientId: randomUUID(),
  ...more,
});
const announce = async (more: Partial<Draft> = {}, by = staff) =>
  (await by.call('announcements.announceMaintenance', draft(more))).maintenanceId;
const onPage = async (who: Someone) =>
  who.actor.kind === 'visitor'
    ? who.call('announcements.nextMaintenance', {})
    : (await who.call('home.shell', {})).maintenance;

it('is on every page, of members and visitors, from its announcement to its end', async () => {
  expect(await onPage(doctor)).toBeNull();
  const id = await announce();
  for (const who of [doctor, staff, forum.visitor()]) {
    expect(await onPage(who)).toMatchObject({
      id,
      version: 0,
      words: { ja: '保守作業', en: 'We work on the forum' },
    });
  }
  expect((await onPage(doctor))!.words).not.toHaveProperty('zh');
  await forum.shiftClock('2 hours');
  expect((await onPage(doctor))!.id).toBe(id);
  await forum.shiftClock('3 hours');
  for (const who of [doctor, forum.visitor()]) expect(await onPage(who)).toBeNull();
});

it('is announced, changed and called off by the secretariat alone', async () => {
  const maintenanceId = await announce();
  const { clientId: _, ...span } = draft();
  for (const who of [doctor, forum.visitor()]) {
    const refused = { kind: expect.stringMatching(/forbidden|notFound|signedOut/) };
    await expect(announce({}, who)).rejects.toMatchObject(refused);
    await expect(who.call('announcements.maintenanceWindows', {})).rejects.toMatchObject(refused);
    const which = { maintenanceId, version: 0 };
    await expect(
      who.call('announcements.changeMaintenance', { ...which, ...span }),
    ).rejects.toMatchObject(refused);
    await expect(who.call('announcements.withdrawMaintenance', which)).rejects.toMatchObject(
      refused,
    );
  }
  await staff.call('announcements.withdrawMaintenance', { maintenanceId, version: 0 });
  expect(await onPage(forum.visitor())).toBeNull();
});

it('never overlaps another, however many are announced at once; sent twice it is one', async () => {
  const tries = await Promise.allSettled([announce(), announce(), announce()]);
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const one of tries) {
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({ code: 'MAINTENANCE_OVERLAPS' });
  }
  const clientId = randomUUID();
  const after = { starts: inHours(3), ends: inHours(4), clientId };
  expect(await announce(after)).toBe(await announce(after));
  expect((await staff.call('announcements.maintenanceWindows', {})).windows).toHaveLength(2);
});

it('ends after its beginning and not in the past', async () => {
  await expect(announce({ ends: inHours(0) })).rejects.toMatchObject({
    issues: [{ path: 'ends', message: 'endsBeforeStart' }],
  });
  await expect(announce({ starts: inHours(-3), ends: inHours(-2) })).rejects.toMatchObject({
    issues: [{ path: 'ends', message: 'notFuture' }],
  });
});

it('changed from an old version is stale; a change is a new version for who put it away', async () => {
  const maintenanceId = await announce();
  const { clientId: _, ...span } = draft({ ends: inHours(5) });
  const change = () =>
    staff.call('announcements.changeMaintenance', { maintenanceId, version: 0, ...span });
  const tries = await Promise.allSettled([change(), change()]);
  expect(tries.find((one) => one.status === 'rejected')).toMatchObject({
    reason: { code: 'STALE' },
  });
  expect(await onPage(doctor)).toMatchObject({ id: maintenanceId, version: 1 });
});

it('tells the open pages of members over their own channel', async () => {
  const channel = { kind: 'person' as const, id: doctor.actor.personId! };
  const { asOfSeq } = await doctor.call('home.shell', {});
  // A page that is open has made its channel.
  await forum.run(
    `INSERT INTO channel (kind, record_id) VALUES ('person', $1) ON CONFLICT DO NOTHING`,
    [channel.id],
  );
  await announce();
  const { events } = await doctor.call('channels.since', { channel, after: asOfSeq });
  expect(events.map(({ type }: { type: string }) => type)).toContain('maintenance.changed');
});
