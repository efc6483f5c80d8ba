import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { casePath, displayCode, storedCode } from '#app/features/referrals/addresses.ts';
import { AnswersForm } from '#app/features/referrals/answers-form.tsx';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { departmentWords, words } from '#app/features/referrals/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { ButtonLink, EmptyState, formState, Notice, Page, PageHead } from '#app/ui/index.ts';

/** Where sender or officer compares the willing answers and chooses. */
export const loader = page(['referrals'], async ({ forum, params, context }) => {
  const code = storedCode(params.code);
  const told = await forum.call('referrals.answers', { code });
  if (told.chosen) throw redirect(casePath(code));
  return {
    ...told,
    answers: told.answers.map((each) => ({
      ...each,
      name: words(each.name, context.lang),
      department: departmentWords(each.department, told.meta.specialty, context.lang),
    })),
  };
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const orgId = text(form, 'orgId');
  const ranked = [...form.keys()]
    .filter((name) => name.startsWith('rank.') && text(form, name) !== '')
    .map((name) => ({ orgId: name.slice(5), rank: Number(text(form, name)) }))
    .sort((a, b) => a.rank - b.rank);
  await forum.call('referrals.choose', {
    code,
    version: Number(text(form, 'version')),
    orgId,
    answerVersion: Number(text(form, `answer.${orgId}`) || 0),
    backups: ranked.map((each) => each.orgId),
  });
  return redirect(casePath(code));
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('referrals', (t) => t('answers.title'));

export default function Answers() {
  const data = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  const format = useFormat();
  const { code } = data.meta;
  const { open } = data.counts;
  return (
    <Page>
      <PageHead
        trail={useCaseTrail(code)}
        title={t('answers.title')}
        facts={[displayCode(code), t('answers.counts', data.counts)]}
      />
      {open > 0 && data.clock && (
        <Notice tone="info" title={t('answers.open', { count: open })}>
          {t('answers.open.hint')}
        </Notice>
      )}
      {data.answers.length > 0 ? (
        <AnswersForm
          answers={data.answers}
          version={data.meta.version}
          state={state}
          t={t}
          format={format}
        />
      ) : (
        <EmptyState
          title={t('answers.empty')}
          act={<ButtonLink to={casePath(code)}>{t('back')}</ButtonLink>}
        >
          {t('answers.lead')}
        </EmptyState>
      )}
    </Page>
  );
}
