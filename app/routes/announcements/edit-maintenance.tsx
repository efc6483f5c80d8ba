import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { ANNOUNCEMENTS, MAINTENANCE } from '#app/features/announcements/addresses.ts';
import { MaintenanceForm } from '#app/features/announcements/maintenance-form.tsx';
import { readMaintenance } from '#app/features/announcements/read-form.ts';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { faultsOf } from '#app/features/events/form-faults.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  Checkbox,
  FormActs,
  FormStack,
  Notice,
  Page,
  PageHead,
  Panel,
  Submit,
} from '#app/ui/index.ts';

export const loader = page(['announcements', 'events'], ({ forum, params }) =>
  forum.call('announcements.maintenancePage', { maintenanceId: idIn(params['id']) }),
);

export const action = act(async ({ forum, form, params }) => {
  const which = {
    maintenanceId: idIn(params['id']),
    version: Number(text(form, 'version')),
  };
  if (form.has('withdraw')) await forum.call('announcements.withdrawMaintenance', which);
  else await forum.call('announcements.changeMaintenance', { ...which, ...readMaintenance(form) });
  return redirect(MAINTENANCE);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('announcements', (t) => t('maintenance.edit'));

/** Changes a window of maintenance, or calls it off. */
export default function EditMaintenance() {
  const before = useLoaderData<typeof loader>().data;
  const faults = faultsOf(useActionData<typeof action>());
  const t = useT('announcements');
  return (
    <Page width="reading">
      <PageHead
        trail={[
          { label: t('title'), to: ANNOUNCEMENTS },
          { label: t('maintenance.title'), to: MAINTENANCE },
        ]}
        title={t('maintenance.edit')}
      />
      {before.withdrawn ? (
        <Notice>{t('maintenance.withdrawnNote')}</Notice>
      ) : (
        <>
          <MaintenanceForm before={before} start={before} faults={faults} />
          <Panel title={t('maintenance.withdraw')}>
            <Form method="post">
              <FormStack>
                <input type="hidden" name="version" value={before.version} />
                <input type="hidden" name="withdraw" value="on" />
                <p>{t('maintenance.withdrawText')}</p>
                <Checkbox name="sure" required label={t('maintenance.withdrawConfirm')} />
                <FormActs>
                  <Submit tone="danger">{t('maintenance.withdraw')}</Submit>
                </FormActs>
              </FormStack>
            </Form>
          </Panel>
        </>
      )}
    </Page>
  );
}
