import { useLoaderData } from '@remix-run/react';
import { AccessLogPage } from '#app/features/privacy/access-log-page.tsx';
import { storedCode } from '#app/features/referrals/addresses.ts';
import { titled } from '#app/i18n/titled.ts';
import { page } from '#app/page.ts';
import { LOG_VIEWS } from '#server/privacy/plain.ts';

export const loader = page(['privacy', 'referrals'], ({ forum, params, url }) => {
  const after = url.searchParams.get('after');
  return forum.call('privacy.accessLog', {
    code: storedCode(params.code),
    view: LOG_VIEWS.find((each) => each === url.searchParams.get('view')) ?? 'patient',
    ...(after && { after }),
  });
});

export const meta = titled('privacy', (t) => t('log.title'));

/** Who has seen this case. */
export default function AccessLog() {
  return <AccessLogPage of={useLoaderData<typeof loader>().data} />;
}
