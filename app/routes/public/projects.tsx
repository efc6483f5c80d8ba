import { useLoaderData } from '@remix-run/react';
import { ProjectDigests } from '#app/features/public/project-digests.tsx';
import { PublicFrame } from '#app/features/public/public-frame.tsx';
import { publicPage } from '#app/features/public/public-loader.ts';
import { publicHandle, publicMeta } from '#app/features/public/public-page.ts';
import styles from '#app/features/public/public.module.css';
import { countryName } from '#app/i18n/country.ts';
import { dictionary } from '#app/i18n/strings.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Pagination } from '#app/ui/index.ts';

export const handle = publicHandle;
export const meta = publicMeta;

export const loader = publicPage(async ({ forum, lang, url }) => {
  const page = Math.min(5000, Math.max(1, Math.trunc(Number(url.searchParams.get('page')) || 1)));
  const { projects, more } = await forum.call('projects.digests', { page });
  const words = dictionary(lang, 'public');
  return {
    title: words['projects.title']!,
    description: words['projects.lead']!,
    projects: projects.map((one) => ({
      ...one,
      countries: one.countries.map((code) => countryName(code, lang)),
    })),
    page,
    more,
  };
});

export default function PublicProjects() {
  const { head, own } = useLoaderData<typeof loader>().data;
  const { projects, page, more } = own;
  const t = useT('public');
  const base = `/${head.lang}/projects`;
  return (
    <PublicFrame head={head}>
      <header className={styles.pageHead}>
        <h1>{t('projects.title')}</h1>
        <p>{t('projects.lead')}</p>
      </header>
      <div className={styles.reading}>
        {projects.length > 0 ? (
          <ProjectDigests projects={projects} base={base} />
        ) : (
          <p className={styles.quiet}>{t('projects.none')}</p>
        )}
        <Pagination
          previous={page > 1 ? `${base}?page=${page - 1}` : undefined}
          next={more ? `${base}?page=${page + 1}` : undefined}
        />
      </div>
    </PublicFrame>
  );
}
