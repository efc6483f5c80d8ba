import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { chosenIn, peopleIn } from '#app/features/direct/chosen.ts';
import styles from '#app/features/direct/direct.module.css';
import { PeoplePicker } from '#app/features/direct/people-picker.tsx';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { threadAddress } from '#app/features/discussions/addresses.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page } from '#app/page.ts';
import {
  ButtonLink,
  ErrorSummary,
  FormActs,
  formState,
  FormStack,
  Page,
  PageHead,
  Submit,
} from '#app/ui/index.ts';

const MOST = 12;

export const loader = page(['direct', 'discussions'], async ({ forum, params, url }) => {
  const threadId = idIn(params['threadId']);
  const { q, to } = chosenIn(url);
  const { may, direct } = await forum.call('discussions.threadPage', { threadId });
  if (!may.manage || !direct) throw notFound();
  const here = new Set(direct.others.map((one) => one.id));
  const contacts = await forum.call('direct.contacts', {
    ...(q && { q }),
    chosen: to.filter((id) => !here.has(id)),
  });
  return {
    threadId,
    q,
    contacts: { ...contacts, found: contacts.found.filter((one) => !here.has(one.id)) },
    most: MOST - here.size - 1,
  };
});

export const action = act(async ({ forum, params, form }) => {
  const threadId = idIn(params['threadId']);
  await forum.call('direct.addPeople', { threadId, personIds: peopleIn(form) });
  return redirect(threadAddress(threadId));
});

export const meta = titled('direct', (t) => t('add.title'));

/** Takes people into a conversation of several. */
export default function AddPeople() {
  const { threadId, q, contacts, most } = useLoaderData<typeof loader>().data;
  const t = useT('direct');
  const d = useT('discussions');
  const state = formState(useActionData<typeof action>());
  return (
    <Page width="reading">
      <PageHead
        trail={[{ label: t('facts'), to: threadAddress(threadId) }]}
        title={t('add.title')}
        facts={[t('add.note')]}
      />
      <PeoplePicker data={contacts} q={q} most={most} />
      <Form method="post" className={styles.compose}>
        <FormStack>
          <ErrorSummary refused={state.refused} labels={{ personIds: t('to') }} />
          {contacts.chosen.map(({ id }) => (
            <input key={id} type="hidden" name="personIds" value={id} />
          ))}
          <FormActs>
            <Submit disabled={contacts.chosen.length === 0}>{t('add.act')}</Submit>
            <ButtonLink to={threadAddress(threadId)}>{d('cancel')}</ButtonLink>
          </FormActs>
        </FormStack>
      </Form>
    </Page>
  );
}
