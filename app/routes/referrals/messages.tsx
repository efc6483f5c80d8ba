import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { OpenThread } from '#app/features/case-thread/open-thread.tsx';
import { ThreadPage } from '#app/features/case-thread/thread-page.tsx';
import { threadView } from '#app/features/case-thread/view.ts';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { whyOf } from '#app/features/referrals/why.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(['caseThread', 'referrals'], async ({ forum, params, url, context }) => {
  const code = storedCode(params.code);
  const standing = await forum.call('caseThread.standing', { code });
  if (!standing) throw notFound();
  // The case officer says why, the first time in a session.
  if (standing.askReason) return { code, thread: null };
  const before = Number(url.searchParams.get('before')) || null;
  const hospitalId = url.searchParams.get('with');
  const told = await forum.call('caseThread.messages', {
    code,
    before,
    ...(hospitalId && { hospitalId }),
  });
  return { code, thread: threadView(told, context.lang) };
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  if (form.has('reason')) {
    await forum.call('caseThread.messages', { code, ...whyOf(form) });
    return redirect(casePath(code, 'messages'));
  }
  const answers = Number(text(form, 'answers')) || null;
  const { place } = await forum.call('caseThread.post', {
    code,
    clientId: text(form, 'clientId'),
    text: text(form, 'text'),
    kind: answers === null ? (text(form, 'kind') as 'message') || 'message' : 'message',
    answers,
    documentIds: form.getAll('documentIds').map(String),
  });
  return redirect(`${casePath(code, 'messages')}#m${place}`);
});

export const meta = titled('caseThread', (t) => t('tab'));

export default function CaseMessages() {
  const { code, thread } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const [search] = useSearchParams();
  const t = useT('caseThread');
  const words = useT('referrals');
  const format = useFormat();
  if (!thread) return <OpenThread code={code} state={state} t={t} words={words} />;
  const answering = Number(search.get('answer')) || null;
  return <ThreadPage of={thread} answering={answering} state={state} t={t} format={format} />;
}
