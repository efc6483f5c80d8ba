import { useActionData, useLoaderData } from '@remix-run/react';
import { storedCode } from '#app/features/referrals/addresses.ts';
import { StatusSettings } from '#app/features/status-page/settings.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(['statusPage'], ({ forum, params }) =>
  forum.call('statusPage.ofCase', { code: storedCode(params.code) }),
);

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  if (text(form, 'act') === 'revoke') {
    await forum.call('statusPage.revoke', { code });
    return { made: null };
  }
  const made = await forum.call('statusPage.open', {
    code,
    contact: text(form, 'contact'),
    lang: text(form, 'lang') as 'en',
  });
  return { made };
});

export const meta = titled('statusPage', (t) => t('tab'));

export default function StatusPage() {
  const of = useLoaderData<typeof loader>().data;
  const answer = useActionData<typeof action>();
  const made = answer?.ok ? answer.data.made : null;
  return (
    <StatusSettings
      of={of}
      made={made}
      revoked={answer?.ok === true && made === null}
      state={formState(answer)}
      t={useT('statusPage')}
      format={useFormat()}
    />
  );
}
