import { useLoaderData } from '@remix-run/react';
import { EmergenciesPage } from '#app/features/privacy/emergencies-page.tsx';
import { titled } from '#app/i18n/titled.ts';
import { page } from '#app/page.ts';

export const loader = page(['privacy', 'referrals'], ({ forum }) =>
  forum.call('privacy.emergencies', {}),
);

export const meta = titled('privacy', (t) => t('emergencies.title'));

/** Emergency accesses: those to review, and one's own. */
export default function Emergencies() {
  return <EmergenciesPage of={useLoaderData<typeof loader>().data} />;
}
