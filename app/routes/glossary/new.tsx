import { redirect } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { termIn } from '#app/features/glossary/read-term.ts';
import { TermForm } from '#app/features/glossary/term-form.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page } from '#app/page.ts';
import { formState, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['glossary'], async ({ forum }) => {
  const { may } = await forum.call('glossary.list', { find: '-' });
  if (!may.write) throw notFound();
  return {};
});

export const action = act(async ({ forum, form }) => {
  await forum.call('glossary.add', termIn(form));
  return redirect('/glossary');
});

export const meta = titled('glossary', (t) => t('add'));

export default function NewTerm() {
  const t = useT('glossary');
  const state = formState(useActionData<typeof action>());
  return (
    <Page width="reading">
      <PageHead trail={[{ label: t('title'), to: '/glossary' }]} title={t('add')} />
      <TermForm term={null} state={state} />
    </Page>
  );
}
