import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { OpinionPage } from '#app/features/opinions/opinion-page.tsx';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(['opinions'], async ({ forum, params }) => {
  const of = await forum.call('opinions.ofCase', { code: storedCode(params.code) });
  if (!of.opinion && !of.rights.propose) throw notFound();
  return of;
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const step = { code, version: Number(text(form, 'version')) };
  const own = casePath(code, 'opinion');
  switch (text(form, 'act')) {
    case 'propose':
      await forum.call('opinions.propose', { code, aim: text(form, 'aim') as 'before' });
      return redirect(casePath(code));
    case 'agree':
      await forum.call('opinions.answer', { ...step, agree: true });
      return redirect(casePath(code));
    case 'arrange':
      await forum.call('opinions.arrange', {
        ...step,
        url: text(form, 'url'),
        note: text(form, 'note'),
      });
      return redirect(own);
    case 'hold':
      await forum.call('opinions.hold', step);
      return redirect(casePath(code));
    case 'goOn':
      await forum.call('opinions.goOn', step);
      return redirect(casePath(code));
    default:
      throw notFound();
  }
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('opinions', (t) => t('title'));

export default function Opinion() {
  const of = useLoaderData<typeof loader>().data;
  return (
    <OpinionPage
      of={of}
      state={formState(useActionData<typeof action>())}
      t={useT('opinions')}
      format={useFormat()}
    />
  );
}
