import { useLoaderData } from '@remix-run/react';
import {
  DirectorySearch,
  DirectoryTable,
  KindChips,
  MEMBERS,
  type Asked,
} from '#app/features/membership/directory.tsx';
import styles from '#app/features/membership/membership.module.css';
import { directoryView, KINDS, VOCABULARIES } from '#app/features/membership/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { ButtonLink, EmptyState, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['membership'], async ({ forum, url, context }) => {
  const asked = readAsked(url.searchParams);
  const [answer, terms] = await Promise.all([
    forum.call('membership.listOrganisations', {
      ...(asked.kind && { kind: asked.kind }),
      ...(asked.country && { country: asked.country }),
      ...(asked.q && { q: asked.q }),
    }),
    forum.call('library.terms', { vocabularies: VOCABULARIES }),
  ]);
  return { asked, view: directoryView(answer, terms, context.lang) };
});

export const meta = titled('membership', (t) => t('title'));

export default function Members() {
  const { asked, view } = useLoaderData<typeof loader>().data;
  const t = useT('membership');
  const lang = useLang();
  const found = t('results', { count: view.organisations.length });
  return (
    <Page>
      <PageHead
        title={t('title')}
        facts={[t('lead')]}
        acts={
          view.certifies && (
            <>
              <ButtonLink to={`${MEMBERS}/to-check`}>{t('profile.toCheck')}</ButtonLink>
              <ButtonLink to={`${MEMBERS}/certifications`}>{t('certifications.ending')}</ButtonLink>
            </>
          )
        }
      />
      <KindChips view={view} asked={asked} />
      <DirectorySearch view={view} asked={asked} />
      {view.organisations.length > 0 ? (
        <section className={styles.results} aria-label={found}>
          <p className={styles.found} role="status">
            <strong>{found}</strong>
            {lang === 'ja' && <span>{t('order')}</span>}
          </p>
          <DirectoryTable lines={view.organisations} caption={found} />
        </section>
      ) : (
        <EmptyState
          title={t('empty.title')}
          act={<ButtonLink to={MEMBERS}>{t('empty.clear')}</ButtonLink>}
        >
          {t('empty.text')}
        </EmptyState>
      )}
    </Page>
  );
}

function readAsked(parameters: URLSearchParams): Asked {
  const country = parameters.get('country') ?? '';
  return {
    q: (parameters.get('q') ?? '').trim().slice(0, 100),
    country: /^[A-Z]{2}$/.test(country) ? country : '',
    kind: KINDS.find((kind) => kind === parameters.get('kind')) ?? '',
  };
}
