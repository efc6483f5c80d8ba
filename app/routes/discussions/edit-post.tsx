import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { threadAddress } from '#app/features/discussions/addresses.ts';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  ButtonLink,
  ErrorSummary,
  Field,
  FormActs,
  formState,
  FormStack,
  Page,
  PageHead,
  Submit,
  TextArea,
} from '#app/ui/index.ts';

export const loader = page(['discussions', 'posts'], ({ forum, params }) =>
  forum.call('discussions.postSource', { postId: idIn(params['postId']) }),
);

export const action = act(async ({ forum, params, form }) => {
  const { threadId } = await forum.call('discussions.editPost', {
    postId: idIn(params['postId']),
    body: text(form, 'body'),
    editedAt: text(form, 'editedAt') || null,
  });
  return redirect(threadAddress(threadId));
});

export const meta = titled('discussions', (t) => t('post.editTitle'));

export default function EditPost() {
  const post = useLoaderData<typeof loader>().data;
  const t = useT('discussions');
  const p = useT('posts');
  const state = formState(useActionData<typeof action>());
  return (
    <Page width="reading">
      <PageHead
        trail={[{ label: t('compose.back'), to: threadAddress(post.threadId) }]}
        title={t('post.editTitle')}
      />
      <form method="post">
        <FormStack>
          <ErrorSummary refused={state.refused} />
          {state.refused?.code === 'STALE_VERSION' && (
            <blockquote>
              <p>{p('conflict.now')}</p>
              <p style={{ whiteSpace: 'pre-wrap' }}>{post.body}</p>
            </blockquote>
          )}
          <input type="hidden" name="editedAt" value={post.editedAt ?? ''} />
          <Field
            label={t('thread.log')}
            name="body"
            hint={t('new.bodyHint')}
            error={state.error('body')}
          >
            {(control) => (
              <TextArea
                {...control}
                rows={10}
                lang={LANG_TAGS[post.lang as keyof typeof LANG_TAGS]}
                defaultValue={state.value('body', post.body)}
              />
            )}
          </Field>
          <FormActs>
            <Submit>{t('post.save')}</Submit>
            <ButtonLink to={threadAddress(post.threadId)}>{t('cancel')}</ButtonLink>
          </FormActs>
        </FormStack>
      </form>
    </Page>
  );
}
