import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { reportAddress } from '#app/features/moderation/addresses.ts';
import { CaseView } from '#app/features/moderation/case.tsx';
import { ToAuthor, ToReporter } from '#app/features/moderation/told.tsx';
import { titled } from '#app/i18n/titled.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';
import type { OUTCOMES } from '#server/moderation/schemas.ts';

export const loader = page(['moderation'], async ({ forum, params }) => {
  const reportId = idIn(params['reportId']);
  const told = await forum.call('moderation.reportPage', { reportId });
  return told.as === 'office'
    ? { as: 'office' as const, report: await forum.call('moderation.casePage', { reportId }) }
    : told;
});

export const action = act(async ({ forum, params, form }) => {
  const reportId = idIn(params['reportId']);
  switch (text(form, 'act')) {
    case 'claim':
      await forum.call('moderation.claimReport', { reportId });
      break;
    case 'release':
      await forum.call('moderation.releaseReport', { reportId });
      break;
    case 'lift':
      await forum.call('moderation.liftBar', { reportId, reason: text(form, 'reason') });
      break;
    default: {
      const outcome = text(form, 'outcome') as (typeof OUTCOMES)[number];
      await forum.call('moderation.decideReport', {
        reportId,
        outcome,
        explanation: text(form, 'explanation'),
        ...(outcome === 'barred' && { days: Number(text(form, 'days')) }),
      });
    }
  }
  return redirect(reportAddress(reportId));
});

export const meta = titled('moderation', (t) => t('case.reported'));

/** A report, as each of the three may see it: the secretariat, who made it, who wrote the post. */
export default function Report() {
  const { data } = useLoaderData<typeof loader>();
  const state = formState(useActionData<typeof action>());
  if (data.as === 'office') return <CaseView data={data.report} state={state} />;
  return data.as === 'reporter' ? <ToReporter report={data} /> : <ToAuthor report={data} />;
}
