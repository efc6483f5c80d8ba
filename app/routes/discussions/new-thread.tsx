import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Fragment, useRef } from 'react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { projectAddress, threadAddress } from '#app/features/discussions/addresses.ts';
import { About } from '#app/features/discussions/about.tsx';
import { DraftElsewhere } from '#app/features/discussions/draft-elsewhere.tsx';
import { TagFields, tagsIn } from '#app/features/discussions/tag-fields.tsx';
import { TextFields } from '#app/features/discussions/text-fields.tsx';
import { threadDrafts } from '#app/features/discussions/thread-drafts.ts';
import { useThreadDraft } from '#app/features/discussions/use-thread-draft.ts';
import styles from '#app/features/discussions/tags.module.css';
import { labelled } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import {
  Button,
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
  toast,
} from '#app/ui/index.ts';

export const loader = page(['discussions', 'posts'], async ({ forum, params, url }) => {
  const { project, deskOrgs, limits, may } = await forum.call('discussions.projectPage', {
    project: params['slug'] ?? '',
  });
  if (!may.createThread) throw notFound();
  const about = url.searchParams.has('event')
    ? (await forum.call('discussions.spaces', { eventId: idIn(url.searchParams.get('event')!) }))
        .event
    : null;
  const { tags } = await forum.call('discussions.tags', {});
  const draft = await forum.call('discussions.threadDraft', { projectId: project.id });
  return { project, deskOrgs, limits, tags, about, draft, clientId: crypto.randomUUID() };
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
  const { project } = useLoaderData<typeof loader>().data;
  return <NewThreadPage key={project.id} />;
}

function NewThreadPage() {
  const { project, deskOrgs, limits, tags, about, draft, clientId } =
    useLoaderData<typeof loader>().data;
  const t = useT('discussions');
  const p = useT('posts');
  const lang = useLang();
  const typed = useThreadDraft(project.id, draft, useActionData<typeof action>());
  const state = formState(typed.result, typed.values);
  const form = useRef<HTMLFormElement>(null);
  const toTitle = () => form.current?.querySelector<HTMLElement>('[name="title"]')?.focus();
  const format = useFormat();
  const home = projectAddress(project.slug);
  return (
    <Page width="reading">
      <PageHead
        trail={[{ ...labelled(project.title, lang), to: home }]}
        title={t('new.title')}
        facts={[`${t('thread.audience')}: ${t(`thread.audience.${project.privacy}`)}`]}
      />
      <DraftElsewhere
        store={threadDrafts}
        of={project.id}
        p={p}
        onTake={(theirs) => {
          if (theirs) typed.show(theirs);
          requestAnimationFrame(toTitle);
        }}
      />
      <Form method="post" ref={form} onInput={typed.onInput}>
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
          <Fragment key={typed.round}>
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
          </Fragment>
          <FormActs>
            <Submit>{t('new.submit')}</Submit>
            <ButtonLink to={home}>{t('cancel')}</ButtonLink>
            {typed.has && (
              <Button
                tone="quiet"
                onClick={() => {
                  const run = typed.discard();
                  toast(p('draft.discarded'), 'info', { label: p('undo'), run });
                  requestAnimationFrame(toTitle);
                }}
              >
                {p('draft.discard')}
              </Button>
            )}
          </FormActs>
          {typed.has && <p className={styles.hint}>{p('draft.note')}</p>}
        </FormStack>
      </Form>
    </Page>
  );
}
