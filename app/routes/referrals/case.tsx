import { redirect } from '@remix-run/node';
import { useLoaderData, type ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { offerPath, storedCode } from '#app/features/referrals/addresses.ts';
import { caseData } from '#app/features/referrals/case-data.ts';
import { CasePage } from '#app/features/referrals/case-page.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';

export const loader = page(
  [
    'referrals',
    'appointments',
    'caseThread',
    'estimates',
    'opinions',
    'papers',
    'privacy',
    'statusPage',
    'summaries',
    'visa',
  ],
  async ({ forum, params, context }) => {
    const code = storedCode(params.code);
    const told = await forum.call('referrals.casePage', { code });
    if (told.side === 'candidate') throw redirect(offerPath(told.offerId));
    const { rights, side } = told;
    const teaser = rights.teaser ? await forum.call('referrals.teaser', { code }) : null;
    // Sender and hospital have their reason by their part; for all others it opens by a deliberate act.
    const byPart = side === 'partner' || side === 'accepted';
    const clinical =
      rights.clinical && byPart ? await forum.call('referrals.clinical', { code }) : null;
    const asks = rights.teaser && side !== 'accepted' && told.meta.state !== 'draft';
    const questions = asks ? await forum.call('referrals.questions', { code }) : [];
    const withHospital = told.hospital !== null && rights.appointments;
    const appointments = withHospital ? await forum.call('appointments.ofCase', { code }) : null;
    // Who reads of an appointment reads of the estimate.
    const estimates = withHospital ? await forum.call('estimates.ofCase', { code }) : null;
    const summary =
      told.hospital && rights.summary ? await forum.call('summaries.ofCase', { code }) : null;
    const opinion = rights.opinion ? await forum.call('opinions.ofCase', { code }) : null;
    const statusPage = rights.statusPage ? await forum.call('statusPage.ofCase', { code }) : null;
    const visa = rights.visa ? await forum.call('visa.ofCase', { code }) : null;
    // Sender and officer still read what they wrote with a hospital that has given the case back.
    const withThread = told.channel !== null;
    const thread = withThread ? await forum.call('caseThread.standing', { code }) : null;
    // A patient is compared once there is one: while the sender writes, the last step says it.
    const compared = rights.doubles && told.meta.state !== 'draft';
    const doubles = compared ? await forum.call('referrals.doubles', { code }) : [];
    const besides = {
      questions,
      appointments,
      estimates,
      summary,
      opinion,
      visa,
      statusPage,
      thread,
      doubles,
    };
    return caseData({ told, teaser, clinical, ...besides }, context.lang);
  },
);

export const meta = titled('referrals', (t) => t('case.tab'));

/** Opening the patient, or a dialog, reads the rest of the page no second time. */
export function shouldRevalidate({
  actionStatus,
  formAction,
  formMethod,
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  if (formAction && /\/(identity|clinical)$/.test(formAction)) return false;
  if (actionStatus === 409) return true;
  const moved = currentUrl.pathname !== nextUrl.pathname;
  return formMethod === undefined && moved ? false : defaultShouldRevalidate;
}

export default function Case() {
  const of = useLoaderData<typeof loader>().data;
  return <CasePage of={of} t={useT('referrals')} format={useFormat()} />;
}
