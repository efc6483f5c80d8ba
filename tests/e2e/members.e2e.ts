import { expect } from '@playwright/test';
import {
  expectAccessible,
  expectToFit,
  linkInMail,
  PHONE,
  signIn,
  test,
  WITHOUT_SCRIPTS,
} from './visit.ts';

const SOCIETY = 'society@aozora.example';
const OBSERVER = 'observer@renkei.example';
const PASSWORD = 'kaze no toru minatomachi';
/** The hospital of the cast whose certificate ran out two months ago. */
const LAPSED = '/members/naginoshima';

test('the directory stands in the order of readings and is found by them', async ({ browser }) => {
  const page = await signIn(browser, SOCIETY, 'ja');
  await page.goto('/members');
  const readings = await page.locator('tbody th small').allInnerTexts();
  expect(readings.length).toBeGreaterThan(20);
  expect(readings).toEqual([...readings].sort(new Intl.Collator('ja').compare));

  await page.getByLabel('名称・よみ').fill('アオバ');
  await page.keyboard.press('Enter');
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await expect(page.getByRole('link', { name: '青葉総合医療センター' })).toBeVisible();
});

test('kinds and countries narrow it, without scripts as well', async ({ browser }) => {
  const page = await signIn(browser, SOCIETY, 'en', WITHOUT_SCRIPTS);
  await page.goto('/members');
  await page.getByRole('link', { name: /^Medical institutions/ }).click();
  await expect(page).toHaveURL(/kind=hospital/);
  await expect(page.locator('tbody tr')).toHaveCount(8);
  await page.goto('/members');
  await page.getByLabel('Country').selectOption('MN');
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(1);
});

test('a hospital shows what it takes on and which certificate has lapsed', async ({ browser }) => {
  const page = await signIn(browser, SOCIETY, 'en');
  await page.goto('/members/aoba');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Aoba');
  const departments = page.getByRole('table', { name: 'Clinical departments' });
  await expect(departments.getByText('Limited').first()).toBeVisible();
  await page.goto(LAPSED);
  await expect(page.getByText(/^Lapsed on/)).toBeVisible();
});

