import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { CapacityForm } from '#app/features/membership/capacity-form.tsx';
import { capacityData, departmentsIn } from '#app/features/membership/capacity-data.ts';
import { MEMBERS } from '#app/features/membership/directory.tsx';
import styles from '#app/features/membership/membership.module.css';
import { partialDate } from '#app/i18n/partial-date.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { ButtonLink, formState, Notice, Page, PageHead, Submit, Timeline } from '#app/ui/index.ts';

export const loader = page(['membership'], async ({ forum, params, url, context }) => ({
  ...capacityData(
    await forum.call('membership.capacityPage', { slug: params['slug'] ?? '' }),
    context.lang,
  ),
  saved: url.searchParams.has('saved'),
}));

export const action = act(async ({ forum, form, params }) => {
  const orgId = text(form, 'orgId');
  if (text(form, 'act') === 'confirm') await forum.call('membership.confirmCapacity', { orgId });
  else {
    const departments = departmentsIn(form);
    if (departments.length > 0) await forum.call('membership.setCapacity', { orgId, departments });
  }
  return redirect(`/members/${params['slug'] ?? ''}/capacity?saved`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('membership', (t) => t('capacity.title'));

export default function Capacity() {
  const data = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('membership');
  const stale = data.departments.filter(({ now }) => now === 'unconfirmed').length;
  return (
    <Page width="reading">
      <PageHead
        trail={[
          { label: t('title'), to: MEMBERS },
          { label: data.name, lang: data.nameLang, to: `/members/${data.slug}` },
        ]}
        title={t('capacity.title')}
        facts={[t('capacity.lead', { days: data.days })]}
      />
      {data.saved && !state.refused && (
        <div role="status">
          <Notice tone="good" title={t('capacity.saved')} />
        </div>
      )}
      {stale > 0 && (
        <Notice tone="caution" title={t('capacity.toConfirm', { count: stale })}>
          {t('capacity.toConfirmHint')}
        </Notice>
      )}
      {data.departments.length === 0 ? (
        <Notice
          title={t('capacity.noDepartments')}
          act={<ButtonLink to={`${MEMBERS}/${data.slug}/profile`}>{t('profile.tend')}</ButtonLink>}
        >
          {t('capacity.noDepartmentsHint')}
        </Notice>
      ) : (
        <>
          <Form method="post" className={styles.stillRight}>
            <input type="hidden" name="orgId" value={data.orgId} />
            <p>{t('capacity.confirmLead')}</p>
            <Submit name="act" value="confirm" tone="secondary">
              {t('capacity.confirm')}
            </Submit>
          </Form>
          <CapacityForm data={data} state={state} />
        </>
      )}
      <Changes changes={data.changes} />
    </Page>
  );
}

type Change = ReturnType<typeof capacityData>['changes'][number];

function Changes({ changes }: { changes: readonly Change[] }) {
  const t = useT('membership');
  const lang = useLang();
  const format = useFormat();
  if (changes.length === 0) return null;
  return (
    <section className={styles.part}>
      <h2>{t('capacity.changes')}</h2>
      <Timeline
        items={changes.map(({ key, name, nameLang, capacity, until, at, by, byLang }) => ({
          key,
          at: <time dateTime={at}>{format.dateTime(at)}</time>,
          what: (
            <>
              <span lang={nameLang}>{name}</span>: {t(`capacity.${capacity}`)}
              {until && ` (${t('capacity.until', { date: partialDate(until, lang) })})`}
            </>
          ),
          who: <span lang={byLang}>{by}</span>,
        }))}
      />
    </section>
  );
}
