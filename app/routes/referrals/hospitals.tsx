import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { casePath, displayCode, storedCode } from '#app/features/referrals/addresses.ts';
import { candidateViews } from '#app/features/referrals/candidate-view.ts';
import { CandidatesForm } from '#app/features/referrals/candidates-form.tsx';
import { GuardNotice, isRare } from '#app/features/referrals/guard-notice.tsx';
import { guardView } from '#app/features/referrals/guard-view.ts';
import { RequireForm } from '#app/features/referrals/require-form.tsx';
import { missingWords } from '#app/features/referrals/missing-words.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState, Notice, Page, PageHead } from '#app/ui/index.ts';
import { CERTIFICATIONS } from '#server/matching/schemas.ts';

/** Where the officer chooses the hospitals that are asked. */
export const loader = page(['referrals'], async ({ forum, params, context, url }) => {
  const code = storedCode(params.code);
  const told = await forum.call('referrals.casePage', { code });
  if (told.side !== 'officer' || !told.rights.choose) throw notFound();
  const requires = requiredIn(url.searchParams);
  const answer = await forum.call('referrals.candidates', { code, requires });
  return {
    code,
    version: told.meta.version,
    urgency: told.meta.urgency,
    missing: told.missing,
    guard: guardView(await forum.call('referrals.guard', { code }), context.lang),
    deadlines: answer.deadlines,
    requires,
    candidates: candidateViews(answer, context.lang),
  };
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  await forum.call('referrals.broadcast', {
    code,
    version: Number(text(form, 'version')),
    mode: text(form, 'mode') === 'FIRST_ACCEPT' ? 'FIRST_ACCEPT' : 'COLLECT',
    urgency: text(form, 'urgency') as 'soon',
    requires: requiredIn(form),
    orgIds: form.getAll('orgIds').filter((value): value is string => typeof value === 'string'),
  });
  return redirect(casePath(code));
});

/** The certificates that are asked for, in the address or in the form. */
function requiredIn(of: Pick<FormData, 'getAll'> | URLSearchParams) {
  const named = of.getAll('requires');
  return CERTIFICATIONS.filter((code) => named.includes(code));
}

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('referrals', (t) => t('case.tab'));

export default function ChooseHospitals() {
  const data = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  const { code, missing, guard } = data;
  const rare = isRare(guard);
  return (
    <Page>
      <PageHead trail={useCaseTrail(code)} title={t('choose.title')} facts={[displayCode(code)]} />
      {missing.length > 0 && (
        <Notice tone="caution" title={t('next.officerMissing')}>
          {missing.map((path) => missingWords(path, t)).join(' · ')}
        </Notice>
      )}
      {rare && <GuardNotice guard={guard} t={t} />}
      <RequireForm requires={data.requires} t={t} />
      <CandidatesForm
        requires={data.requires}
        candidates={data.candidates}
        version={data.version}
        urgency={data.urgency}
        deadlines={data.deadlines}
        ready={missing.length === 0 && !rare}
        state={state}
        t={t}
        format={useFormat()}
      />
    </Page>
  );
}
