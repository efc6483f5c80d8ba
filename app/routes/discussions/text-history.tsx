import { useLoaderData } from '@remix-run/react';
import type { TextVersion } from '#server/discussions/queries/post-text-history.ts';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { postAddress } from '#app/features/discussions/addresses.ts';
import { DifferenceText } from '#app/features/discussions/difference-text.tsx';
import { nameFor } from '#app/features/discussions/names.ts';
import styles from '#app/features/translations/texts.module.css';
import { label } from '#app/i18n/label.ts';
import { isLang, LANG_TAGS } from '#app/i18n/lang.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { notFound, page } from '#app/page.ts';
import { EmptyState, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['discussions', 'posts', 'translations'], ({ forum, params }) => {
  const { lang } = params;
  if (!isLang(lang)) throw notFound();
  return forum.call('discussions.postTextHistory', { postId: idIn(params['postId']), lang });
});

export const meta = titled('translations', (t) => t('history'));

/** How a post's text in another language came to be, the newest step first. */
export default function TextHistory() {
  const { threadId, seq, source, lang, versions } = useLoaderData<typeof loader>().data;
  const t = useT('translations');
  const d = useT('discussions');
  const p = useT('posts');
  const format = useFormat();
  return (
    <Page width="reading">
      <PageHead
        trail={[{ label: t('back'), to: postAddress(threadId, seq) }]}
        title={t('history')}
        facts={[t('direction', { from: d(`lang.${source}`), to: d(`lang.${lang}`) })]}
      />
      {versions.length === 0 && <EmptyState title={t('history.none')} />}
      <ol role="list" className={styles.versions}>
        {versions.map((version) => (
          <li key={`${version.textId} ${version.number}`} className={styles.version}>
            <h2>
              <Step version={version} /> · {format.dateTime(version.at)}
            </h2>
            {version.source && (
              <p className={styles.said} lang={LANG_TAGS[source]}>
                {version.source}
              </p>
            )}
            <DifferenceText
              before={version.former ?? version.body}
              after={version.state === 'removed' ? '' : version.body}
              lang={lang}
              t={p}
            />
          </li>
        ))}
      </ol>
    </Page>
  );
}

function Step({ version: { state, by, org } }: { version: TextVersion }) {
  const t = useT('translations');
  const lang = useLang();
  if (state === 'machine') return t('history.machine');
  const vars = {
    name: by ? nameFor(by, lang).text : '—',
    org: org ? label(org.name, lang) : '—',
  };
  if (state === 'stale' || state === 'removed') return t(`history.${state}`, vars);
  return t('history.wrote', vars);
}
