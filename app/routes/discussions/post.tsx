import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { threadAddress } from '#app/features/discussions/addresses.ts';
import { TextFields } from '#app/features/discussions/text-fields.tsx';
import { threadCrumb } from '#app/features/discussions/titles.ts';
import type { Lang } from '#app/i18n/lang.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  ButtonLink,
  ErrorSummary,
  FormActs,
  formState,
  FormStack,
  Page,
  PageHead,
  Submit,
} from '#app/ui/index.ts';

export const loader = page(['discussions', 'posts'], async ({ forum, params, url }) => {
  const threadId = idIn(params['threadId']);
  const { thread, limit } = await forum.call('discussions.threadPage', { threadId });
  const quoteId = url.searchParams.get('quote');
  const quoted = quoteId
    ? { id: quoteId, ...(await forum.call('discussions.postPlace', { postId: idIn(quoteId) })) }
    : null;
  return { thread, limit, quoted, clientId: crypto.randomUUID() };
});

export const action = act(async ({ forum, params, form }) => {
  const threadId = idIn(params['threadId']);
  const { seq, waits } = await forum.call('discussions.post', {
    threadId,
    clientId: text(form, 'clientId'),
    body: text(form, 'body'),
    lang: text(form, 'lang') as Lang,
    ...(text(form, 'quoteId') && { quoteId: text(form, 'quoteId') }),
  });
  return redirect(`${threadAddress(threadId)}#${waits ? 'held' : `post-${seq}`}`);
});

export const meta = titled('discussions', (t) => t('compose.title'));

/** The composer on a page of its own: where a post without scripts comes back when it was refused. */
export default function Post() {
  const { thread, limit, quoted, clientId } = useLoaderData<typeof loader>().data;
  const t = useT('discussions');
  const lang = useLang();
  const state = formState(useActionData<typeof action>());
  return (
    <Page width="reading">
      <PageHead trail={[threadCrumb(thread, lang)]} title={t('compose.title')} />
      <Form method="post">
        <FormStack>
          <ErrorSummary refused={state.refused} labels={{ body: t('compose.label') }} />
          <input type="hidden" name="clientId" value={state.value('clientId', clientId)} />
          {quoted && (
            <>
              <input type="hidden" name="quoteId" value={quoted.id} />
              <blockquote lang={quoted.lang}>{quoted.excerpt}</blockquote>
            </>
          )}
          <TextFields state={state} lang={lang} limit={limit} label={t('compose.label')} t={t} />
          <FormActs>
            <Submit>{t('compose.send')}</Submit>
            <ButtonLink to={threadAddress(thread.id)}>{t('compose.back')}</ButtonLink>
          </FormActs>
        </FormStack>
      </Form>
    </Page>
  );
}
