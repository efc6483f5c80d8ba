import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { announcementAddress, ANNOUNCEMENTS } from '#app/features/announcements/addresses.ts';
import { AnnouncementForm } from '#app/features/announcements/announcement-form.tsx';
import { readAnnouncement } from '#app/features/announcements/read-form.ts';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { faultsOf } from '#app/features/events/form-faults.ts';
import { labelled } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
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
  forum.call('announcements.source', { announcementId: idIn(params['id']) }),
);

export const action = act(async ({ forum, form, params }) => {
  const announcementId = idIn(params['id']);
  await forum.call('announcements.update', {
    announcementId,
    version: Number(text(form, 'version')),
    ...readAnnouncement(form),
  });
  return redirect(announcementAddress(announcementId));
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('announcements', (t) => t('edit.title'));

/** Changes an announcement, or withdraws it. */
export default function EditAnnouncement() {
  const before = useLoaderData<typeof loader>().data;
  const faults = faultsOf(useActionData<typeof action>());
  const t = useT('announcements');
  const lang = useLang();
  const here = announcementAddress(before.id);
  return (
    <Page width="reading">
      <PageHead
        trail={[
          { label: t('title'), to: ANNOUNCEMENTS },
          { ...labelled(before.title, lang), to: here },
        ]}
        title={t('edit.title')}
      />
      {before.standing === 'withdrawn' ? (
        <Notice>{t('withdrawnNote')}</Notice>
      ) : (
        <>
          <AnnouncementForm before={before} start={before} faults={faults} back={here} />
          <Panel title={t('withdraw.title')}>
            <Form method="post" action={`${here}/withdraw`}>
              <FormStack>
                <input type="hidden" name="version" value={before.version} />
                <p>{t('withdraw.text')}</p>
                <Checkbox name="sure" required label={t('withdraw.confirm')} />
                <FormActs>
                  <Submit tone="danger">{t('withdraw')}</Submit>
                </FormActs>
              </FormStack>
            </Form>
          </Panel>
        </>
      )}
    </Page>
  );
}
