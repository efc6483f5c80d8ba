import { redirect } from '@remix-run/node';
import { useActionData, useRouteLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { WordsDialog } from '#app/features/referrals/words-dialog.tsx';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';
import type { loader as caseLoader } from './case.tsx';

export const loader = page([], () => null);

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const version = Number(text(form, 'version'));
  await forum.call('referrals.askSender', { code, version, text: text(form, 'text') });
  return redirect(casePath(code));
});

export default function AskSender() {
  const of = useRouteLoaderData<typeof caseLoader>('routes/referrals/case')?.data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  if (!of) return null;
  return (
    <WordsDialog
      id="ask"
      title={t('askSender.title')}
      back={casePath(of.meta.code)}
      verb={t('ask.send')}
      fields={[{ name: 'text', label: t('ask.text') }]}
      hidden={{ version: of.meta.version }}
      state={state}
      t={t}
    >
      <p>{t('askSender.lead')}</p>
    </WordsDialog>
  );
}
