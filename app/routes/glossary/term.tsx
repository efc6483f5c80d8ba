import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { termIn } from '#app/features/glossary/read-term.ts';
import { TermForm } from '#app/features/glossary/term-form.tsx';
import { AskFirst } from '#app/features/projects/ask-first.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState, Page, PageHead, Submit } from '#app/ui/index.ts';

export const loader = page(['glossary'], ({ forum, params }) =>
  forum.call('glossary.term', { termId: idIn(params['termId']) }),
);

export const action = act(async ({ forum, form, params }) => {
  const termId = idIn(params['termId']);
  if (text(form, 'act') === 'remove') await forum.call('glossary.remove', { termId });
  else {
    const version = Number(text(form, 'version'));
    await forum.call('glossary.save', { termId, ...termIn(form), version });
  }
  return redirect('/glossary');
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('glossary', (t) => t('change'));

export default function Term() {
  const term = useLoaderData<typeof loader>().data;
  const t = useT('glossary');
  const state = formState(useActionData<typeof action>());
  return (
    <Page width="reading">
      <PageHead
        trail={[{ label: t('title'), to: '/glossary' }]}
        title={term.names.ja || term.names.en || t('change')}
      />
      <TermForm key={term.version} term={term} state={state} />
      <AskFirst
        act={t('delete')}
        button={
          <Form method="post">
            <Submit name="act" value="remove" tone="danger" small>
              {t('delete')}
            </Submit>
          </Form>
        }
      >
        {t('removeAsk')}
      </AskFirst>
    </Page>
  );
}
