import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { historyOf, profileOf } from '#app/features/profiles/addresses.ts';
import { Departments } from '#app/features/profiles/departments-table.tsx';
import { Lines, type LineFilter } from '#app/features/profiles/lines-table.tsx';
import { profileTrail } from '#app/features/profiles/profile-trail.ts';
import styles from '#app/features/profiles/profiles.module.css';
import { profileView, type ProfileView } from '#app/features/profiles/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  formState,
  Notice,
  Page,
  PageHead,
  Submit,
} from '#app/ui/index.ts';
import { LINE_KINDS, PROFILE_ACTS } from '#server/profiles/plain.ts';

export const loader = page(['profiles', 'membership'], async ({ forum, params, url, context }) => {
  const kind = url.searchParams.get('kind');
  return {
    ...profileView(await forum.call('profiles.page', { slug: params['slug'] ?? '' }), context.lang),
    filter: [...LINE_KINDS, 'unchecked' as const].find((one) => one === kind) ?? '',
    gone: url.searchParams.has('gone'),
    saved: PROFILE_ACTS.find((one) => one === url.searchParams.get('saved')) ?? null,
  };
});

export const action = act(async ({ forum, form, params }) => {
  const here = profileOf(params['slug'] ?? '');
  switch (text(form, 'act')) {
    case 'confirm':
      await forum.call('profiles.confirmLines', { orgId: text(form, 'orgId') });
      return redirect(`${here}?saved=confirmed`);
    case 'check':
      await forum.call('profiles.checkLine', {
        lineId: text(form, 'lineId'),
        version: Number(text(form, 'version')),
      });
      return redirect(`${here}?saved=checked`);
    default:
      throw notFound();
  }
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('profiles', (t) => t('title'));

/** What an organisation says that it can do, tended by its own people and the secretariat. */
export default function Profile() {
  const data = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('profiles');
  const names = useT('membership');
  return (
    <Page>
      <PageHead
        trail={profileTrail(data, names)}
        title={t('title')}
        facts={[t('lead')]}
        acts={
          <>
            <ButtonLink to={historyOf(data.slug)} icon="history">
              {t('history')}
            </ButtonLink>
            <Button icon="printer" onClick={() => window.print()}>
              {t('print')}
            </Button>
          </>
        }
      />
      <ErrorSummary refused={state.refused} />
      {data.saved && !state.refused && (
        <div role="status">
          <Notice tone="good" title={t(`saved.${data.saved}`)} />
        </div>
      )}
      {data.gone && !state.refused && (
        <div role="status">
          <Notice tone="caution" title={t('gone')} />
        </div>
      )}
      {(data.orgKind === 'hospital' || data.open.length > 0) && <Departments view={data} />}
      <Lines view={data} filter={data.filter as LineFilter} />
      {data.writes && data.lines.length > 0 && <StillRight view={data} />}
    </Page>
  );
}

function StillRight({ view: { orgId, lines } }: { view: ProfileView }) {
  const t = useT('profiles');
  const due = lines.filter((line) => line.due).length;
  return (
    <>
      {due > 0 && (
        <Notice tone="caution" title={t('lines.dueNote', { count: due })}>
          {t('lines.dueText')}
        </Notice>
      )}
      <Form method="post" className={styles.confirm}>
        <input type="hidden" name="orgId" value={orgId} />
        <p>{t('confirm.lead')}</p>
        <Submit name="act" value="confirm" tone="secondary">
          {t('confirm.submit')}
        </Submit>
      </Form>
    </>
  );
}
