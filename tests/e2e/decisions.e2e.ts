import { expect } from '@playwright/test';
import { personOf } from '#prisma/seed/cast.ts';
import { expectAccessible, signIn, test } from './visit.ts';

const PROJECT = '/discussions/projects/thai-ct';

test('an organisation asks for a decision, another votes, and both see the result as it comes', async ({
  browser,
}) => {
  const asker = await signIn(browser, personOf('igarashi').email, 'en');
  await asker.goto(`${PROJECT}/new`);
  await asker.locator('input[name=title]').fill(`Fourth edition ${Date.now()}`);
  await asker.locator('textarea[name=body]').fill('Let us decide.');
  await asker.locator('main button[type=submit]').last().click();
  await asker.waitForURL(/\/discussions\/threads\//);
  const thread = new URL(asker.url()).pathname;

  const voter = await signIn(browser, 'company@shinonome.example', 'ja');
  await voter.goto(thread);
  await asker.goto(`${thread}/decide`);
  await asker.getByLabel('Question').fill('Shall the attenuation label be mandatory?');
  await asker.locator('main form button[type=submit]').last().click();
  await asker.waitForURL(/\/discussions\/decisions\//);
  await expectAccessible(asker);
  const tally = asker.getByText(/of 5 organisations voted/);
  await expect(tally).toHaveText(/^0 of 5/);

  await voter.locator('main a[href*="/discussions/decisions/"]').first().click();
  // The thread shows the same ballot: what is chosen there on the way is not chosen here.
  await voter.waitForURL(/\/discussions\/decisions\//);
  await voter.getByText('賛成', { exact: true }).last().click();
  await voter.locator('main button[type=submit]').last().click();
  await expectAccessible(voter);
  await expect(tally).toHaveText(/^1 of 5/);

  await asker.getByRole('button', { name: 'End voting now' }).click();
  await expect(asker.getByText('Voting', { exact: true })).toHaveCount(0);
  await expect(voter.locator('main input[name=choice]')).toHaveCount(0);
});
