import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { postAddress } from '#app/features/discussions/addresses.ts';
import { REACTION_ICONS, REACTION_KINDS } from '#app/features/discussions/reaction-icons.ts';
import { signOf } from '#app/features/discussions/reactions.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { Button, ButtonLink, FormActs, Page, PageHead } from '#app/ui/index.ts';
import type { ReactionKind } from '#server/discussions/schemas.ts';

export const loader = page(['discussions', 'posts'], ({ forum, params }) =>
  forum.call('discussions.postPlace', { postId: idIn(params['postId']) }),
);

export const action = act(async ({ forum, params, form }) => {
  const [kind = '', on] = text(form, 'sign').split(' ');
  const postId = idIn(params['postId']);
  const { threadId, seq } = await forum.call('discussions.react', {
    postId,
    kind: kind as ReactionKind,
    on: on === 'on',
  });
  return redirect(postAddress(threadId, seq));
});

export const meta = titled('posts', (t) => t('react.title'));

/** Chooses a sign for a post, where no scripts run. */
export default function React() {
  const { threadId, seq, html, lang } = useLoaderData<typeof loader>().data;
  const t = useT('posts');
  const d = useT('discussions');
  const back = postAddress(threadId, seq);
  return (
    <Page width="reading">
      <PageHead trail={[{ label: d('compose.back'), to: back }]} title={t('react.title')} />
      <blockquote lang={lang} dangerouslySetInnerHTML={{ __html: html }} />
      <form method="post">
        <FormActs>
          {REACTION_KINDS.map((kind) => (
            <Button
              key={kind}
              type="submit"
              name="sign"
              value={signOf(kind, true)}
              icon={REACTION_ICONS[kind]}
            >
              {t(`react.${kind}`)}
            </Button>
          ))}
          <ButtonLink to={back} tone="quiet">
            {d('cancel')}
          </ButtonLink>
        </FormActs>
      </form>
    </Page>
  );
}
