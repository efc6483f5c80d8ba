import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { CertificationForm } from '#app/features/certifications/certification-form.tsx';
import { CertificationTable } from '#app/features/certifications/certification-table.tsx';
import { certificationsView } from '#app/features/certifications/view.ts';
import { MEMBERS } from '#app/features/membership/directory.tsx';
import { certificateName } from '#app/features/membership/profile.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { EmptyState, formState, Notice, Page, PageHead, Panel } from '#app/ui/index.ts';
import type { CertificationKind } from '#server/certifications/plain.ts';

export const loader = page(
  ['certifications', 'membership'],
  async ({ forum, params, url, context }) => {
    const answer = await forum.call('certifications.page', { slug: params['slug'] ?? '' });
    return {
      ...certificationsView(answer, context.lang),
      correcting: url.searchParams.get('correct'),
      saved: url.searchParams.has('saved'),
    };
  },
);

export const action = act(async ({ forum, form, params }) => {
  const facts = {
    number: text(form, 'number'),
    validFrom: text(form, 'validFrom'),
    validTo: text(form, 'validTo') || null,
    evidence: text(form, 'evidence'),
  };
  if (text(form, 'act') === 'correct') {
    await forum.call('certifications.correct', {
      certificationId: text(form, 'certificationId'),
      version: Number(text(form, 'version')),
      ...facts,
    });
  } else {
    const kind = text(form, 'kind') as CertificationKind;
    await forum.call('certifications.enter', { orgId: text(form, 'orgId'), kind, ...facts });
  }
  return redirect(`${MEMBERS}/${params['slug'] ?? ''}/certifications?saved`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('certifications', (t) => t('title'));

export default function Certifications() {
  const data = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('certifications');
  const names = useT('membership');
  const format = useFormat();
  const here = `${MEMBERS}/${data.slug}/certifications`;
  const line = data.lines.find(({ id }) => id === data.correcting) ?? null;
  return (
    <Page>
      <PageHead
        trail={[
          { label: names('title'), to: MEMBERS },
          { label: data.name, lang: data.nameLang, to: `${MEMBERS}/${data.slug}` },
        ]}
        title={t('title')}
        facts={[t('lead')]}
      />
      {data.saved && !state.refused && (
        <div role="status">
          <Notice tone="good" title={t('saved')} />
        </div>
      )}
      {data.lapsed.length > 0 && (
        <Notice
          tone="caution"
          title={t('lapsed', {
            what: format.list(data.lapsed.map((standing) => t(`standing.${standing}`))),
          })}
        >
          {t('lapsed.text')}
        </Notice>
      )}
      {data.lines.length > 0 ? (
        <CertificationTable view={data} correctAt={(id) => `${here}?correct=${id}`} />
      ) : (
        <EmptyState title={t('none')}>{t('none.text')}</EmptyState>
      )}
      {data.writes && (
        <Panel
          title={
            line
              ? t('correct.title', { kind: certificateName(line.kind, names) })
              : t('enter.title')
          }
          note={t(line ? 'correct.hint' : 'enter.hint')}
        >
          <CertificationForm
            key={line ? `${line.id} ${line.version}` : 'new'}
            orgId={data.orgId}
            line={line}
            back={here}
            state={state}
          />
        </Panel>
      )}
    </Page>
  );
}
