import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { announcementAddress, ANNOUNCEMENTS } from '#app/features/announcements/addresses.ts';
import { AnnouncementForm } from '#app/features/announcements/announcement-form.tsx';
import { readAnnouncement, readAudience } from '#app/features/announcements/read-form.ts';
import { faultsOf } from '#app/features/events/form-faults.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { Page, PageHead } from '#app/ui/index.ts';

const DAY_MS = 86_400_000;
const JAPAN_MS = 9 * 3_600_000;
const DAYS = 14;

export const loader = page(['announcements', 'events'], async ({ forum }) => {
  const { mayWrite } = await forum.call('announcements.list', {});
  if (!mayWrite) throw notFound();
  const now = Date.now() + JAPAN_MS;
  return {
    clientId: crypto.randomUUID(),
    start: { starts: clock(now), ends: `${clock(now + DAYS * DAY_MS).slice(0, 10)}T18:00` },
  };
});

export const action = act(async ({ forum, form }) => {
  const { announcementId } = await forum.call('announcements.publish', {
    ...readAnnouncement(form),
    audience: readAudience(form),
    clientId: text(form, 'clientId'),
  });
  return redirect(announcementAddress(announcementId));
});

export const meta = titled('announcements', (t) => t('new'));

/** Writes an announcement; publishing it tells its audience. */
export default function NewAnnouncement() {
  const { clientId, start } = useLoaderData<typeof loader>().data;
  const faults = faultsOf(useActionData<typeof action>());
  const t = useT('announcements');
  return (
    <Page width="reading">
      <PageHead trail={[{ label: t('title'), to: ANNOUNCEMENTS }]} title={t('new')} />
      <AnnouncementForm
        start={start}
        clientId={faults.value('clientId', clientId)}
        faults={faults}
        back={ANNOUNCEMENTS}
      />
    </Page>
  );
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16);
}
