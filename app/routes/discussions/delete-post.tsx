import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { threadAddress } from '#app/features/discussions/addresses.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page } from '#app/page.ts';
import { ButtonLink, FormActs, Page, PageHead, Submit } from '#app/ui/index.ts';

export const loader = page(['discussions'], ({ forum, params }) =>
  forum.call('discussions.postPlace', { postId: idIn(params['postId']) }),
);

export const action = act(async ({ forum, params }) => {
  const postId = idIn(params['postId']);
  const { threadId } = await forum.call('discussions.deletePost', { postId });
  return redirect(threadAddress(threadId));
});

export const meta = titled('discussions', (t) => t('post.deleteTitle'));

/** Asks before a post goes, where no scripts run. */
export default function DeletePost() {
  const { threadId, html, lang } = useLoaderData<typeof loader>().data;
  const t = useT('discussions');
  return (
    <Page width="reading">
      <PageHead
        trail={[{ label: t('compose.back'), to: threadAddress(threadId) }]}
        title={t('post.deleteTitle')}
      />
      <blockquote lang={lang} dangerouslySetInnerHTML={{ __html: html }} />
      <p>{t('post.deleteAsk')}</p>
      <form method="post">
        <FormActs>
          <Submit tone="danger">{t('post.delete')}</Submit>
          <ButtonLink to={threadAddress(threadId)}>{t('cancel')}</ButtonLink>
        </FormActs>
      </form>
    </Page>
  );
}
