import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ANNOUNCEMENTS, MAINTENANCE } from '#app/features/announcements/addresses.ts';
import styles from '#app/features/announcements/announcements.module.css';
import { MaintenanceForm } from '#app/features/announcements/maintenance-form.tsx';
import { readMaintenance } from '#app/features/announcements/read-form.ts';
import { faultsOf } from '#app/features/events/form-faults.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { EdgeList, Page, PageHead, Pill } from '#app/ui/index.ts';

const HOUR_MS = 3_600_000;
const JAPAN_MS = 9 * HOUR_MS;

export const loader = page(['announcements', 'events'], async ({ forum }) => {
  const { windows } = await forum.call('announcements.maintenanceWindows', {});
  const tomorrow = new Date(Date.now() + JAPAN_MS + 24 * HOUR_MS).toISOString().slice(0, 10);
  return {
    windows,
    clientId: crypto.randomUUID(),
    start: { starts: `${tomorrow}T21:00`, ends: `${tomorrow}T23:00` },
  };
});

export const action = act(async ({ forum, form }) => {
  const clientId = text(form, 'clientId');
  await forum.call('announcements.announceMaintenance', { ...readMaintenance(form), clientId });
  return redirect(MAINTENANCE);
});

export const meta = titled('announcements', (t) => t('maintenance.title'));

/** Windows of maintenance, for the secretariat: those that come, and a new one. */
export default function Maintenance() {
  const { windows, clientId, start } = useLoaderData<typeof loader>().data;
  const faults = faultsOf(useActionData<typeof action>());
  const t = useT('announcements');
  const format = useFormat();
  return (
    <Page width="reading">
      <PageHead
        trail={[{ label: t('title'), to: ANNOUNCEMENTS }]}
        title={t('maintenance.title')}
        facts={[t('maintenance.lead')]}
      />
      {windows.length > 0 && (
        <section className={styles.list} aria-labelledby="windows">
          <h2 id="windows">{t('maintenance.coming')}</h2>
          <EdgeList
            items={windows.map(({ id, startsAt, endsAt, running }) => ({
              key: id,
              to: `${MAINTENANCE}/${id}`,
              title: `${format.dateTime(startsAt)} – ${format.dateTime(endsAt)}`,
              end: running && <Pill tone="caution">{t('maintenance.running')}</Pill>,
            }))}
          />
        </section>
      )}
      <section className={styles.list} aria-labelledby="new">
        <h2 id="new">{t('maintenance.new')}</h2>
        <MaintenanceForm
          key={clientId}
          start={start}
          clientId={faults.value('clientId', clientId)}
          faults={faults}
        />
      </section>
    </Page>
  );
}
