import { expect } from '@playwright/test';
import { personOf } from '#prisma/seed/cast.ts';
import { expectAccessible, expectToFit, PHONE, signIn, WITHOUT_SCRIPTS, test } from './visit.ts';

test('a representative reaches a milestone, moves the project on the board and takes it back', async ({
  browser,
}) => {
  const page = await signIn(browser, personOf('igarashi').email, 'en');
  await page.goto('/discussions/projects/thai-ct/plan');
  const row = page.getByRole('row', { name: /Annotation training/ });
  await row.getByRole('button', { name: 'Mark as reached' }).click();
  await expect(row.getByText('Reached', { exact: true })).toBeVisible();
  await expect(
    page.getByText('Reached: Annotation training of twelve readers complete'),
  ).toBeVisible();
  await expectAccessible(page);
  await row.getByRole('button', { name: 'Not reached after all' }).click();
  await expect(row.getByRole('button', { name: 'Mark as reached' })).toBeVisible();

  await page.goto('/discussions/board');
  const stage = page.getByLabel('Stage for Thai chest CT-AI joint validation');
  const card = page.getByRole('listitem').filter({ has: stage });
  await expectAccessible(page);
  for (const to of ['Scale', 'Pilot']) {
    await stage.selectOption({ label: to });
    await card.getByRole('button', { name: 'Move', exact: true }).click();
    await expect(
      page
        .locator('section', { has: page.getByRole('heading', { level: 2, name: to }) })
        .filter({ has: stage }),
    ).toBeVisible();
  }

  const handle = page.getByRole('button', { name: /^Move Thai chest CT-AI/ });
  const told = page.getByRole('status').filter({ hasText: 'Thai chest CT-AI' });
  const stageOf = () => page.locator('section', { has: handle }).getByRole('heading', { level: 2 });
  await handle.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(stageOf()).toHaveText(/^Regulatory/);
  await expect(handle).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(told).toHaveText(/Taken back\. .* stays in the stage Pilot/);
  await expect(stageOf()).toHaveText(/^Pilot/);
  for (const [key, to] of [
    ['ArrowRight', 'Regulatory approval and licensing'],
    ['ArrowLeft', 'Pilot'],
  ] as const) {
    await page.keyboard.press('Enter');
    await page.keyboard.press(key);
    await page.keyboard.press('Enter');
    await expect(told).toHaveText(new RegExp(`is put down in the stage ${to}`));
    await expect(stage.locator('option:checked')).toHaveText(to);
    await expect(handle).toBeFocused();
  }
});

test('a project is begun and shared with another organisation without scripts, on a phone', async ({
  browser,
}) => {
  const page = await signIn(browser, personOf('igarashi').email, 'en', {
    ...PHONE,
    ...WITHOUT_SCRIPTS,
  });
  await page.goto('/discussions/projects/new');
  await expectToFit(page);
  const title = `Remote reading ${Date.now()}`;
  await page.locator('input[name="title.en"]').fill(title);
  await page.locator('textarea[name="summary.en"]').fill('Reading at a distance.');
  await page.getByLabel('Thailand').check();
  await page.getByRole('button', { name: 'Start the project' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await page.getByLabel('Organisation').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('takes part').first()).toBeVisible();
  await expectToFit(page);
});