test('a coordinator pauses a department on a phone, and the profile says so', async ({
  browser,
}) => {
  const page = await signIn(browser, 'coordinator@aoba.example', 'en', PHONE);
  await page.goto('/members/aoba');
  await page.getByRole('link', { name: 'Update the capacity' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Capacity of the departments');
  const second = page.getByRole('group', { name: 'Second-opinion consultation' });
  await second.getByLabel('Capacity').selectOption('paused');
  await second.getByLabel('Last day').fill('2099-03-31');
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await expect(page.getByText('Saved. Thank you.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Changes' })).toBeVisible();
  await expectAccessible(page);
  await expectToFit(page);
  await page.goto('/members/aoba');
  const line = page.getByRole('table', { name: 'Clinical departments' }).getByRole('row', {
    name: /Second-opinion consultation/,
  });
  await expect(line).toContainText(/Paused.*until.*2099/);
  await page.goto('/members/aoba/capacity');
  await second.getByLabel('Capacity').selectOption('accepting');
  await second.getByLabel('Last day').fill('');
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await page.getByRole('button', { name: 'All still right' }).click();
  await expect(page.getByText('Saved. Thank you.')).toBeVisible();
});

test('two who tend the capacity at once undo nothing of each other’s', async ({ browser }) => {
  const [mine, theirs] = [
    await signIn(browser, 'coordinator@aoba.example', 'en'),
    await signIn(browser, 'representative@aoba.example', 'en'),
  ];
  const line = (page: typeof mine, name: string) =>
    page.getByRole('group', { name, exact: true }).getByLabel('Capacity');
  const save = (page: typeof mine) =>
    page.getByRole('button', { name: 'Save the changes' }).click();
  const [first, second] = ['Cardiology', 'Second-opinion consultation'] as const;
  for (const page of [mine, theirs]) await page.goto('/members/aoba/capacity');
  await line(theirs, first).selectOption('limited');
  await save(theirs);
  await expect(theirs.getByText('Saved. Thank you.')).toBeVisible();

  // Another department: both stand.
  await line(mine, second).selectOption('limited');
  await save(mine);
  await expect(mine.getByText('Saved. Thank you.')).toBeVisible();
  await expect(line(mine, first)).toHaveValue('limited');

  // The same one: who comes second is told, keeps the choice, and leaves the rest as it is now.
  await line(theirs, second).selectOption('paused');
  await line(mine, first).selectOption('accepting');
  // Nothing on the page tells this saving from the one before.
  await Promise.all([mine.waitForResponse((one) => one.request().method() === 'POST'), save(mine)]);
  await save(theirs);
  await expect(theirs.getByText('A colleague has changed the capacity meanwhile')).toBeVisible();
  await expect(line(theirs, second)).toHaveValue('paused');
  await expect(line(theirs, first)).toHaveValue('accepting');
  await save(theirs);
  await expect(theirs.getByText('Saved. Thank you.')).toBeVisible();
  await mine.reload();
  await expect(line(mine, first)).toHaveValue('accepting');
  await expect(line(mine, second)).toHaveValue('paused');
  await line(mine, second).selectOption('accepting');
  await save(mine);
});

test('a coordinator says anew what the hospital can do, the secretariat checks it, and the history has both', async ({
  browser,
}) => {
  const [hospital, desk] = [
    await signIn(browser, 'coordinator@kaedeno.example', 'en', PHONE),
    await signIn(browser, 'staff@mej.example', 'en'),
  ];
  await hospital.goto('/members/kaedeno/profile/lines/new?kind=country');
  await hospital.getByLabel('Country worked with').selectOption('UZ');
  await hospital.getByRole('button', { name: 'Save' }).click();
  await expect(hospital.getByText('Please write it in at least one').first()).toBeVisible();
  await hospital.getByLabel('in English').fill('4 patients a year');
  await hospital.getByRole('button', { name: 'Save' }).click();
  await expect(hospital.getByText('Added.')).toBeVisible();
  await expectAccessible(hospital);
  await expectToFit(hospital);

  await desk.goto('/members/to-check');
  await expectAccessible(desk);
  await desk.getByRole('button', { name: 'Mark as checked: Uzbekistan' }).click();
  await expect(desk.getByText('Checked as of today.')).toBeVisible();

  await hospital.getByRole('link', { name: 'Withdraw: Uzbekistan' }).click();
  await hospital.getByLabel('This no longer holds').check();
  await hospital.getByRole('button', { name: 'Withdraw' }).click();
  await expect(hospital.getByText('Withdrawn.')).toBeVisible();
  await hospital.getByRole('link', { name: 'History' }).click();
  await expect(hospital.getByRole('listitem').filter({ hasText: 'Uzbekistan' })).toHaveCount(3);
  await expectAccessible(hospital);
  await expectToFit(hospital);
});

test('the secretariat enters a registration, and a renewal ends the warning', async ({
  browser,
}) => {
  const page = await signIn(browser, 'staff@mej.example', 'en');
  await page.goto('/members');
  await page.getByRole('link', { name: 'Certifications to renew' }).click();
  await expectAccessible(page);
  await page
    .getByRole('row', { name: /Shiinadai/ })
    .getByRole('link')
    .click();
  await expect(page.getByText('Run out: contract with a medical coordinator')).toBeVisible();
  await page.getByLabel('Certification', { exact: true }).selectOption('coordinatorContract');
  await page.getByLabel('First day').fill('2026-10-01');
  await page.getByLabel('Last day').fill('2026-09-30');
  await page.getByLabel('Compared with').fill('Copy of the new contract');
  await page.getByRole('button', { name: 'Enter and verify' }).click();
  await expect(page.getByText('Ends before it begins.').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Last day').fill('2099-09-30');
  await page.getByRole('button', { name: 'Enter and verify' }).click();
  await expect(page.getByText('Saved and verified as of today.')).toBeVisible();
  await expect(page.getByText(/^Run out/)).toBeHidden();
  await page.setViewportSize(PHONE.viewport);
  await expectToFit(page);
});

test('people are shown to members and not to an observer from the government', async ({
  browser,
}) => {
  const society = await signIn(browser, SOCIETY, 'en');
  await society.goto('/members/aoba');
  await expect(society.getByRole('heading', { name: 'People' })).toBeVisible();
  const observer = await signIn(browser, OBSERVER, 'en');
  await observer.goto('/members/aoba');
  await expect(observer.getByRole('heading', { level: 1 })).toContainText('Aoba');
  await expect(observer.getByRole('heading', { name: 'People' })).toBeHidden();
});

test('the secretariat invites by mail; the link makes an account, which signs in and belongs', async ({
  browser,
}) => {
  const name = `Rin${Date.now()}`;
  const invited = `${name}@naginoshima.example`.toLowerCase();
  const staff = await signIn(browser, 'admin@mej.example', 'en');
  await staff.goto(LAPSED);
  await staff.getByRole('link', { name: 'Invite colleagues' }).click();
  await staff.getByLabel('E-mail address').fill(invited);
  await staff.getByLabel('Billing').check();
  await staff.getByLabel('Language of the mail').selectOption('en');
  await staff.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(staff.getByText('The invitation is on its way.')).toBeVisible();
  await expect(staff.getByRole('row', { name: new RegExp(invited) })).toContainText('Billing');

  const person = await (await browser.newContext(PHONE)).newPage();
  await person.goto(await linkInMail(staff, invited, '/invitation/'));
  await expectAccessible(person);
  await expectToFit(person);
  await person.getByLabel('Family name', { exact: true }).fill('Asada');
  await person.getByLabel('Given name', { exact: true }).fill(name);
  await person.getByLabel('Password').fill(PASSWORD);
  await person.getByRole('button', { name: 'Create the account and join' }).click();
  await expect(person.getByText('Your account is ready. Please sign in.')).toBeVisible();
  await person.locator('input[name=email]').fill(invited);
  await person.locator('input[name=password]').fill(PASSWORD);
  await person.locator('main button[type=submit]').first().click();
  await expect(person).toHaveURL(/\/$/);

  await staff.goto(LAPSED);
  await expect(staff.getByRole('listitem').filter({ hasText: `Asada ${name}` })).toContainText(
    'Billing',
  );
  await staff.goto(`${LAPSED}/invitations`);
  await expect(staff.getByText(invited)).toHaveCount(0);
});

for (const options of [{}, PHONE]) {
  test(`the directory is accessible at ${options === PHONE ? 390 : 1360} px`, async ({
    browser,
  }) => {
    const page = await signIn(browser, SOCIETY, 'ja', options);
    for (const address of ['/members', '/members?q=nobody', '/members/aoba', LAPSED]) {
      await page.goto(address);
      await expectToFit(page);
      if (options !== PHONE || address === '/members/aoba') await expectAccessible(page);
    }
  });
}
