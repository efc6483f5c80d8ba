import { redirect } from '@remix-run/node';
import {
  Form,
  Link,
  useActionData,
  useLoaderData,
  type ShouldRevalidateFunction,
} from '@remix-run/react';
import { useState } from 'react';
import { MESSAGES } from '#app/features/direct/addresses.ts';
import { chosenIn, peopleIn } from '#app/features/direct/chosen.ts';
import styles from '#app/features/direct/direct.module.css';
import { PeoplePicker } from '#app/features/direct/people-picker.tsx';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { threadAddress } from '#app/features/discussions/addresses.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { TextFields } from '#app/features/discussions/text-fields.tsx';
import type { Lang } from '#app/i18n/lang.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import {
  ButtonLink,
  ErrorSummary,
  Field,
  FormActs,
  formState,
  FormStack,
  Notice,
  Page,
  PageHead,
  Submit,
  TextInput,
} from '#app/ui/index.ts';

const MOST = 11;
const LIMIT = 8000;

export const loader = page(['direct', 'discussions'], async ({ forum, url }) => {
  const { q, to } = chosenIn(url);
  const person = url.searchParams.get('person');
  const chosen = person ? [idIn(person)] : to;
  const contacts = await forum.call('direct.contacts', { ...(q && { q }), chosen });
  if (person) {
    const [known] = contacts.chosen;
    if (!known) throw notFound();
    if (known.threadId) throw redirect(threadAddress(known.threadId));
  }
  return { q, contacts, clientId: crypto.randomUUID() };
});

export const action = act(async ({ forum, form }) => {
  const { threadId } = await forum.call('direct.start', {
    personIds: peopleIn(form),
    name: text(form, 'name'),
    body: text(form, 'body'),
    lang: text(form, 'lang') as Lang,
    clientId: text(form, 'clientId'),
  });
  return redirect(threadAddress(threadId));
});

export const meta = titled('direct', (t) => t('new'));

/** A refused message keeps what was chosen; it is read again only when the choice changes. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod }) => formMethod !== 'POST';

export default function NewMessage() {
  const { q, contacts, clientId: fresh } = useLoaderData<typeof loader>().data;
  const t = useT('direct');
  const d = useT('discussions');
  const lang = useLang();
  const state = formState(useActionData<typeof action>());
  // Choosing reads the page again; a message that is being written stays the same message.
  const [clientId] = useState(fresh);
  const [only] = contacts.chosen;
  const one = contacts.chosen.length === 1 && only ? only : null;
  return (
    <Page width="reading">
      <PageHead trail={[{ label: t('title'), to: MESSAGES }]} title={t('new')} />
      <PeoplePicker data={contacts} q={q} most={MOST} />
      <Form method="post" className={styles.compose}>
        <FormStack>
          <ErrorSummary
            refused={state.refused}
            labels={{ personIds: t('to'), name: t('name'), body: t('message') }}
          />
          {contacts.chosen.map(({ id }) => (
            <input key={id} type="hidden" name="personIds" value={id} />
          ))}
          <input type="hidden" name="clientId" value={state.value('clientId', clientId)} />
          {one?.threadId && (
            <Notice act={<Link to={threadAddress(one.threadId)}>{t('exists.open')}</Link>}>
              {t('exists', { name: nameFor(one, lang).text })}
            </Notice>
          )}
          {contacts.chosen.length > 1 && (
            <Field
              label={t('name')}
              name="name"
              hint={t('name.hint')}
              optional
              error={state.error('name')}
            >
              {(control) => (
                <TextInput {...control} maxLength={120} defaultValue={state.value('name')} />
              )}
            </Field>
          )}
          <TextFields state={state} lang={lang} limit={LIMIT} label={t('message')} t={d} />
          <FormActs>
            <Submit disabled={contacts.chosen.length === 0}>{t('send')}</Submit>
            <ButtonLink to={MESSAGES}>{d('cancel')}</ButtonLink>
          </FormActs>
        </FormStack>
      </Form>
    </Page>
  );
}
