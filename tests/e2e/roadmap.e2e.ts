import { expect } from '@playwright/test';
import { personOf } from '#prisma/seed/cast.ts';
import { expectAccessible, expectToFit, PHONE, signIn, WITHOUT_SCRIPTS, test } from './visit.ts';

test('the roadmap is narrowed, walked by arrow keys, opened at a cell and left for a project', async ({
  browser,
}) => {
  const page = await signIn(browser, personOf('okada').email, 'en');
  await page.goto('/discussions/roadmap');
  const grid = page.getByRole('grid', { name: 'Projects by country and field' });
  await expect(grid.getByRole('rowheader', { name: 'Mongolia' })).toBeVisible();
  await expectAccessible(page);

  await page
    .getByRole('combobox', { name: 'Direction' })
    .selectOption({ label: 'Capacity building' });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/direction=capacity-building/);
  await expect(grid.getByRole('rowheader', { name: 'Mongolia' })).toBeHidden();

  const thai = grid.getByRole('link', { name: /^Thailand · Medical technology/ });
  await thai.focus();
  await page.keyboard.press('ArrowDown');
  const vietnam = grid.getByRole('link', { name: /^Vietnam · Medical technology/ });
  await expect(vietnam).toBeFocused();
  await page.keyboard.press('Enter');
  const opened = page.getByRole('region', { name: 'Vietnam · Medical technology' });
  await expect(opened.getByText('Departments interviewed')).toBeVisible();
  await expect(page).toHaveURL(/cell=VN\.medical-technology/);
  await expectAccessible(page);
  await opened.getByRole('link', { name: 'ASEAN training network for robotic surgery' }).click();
  await expect(page).toHaveURL(/\/asean-robot-surgery\/plan/);
  await expect(page.getByRole('figure')).toContainText('Departments interviewed');
});

test('on paper the whole roadmap stands with its day and the reader’s organisation, across', async ({
  browser,
}) => {
  const page = await signIn(browser, personOf('okada').email, 'ja');
  await page.goto('/discussions/roadmap?cell=ID.medical-technology');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(/^事務局・\d{4}年/)).toBeVisible();
  await expect(page.getByRole('grid').getByText('オマーン', { exact: true })).toBeVisible();
  await expect(page.getByRole('form', { name: '絞り込み' })).toBeHidden();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const [, width, height] = /MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!.map(Number);
  expect(width! > height!).toBe(true);
});

test('without scripts, on a phone, the roadmap is a list by country with a file for spreadsheets', async ({
  browser,
}) => {
  const page = await signIn(browser, personOf('todo').email, 'en', {
    ...PHONE,
    ...WITHOUT_SCRIPTS,
  });
  await page.goto('/discussions/roadmap');
  await expectToFit(page);
  await page.getByRole('link', { name: /^Oman · Medical care going online/ }).click();
  await expect(
    page.getByRole('heading', { name: 'Oman · Medical care going online' }),
  ).toBeVisible();
  await expectToFit(page);
  const file = await page.request.get('/discussions/roadmap.csv?country=OM');
  expect(file.headers()['content-type']).toContain('text/csv');
  expect(await file.text()).toContain('Oman rehabilitation after surgery');
  await page.goto('/discussions/roadmap?direction=inbound&stage=idea');
  await expect(page.getByText('No project in this year')).toBeVisible();
});
