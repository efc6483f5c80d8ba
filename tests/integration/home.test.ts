import { afterAll, beforeAll, expect, test } from 'vitest';
import { testForum, type TestForum } from '#tests/fixtures/test-forum.ts';

let forum: TestForum;
beforeAll(async () => {
  forum = await testForum({ seed: true });
});
afterAll(() => forum.close());

test.each([
  'staff@mej.example',
  'officer@mej.example',
  'partner@altangol.example',
  'coordinator@aoba.example',
])('home and worklist of %s count the same', async (email) => {
  const person = await forum.as(email);
  const { waiting, figures } = await person.call('home.overview', {});
  const { counts } = await person.call('referrals.worklist', {});
  expect(waiting.filter(({ type }) => type.startsWith('referral.'))).toHaveLength(counts.waiting);
  if (email.startsWith('coordinator')) return;
  const figure = figures.find(({ type }) => type === 'referrals');
  expect(figure?.value).toBe(counts.waiting + counts.running);
});

test('what a second person has to look at waits for that person alone', async () => {
  const admin = await forum.as('admin@mej.example');
  const privacy = await forum.as('privacy@mej.example');
  const watched = async (who: typeof admin) => {
    const { waiting } = await who.call('home.overview', {});
    return waiting
      .filter(({ type }) => /^(emergency|case)\./.test(type))
      .map((item) => [item.type, 'code' in item && item.code])
      .sort();
  };
  const before = { admin: await watched(admin), privacy: await watched(privacy) };
  const code = 'K7QF2M9X-U';
  await admin.call('privacy.breakGlass', { code, words: 'The officer cannot be reached today.' });
  await admin.call('privacy.askHold', { code, lift: false, reason: 'dispute' });
  expect(await watched(admin)).toEqual(before.admin);
  expect(await watched(privacy)).toEqual(
    [...before.privacy, ['case.hold', code], ['emergency.review', code]].sort(),
  );
});
