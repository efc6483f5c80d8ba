import { useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { resourceAt } from '#app/features/resources/addresses.ts';
import { Calendar } from '#app/features/resources/calendar.tsx';
import { History } from '#app/features/resources/history.tsx';
import { margins } from '#app/features/resources/lists.tsx';
import { useResourcesTrail } from '#app/features/resources/use-trail.ts';
import { calendarView, historyView, hoursText } from '#app/features/resources/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { Button, ButtonLink, Page, PageHead, Pill } from '#app/ui/index.ts';

export const loader = page(['resources', 'membership'], async ({ forum, params, url, context }) => {
  const span: 1 | 7 = url.searchParams.get('days') === '1' ? 1 : 7;
  const answer = await forum.call('resources.calendar', {
    resourceId: idIn(params['resourceId']),
    from: url.searchParams.get('from') || null,
    days: span,
  });
  const told = await forum.call('resources.history', { resourceId: answer.resource.id });
  return { ...calendarView(answer, context.lang), span, history: historyView(told) };
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled<'resources', { resource: { name: string } }>(
  'resources',
  (_t, { resource }) => resource.name,
);

/** What one resource is booked for on a day or in a week. */
export default function Resource() {
  const data = useLoaderData<typeof loader>().data;
  const t = useT('resources');
  const { resource, slug, org } = data;
  const here = resourceAt(slug, resource.id);
  const tends = data.writes && !resource.retired;
  useRefresh([{ channel: { kind: 'org', id: data.channel.id }, asOfSeq: data.channel.asOf }]);
  return (
    <Page>
      <PageHead
        trail={useResourcesTrail({ slug, ...org }, true)}
        title={resource.name}
        lang={resource.nameLang}
        state={resource.retired && <Pill tone="neutral">{t('out')}</Pill>}
        facts={[
          [t(`one.${resource.kind}`), resource.language].filter(Boolean).join(' · '),
          hoursText(resource.hours, t),
          t(resource.holidays ? 'holidays.closed' : 'holidays.open'),
          ...margins(resource.beforeMinutes, resource.afterMinutes, t),
        ]}
        acts={
          <>
            {tends && (
              <ButtonLink to={`${here}/edit`} icon="pencil">
                {t(resource.kind === 'department' ? 'change.hours' : 'change')}
              </ButtonLink>
            )}
            {tends && resource.kind !== 'department' && (
              <ButtonLink to={`${here}/retire`}>{t('retire')}</ButtonLink>
            )}
            <Button icon="printer" onClick={() => window.print()}>
              {t('print')}
            </Button>
          </>
        }
      />
      <Calendar view={data} span={data.span} />
      <History lines={data.history} zone={resource.timeZone} />
    </Page>
  );
}
