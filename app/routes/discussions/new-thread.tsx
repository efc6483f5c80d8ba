import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { projectAddress, threadAddress } from '#app/features/discussions/addresses.ts';
import { About } from '#app/features/discussions/about.tsx';
import { TagFields, tagsIn } from '#app/features/discussions/tag-fields.tsx';
import { TextFields } from '#app/features/discussions/text-fields.tsx';
import { labelled } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import {
  ButtonLink,
  ErrorSummary,
  Field,
  FormActs,
  formState,
  FormStack,
  Page,
  PageHead,
  Select,
  Submit,
  TextInput,
} from '#app/ui/index.ts';

export const loader = page(['discussions'], async ({ forum, params, url }) => {
  const { project, deskOrgs, limits, may } = await forum.call('discussions.projectPage', {
    project: params['slug'] ?? '',
  });
  if (!may.createThread) throw notFound();
  const about = url.searchParams.has('event')
    ? (await forum.call('discussions.spaces', { eventId: idIn(url.searchParams.get('event')!) }))
        .event
    : null;
  const { tags } = await forum.call('discussions.tags', {});
  return { project, deskOrgs, limits, tags, about, clientId: crypto.randomUUID() };
});

export const action = act(async ({ forum, form, params }) => {
  const { threadId, waits } = await forum.call('discussions.createThread', {
    projectId: text(form, 'projectId'),
    title: text(form, 'title'),
    body: text(form, 'body'),
    lang: text(form, 'lang') as Lang,
    clientId: text(form, 'clientId'),
    tags: tagsIn(form),
    ...(form.has('eventId') && { eventId: text(form, 'eventId') }),
    ...(form.has('deskOrgId') && { deskOrgId: text(form, 'deskOrgId') }),
  });
  return redirect(waits ? `${projectAddress(params['slug']!)}#held` : threadAddress(threadId));
});

export const meta = titled('discussions', (t) => t('new.title'));

export default function NewThread() {
  const { project, deskOrgs, limits, tags, about, clientId } = useLoaderData<typeof loader>().data;
  const t = useT('discussions');
  const lang = useLang();
  const state = formState(useActionData<typeof action>());
  const format = useFormat();
  const home = projectAddress(project.slug);
  return (
    <Page width="reading">
      <PageHead
        trail={[{ ...labelled(project.title, lang), to: home }]}
        title={t('new.title')}
        facts={[`${t('thread.audience')}: ${t(`thread.audience.${project.privacy}`)}`]}
      />
      <Form method="post">
        <FormStack>
          <ErrorSummary
            refused={state.refused}
            labels={{
              title: t('new.subject'),
              body: t('new.body'),
              tags: t('tags.title'),
              deskOrgId: t('new.deskOrg'),
            }}
          />
          <input type="hidden" name="projectId" value={project.id} />
          <input type="hidden" name="clientId" value={state.value('clientId', clientId)} />
          {about && <About event={about} lang={lang} format={format} t={t} />}
          {deskOrgs.length > 0 && (
            <Field
              label={t('new.deskOrg')}
              name="deskOrgId"
              hint={t('new.deskOrgHint')}
              error={state.error('deskOrgId')}
            >
              {(control) => (
                <Select
                  {...control}
                  placeholder={t('new.choose')}
                  defaultValue={state.value('deskOrgId')}
                  options={deskOrgs.map((org) => ({ value: org.id, ...labelled(org.name, lang) }))}
                />
              )}
            </Field>
          )}
          <Field
            label={t('new.subject')}
            name="title"
            hint={t('new.subjectHint')}
            error={state.error('title')}
          >
            {(control) => (
              <TextInput
                {...control}
                maxLength={limits.title}
                defaultValue={state.value('title')}
              />
            )}
          </Field>
          <TagFields state={state} known={tags} limits={limits} t={t} />
          <TextFields state={state} lang={lang} limit={limits.body} label={t('new.body')} t={t} />
          <FormActs>
            <Submit>{t('new.submit')}</Submit>
            <ButtonLink to={home}>{t('cancel')}</ButtonLink>
          </FormActs>
        </FormStack>
      </Form>
    </Page>
  );
}
