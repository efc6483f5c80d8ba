import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { resourceAt, resourcesOf } from '#app/features/resources/addresses.ts';
import { Booking } from '#app/features/resources/calendar.tsx';
import styles from '#app/features/resources/resources.module.css';
import { useResourcesTrail } from '#app/features/resources/use-trail.ts';
import { aheadView } from '#app/features/resources/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import {
  ButtonLink,
  Checkbox,
  ErrorSummary,
  FormActs,
  formState,
  FormStack,
  Notice,
  Page,
  PageHead,
  ShortList,
  Submit,
} from '#app/ui/index.ts';

export const loader = page(['resources', 'membership'], async ({ forum, params, context }) => {
  const view = aheadView(
    await forum.call('resources.ahead', { resourceId: idIn(params['resourceId']) }),
    context.lang,
  );
  const { resource, writes } = view;
  if (!writes || resource.retired || resource.kind === 'department') throw notFound();
  return view;
});

export const action = act(async ({ forum, form, params }) => {
  await forum.call('resources.retire', {
    resourceId: idIn(params['resourceId']),
    version: Number(text(form, 'version')),
    ahead: Number(text(form, 'ahead')),
  });
  return redirect(`${resourcesOf(params['slug'] ?? '')}?saved=retired`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled<'resources', { resource: { name: string } }>(
  'resources',
  (t, { resource }) => t('retire.of', { name: resource.name }),
);

/** Shows what is still booked on a resource before it is taken out of use. */
export default function RetireResource() {
  const { resource, slug, org, ahead, bookings } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('resources');
  const facts = [t('retire.new'), t('retire.back')];
  return (
    <Page width="reading">
      <PageHead
        trail={useResourcesTrail({ slug, ...org }, true)}
        title={t('retire.of', { name: resource.name })}
      />
      {state.refused?.code === 'STALE_VERSION' ? (
        <Notice tone="caution" title={t('stale')}>
          {t('retire.stale')}
        </Notice>
      ) : (
        <ErrorSummary refused={state.refused} />
      )}
      {ahead === 0 ? (
        <Notice tone="good" title={t('retire.free')} />
      ) : (
        <section className={styles.part}>
          <h2>{t('retire.ahead', { count: ahead })}</h2>
          <p className={styles.calm}>{t('retire.ahead.text')}</p>
          <ul role="list" className={styles.bookings}>
            {bookings.map((one) => (
              <Booking key={one.id} one={one} zone={resource.timeZone} day />
            ))}
          </ul>
          {ahead > bookings.length && (
            <p className={styles.calm}>{t('retire.more', { count: ahead - bookings.length })}</p>
          )}
        </section>
      )}
      <ShortList items={facts.map((what) => ({ key: what, what }))} />
      <Form method="post">
        <FormStack>
          <input type="hidden" name="version" value={resource.version} />
          <input type="hidden" name="ahead" value={ahead} />
          {ahead > 0 && <Checkbox name="sure" required label={t('retire.sure')} />}
          <FormActs>
            <Submit tone="danger">{t('retire')}</Submit>
            <ButtonLink to={resourceAt(slug, resource.id)}>{t('cancel')}</ButtonLink>
          </FormActs>
        </FormStack>
      </Form>
    </Page>
  );
}
