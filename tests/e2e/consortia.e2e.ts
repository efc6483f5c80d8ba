import { expect } from '@playwright/test';
import { personOf } from '#prisma/seed/cast.ts';
import { expectAccessible, expectToFit, PHONE, signIn, test } from './visit.ts';

test('from a programme a company gathers a consortium: begins, finds a member by visible reasons, is accepted, and sees what is missing', async ({
  browser,
}) => {
  const lead = await signIn(browser, personOf('kazama').email, 'en');
  await lead.goto('/library/meti-healthcare-export-promotion-fy2025');
  await expect(lead.getByText('Up to JPY 10 million (no rate stated).').first()).toBeVisible();
  await lead.getByRole('link', { name: 'Prepare an application' }).click();
  await lead
    .getByRole('group', { name: 'Name' })
    .getByLabel('English')
    .fill('Robotic training in Hanoi');
  await lead
    .getByRole('group', { name: 'Summary' })
    .getByLabel('English')
    .fill('Simulation with partners.');
  await lead.getByRole('checkbox', { name: 'Vietnam' }).check();
  await lead.getByRole('checkbox', { name: 'Surgical-assistance robots' }).check();
  await expectAccessible(lead);
  await lead.getByRole('button', { name: 'Begin' }).click();

  await expect(lead.getByRole('heading', { name: 'Robotic training in Hanoi' })).toBeVisible();
  const row = (what: string) => lead.getByRole('row', { name: what });
  await expect(row('The call is open')).toContainText('Not met');
  await expect(row('The amount asked is within the share')).toContainText('Not stated');
  const partner = lead
    .getByRole('listitem')
    .filter({ has: lead.getByRole('heading', { name: 'Overseas partner' }) });
  await partner.getByRole('link', { name: 'Find members' }).click();
  const candidates = lead.getByRole('region', { name: /^Members for/ });
  const first = candidates
    .getByRole('listitem')
    .filter({ has: lead.getByRole('link', { name: 'Bach Lien' }) })
    .first();
  await expect(first).toContainText('Located in Vietnam');
  await expectAccessible(lead);
  await first.getByText('Invite', { exact: true }).first().click();
  await first.getByLabel('Message').fill('Would you host the simulation room?');
  await first.getByRole('button', { name: 'Invite' }).click();
  await expect(partner).toContainText('Invited');

  const asked = await signIn(browser, personOf('lananh').email, 'en', PHONE);
  await asked.goto('/discussions/consortia');
  await expectToFit(asked);
  await expectAccessible(asked);
  await asked.getByRole('link', { name: 'Robotic training in Hanoi' }).click();
  await expect(asked.getByText('Would you host the simulation room?')).toBeVisible();
  await expectToFit(asked);
  await expectAccessible(asked);
  await asked.getByRole('button', { name: 'Accept' }).click();
  await asked.getByRole('button', { name: 'Consent form handed over' }).click();
  await expect(asked.getByText(/^Reported as handed over/)).toBeVisible();

  await expect(partner).toContainText('Consent form handed over');
  await lead.getByRole('link', { name: 'To the project' }).click();
  await expect(lead.getByText('Bach Lien').first()).toBeVisible();
});
