import { useActionData, useLoaderData } from '@remix-run/react';
import { casePath, displayCode, storedCode } from '#app/features/referrals/addresses.ts';
import { IdentityPanel } from '#app/features/referrals/identity-panel.tsx';
import { OpenPanel } from '#app/features/referrals/open-panel.tsx';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { whyOf } from '#app/features/referrals/why.ts';
import { identityView, type IdentityView } from '#app/features/referrals/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page } from '#app/page.ts';
import { Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['referrals'], async ({ forum, params }) => {
  const code = storedCode(params.code);
  const told = await forum.call('referrals.casePage', { code });
  if (told.side === 'candidate' || !told.rights.identity) throw notFound();
  return { code, askReason: told.askReason };
});

/** Opens it for the one who asks; the answer is shown and kept nowhere. */
export const action = act(async ({ forum, form, params, context }) => {
  const answer = await forum.call('referrals.identity', {
    code: storedCode(params.code),
    ...whyOf(form),
  });
  return identityView(answer, context.lang);
});

export const meta = titled('referrals', (t) => t('case.tab'));

/** The page for readers without scripts; with them the case's page opens it in place. */
export default function CaseIdentity() {
  const { code, askReason } = useLoaderData<typeof loader>().data;
  const answer = useActionData<typeof action>();
  const t = useT('referrals');
  const format = useFormat();
  return (
    <Page>
      <PageHead
        trail={useCaseTrail(code)}
        title={t('identity.title')}
        facts={[displayCode(code)]}
      />
      {answer?.ok ? (
        <IdentityPanel identity={answer.data} t={t} format={format} />
      ) : (
        <OpenPanel<IdentityView>
          part="identity"
          action={casePath(code, 'identity')}
          askReason={askReason}
          t={t}
        >
          {(view) => <IdentityPanel identity={view} t={t} format={format} />}
        </OpenPanel>
      )}
    </Page>
  );
}
