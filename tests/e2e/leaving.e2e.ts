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

test('an organisation says that it leaves, the secretariat notes it, and it stays after all', async ({
  browser,
}) => {
  const member = await signIn(browser, LEADS.email, 'en', PHONE);
  await member.goto(`/members/${LEADS_ORG}`);
  await member.getByRole('link', { name: /Leave the Forum|See the resignation/ }).click();
  await expect(member.getByText('What happens after the last day')).toBeVisible();
  // A try before this one may have ended in the middle.
  const stay = member.getByRole('button', { name: 'Stay after all' });
  if (await stay.isVisible()) await stay.click();
  await expectAccessible(member);
  await expectToFit(member);
  const name = member.getByLabel('The organisation’s name, to confirm');
  await name.fill('Akebono');
  await member.getByRole('button', { name: 'Announce that we leave' }).click();
  await expect(member.getByText('This is not the organisation’s name.').first()).toBeVisible();
  await name.fill(orgOf(LEADS_ORG).name.en);
  await member.getByRole('button', { name: 'Announce that we leave' }).click();
  await expect(member.getByText('has not acknowledged it yet')).toBeVisible();

  const staff = await signIn(browser, 'staff@mej.example', 'en');
  await staff.goto('/moderation/handovers');
  await expectAccessible(staff);
  await staff
    .getByRole('link', { name: orgOf(LEADS_ORG).shortName.en })
    .first()
    .click();
  await staff.getByRole('button', { name: 'Acknowledge' }).click();
  // The member's page was open all the while.
  await expect(member.getByText('The secretariat has acknowledged it.')).toBeVisible({
    timeout: 15_000,
  });
  await stay.click();
  await expect(staff.getByText('Last day as a member')).toBeHidden({ timeout: 15_000 });
  await expect(member.getByRole('button', { name: 'Announce that we leave' })).toBeVisible();
});

test('a representative hands over to a colleague, whose open page follows', async ({ browser }) => {
  const first = await signIn(browser, personOf('lananh').email, 'en', WITHOUT_SCRIPTS);
  const second = await signIn(browser, personOf('quocviet').email, 'en', PHONE);
  const link = (of: typeof first) => of.getByRole('link', { name: 'Name a representative' });
  await second.goto('/members/bachlien');
  await expect(link(second)).toBeHidden();
  for (const [from, to] of [
    [first, second],
    [second, first],
  ] as const) {
    await from.goto('/members/bachlien');
    await link(from).click();
    await expectToFit(from);
    await from.getByRole('radio').first().check();
    await from.getByRole('button', { name: 'Name', exact: true }).click();
    await expect(from).toHaveURL(/\/members\/bachlien$/);
    await expect(link(from)).toBeHidden();
    if (to === second) await expect(link(second)).toBeVisible();
  }
});
