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
