import { redirect } from '@remix-run/node';
import { useActionData, useRouteLoaderData } from '@remix-run/react';
import { ActDialog } from '#app/features/referrals/act-dialog.tsx';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import styles from '#app/features/referrals/referrals.module.css';
import type { CaseData } from '#app/features/referrals/case-data.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import { action as act, page } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';
import type { loader as caseLoader } from './case.tsx';

export const loader = page([], () => null);

export const action = act(async ({ forum, params }) => {
  const code = storedCode(params.code);
  await forum.call('referrals.withdrawConsent', { code });
  return redirect(casePath(code));
});

export default function WithdrawConsent() {
  const of = useRouteLoaderData<typeof caseLoader>('routes/referrals/case')?.data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  if (!of) return null;
  return (
    <ActDialog
      id="withdraw-consent"
      code={of.meta.code}
      version={of.meta.version}
      title={t('withdrawing.title')}
      verb={t('withdrawing.confirm')}
      state={state}
      t={t}
    >
      <p>{t('withdrawing.lead')}</p>
      <ul className={styles.consequences}>
        {consequences(of, t).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </ActDialog>
  );
}

/** What follows for this case now, said before it happens. */
function consequences({ meta, answers, hospital }: CaseData, t: T<'referrals'>): string[] {
  const asked = meta.state === 'broadcasting' && answers ? answers.open + answers.willing : 0;
  return [
    ...(asked > 0 ? [t('withdrawing.asked', { count: asked })] : []),
    ...(hospital ? [t('withdrawing.hospital', { hospital: hospital.name.text })] : []),
    ...(asked === 0 && !hospital ? [t('withdrawing.closed')] : [t('withdrawing.waits')]),
    t('withdrawing.kept'),
    t('withdrawing.again'),
  ];
}
