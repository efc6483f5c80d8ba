import { redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import {
  postAddress,
  textHistoryAddress,
  textsAddress,
} from '#app/features/discussions/addresses.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { BlockPair, Orphans } from '#app/features/translations/block-pair.tsx';
import { MachineText } from '#app/features/translations/machine-text.tsx';
import { changesIn } from '#app/features/translations/read-form.ts';
import styles from '#app/features/translations/texts.module.css';
import { LANGS, isLang } from '#app/i18n/lang.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page } from '#app/page.ts';
import {
  ButtonLink,
  Checkbox,
  Chips,
  ErrorSummary,
  FormActs,
  formState,
  Notice,
  Page,
  PageHead,
  Submit,
} from '#app/ui/index.ts';

export const loader = page(['discussions', 'posts', 'translations'], ({ forum, params }) =>
  forum.call('discussions.postTexts', { postId: idIn(params['postId']), lang: langIn(params) }),
);

export const action = act(async ({ forum, params, form }) => {
  const postId = idIn(params['postId']);
  const blocks = changesIn(form);
  if (blocks.length === 0) return redirect(`/discussions/posts/${postId}`);
  const { threadId, seq } = await forum.call('discussions.translatePost', {
    postId,
    lang: langIn(params),
    blocks,
    ...(form.get('officialNames') === 'on' && { officialNames: true }),
  });
  return redirect(postAddress(threadId, seq));
});

function langIn({ lang }: Record<string, string | undefined>) {
  if (isLang(lang)) return lang;
  throw notFound();
}

export const meta = titled('translations', (t) => t('title'));

/** A post beside its text in another language, paragraph by paragraph. */
export default function PostTextsPage() {
  const post = useLoaderData<typeof loader>().data;
  const t = useT('translations');
  const d = useT('discussions');
  const lang = useLang();
  const state = formState(useActionData<typeof action>());
  const from = d(`lang.${post.source}`);
  const to = d(`lang.${post.lang}`);
  const conflict = state.refused?.code === 'STALE_VERSION';
  return (
    <Page>
      <PageHead
        trail={[{ label: t('back'), to: postAddress(post.threadId, post.seq) }]}
        title={t('title')}
        facts={[t('direction', { from, to }), t('by', { name: nameFor(post.author, lang).text })]}
        acts={
          <>
            <Link to="/glossary">{t('names.all')}</Link>
            <Link to={textHistoryAddress(post.postId, post.lang)}>{t('history')}</Link>
          </>
        }
      />
      <Chips
        label={t('into')}
        items={LANGS.filter((each) => each !== post.source).map((each) => ({
          to: textsAddress(post.postId, each),
          label: d(`lang.${each}`),
          chosen: each === post.lang,
        }))}
      />
      {post.open ? <p className={styles.intro}>{t('intro')}</p> : <Notice>{t('closed')}</Notice>}
      <MachineText post={post} />
      <form method="post" key={post.lang} className={styles.form}>
        <ErrorSummary refused={state.refused} />
        {post.blocks.map((block, i) => (
          <BlockPair
            key={block.key}
            block={block}
            n={i + 1}
            post={post}
            typed={state.refused?.values}
            conflict={conflict}
          />
        ))}
        {conflict && <Orphans post={post} typed={state.refused?.values ?? {}} />}
        {post.open && post.blocks.some(({ names }) => names.length > 0) && (
          <Checkbox
            name="officialNames"
            label={t('names.atSave')}
            hint={t('names.atSaveHint')}
            defaultChecked={state.refused?.values['officialNames'] === 'on'}
          />
        )}
        {post.open && (
          <div className={styles.acts}>
            <FormActs>
              <Submit>{t('save')}</Submit>
              <ButtonLink to={postAddress(post.threadId, post.seq)}>{t('cancel')}</ButtonLink>
            </FormActs>
          </div>
        )}
      </form>
    </Page>
  );
}
