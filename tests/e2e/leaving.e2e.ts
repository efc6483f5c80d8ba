import { expect } from '@playwright/test';
import { orgOf, personOf } from '#prisma/seed/cast.ts';
import {
  expectAccessible,
  expectToFit,
  openNotice,
  PHONE,
  signIn,
  test,
  WITHOUT_SCRIPTS,
} from './visit.ts';

const LEADS = personOf('igarashi');
const LEADS_ORG = 'akebono';

test('a project is handed over in one act: the other organisation leads it, the first is told', async ({
  browser,
}) => {
  const first = await signIn(browser, LEADS.email, 'en', PHONE);
  const title = `Handed over ${Date.now()}`;
  await first.goto('/discussions/projects/new');
  await first.locator('input[name="title.en"]').fill(title);
  await first.locator('textarea[name="summary.en"]').fill('Reading at a distance.');
  await first.getByRole('button', { name: 'Start the project' }).click();
  await expect(first.getByRole('heading', { level: 1, name: title })).toBeVisible();

  const staff = await signIn(browser, 'staff@mej.example', 'en');
  await staff.goto(`/members/${LEADS_ORG}`);
  await staff.getByRole('link', { name: 'Hand over its projects' }).click();
  await expectAccessible(staff);
  await expectToFit(staff);
  for (const box of await staff.locator('[name=projectIds]').all()) {
    await box.setChecked(
      await box.evaluate((el, name) => el.closest('label')!.textContent!.includes(name), title),
    );
  }
  await staff.getByLabel('To', { exact: true }).selectOption(orgOf('aozora').id);
  await staff.getByRole('button', { name: 'Hand over' }).click();
  await expect(staff).toHaveURL(/\/moderation\/handovers$/);

  await openNotice(first, 'A project has been handed over');
  await expect(first.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const next = await signIn(browser, 'society@aozora.example', 'en');
  await next.goto(new URL(first.url()).pathname.replace(/\/?$/, '/plan'));
  await expect(next.getByText('now leads the project')).toBeVisible();
});

test('before a place is ended one reads what becomes of whose things', async ({ browser }) => {
  const page = await signIn(browser, 'representative@aoba.example', 'ja', {
    ...PHONE,
    ...WITHOUT_SCRIPTS,
  });
  await page.goto('/members/aoba');
  await page
    .getByRole('link', { name: /さんの退任の手続き/ })
    .first()
    .click();
  await expect(page.getByText('委任された議決権はなくなります')).toBeVisible();
  await expectToFit(page);
  await page.getByRole('link', { name: '戻る', exact: true }).click();
  await expect(page.getByRole('link', { name: /さんの退任の手続き/ }).first()).toBeVisible();
});
