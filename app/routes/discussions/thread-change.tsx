import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { threadAddress, type ThreadChange } from '#app/features/discussions/addresses.ts';
import { TagFields, tagsIn } from '#app/features/discussions/tag-fields.tsx';
import { slowText } from '#app/features/discussions/slow-text.ts';
import { titleFor } from '#app/features/discussions/titles.ts';
import { labelled } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { SLOW_SECONDS, THREAD_STATES } from '#server/discussions/schemas.ts';
import {
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Field,
  FormActs,
  formState,
  FormStack,
  Page,
  PageHead,
  Select,
  Submit,
  TextArea,
  TextInput,
} from '#app/ui/index.ts';

const CHANGES: readonly ThreadChange[] = ['state', 'rename', 'move', 'lock', 'slow'];

export const loader = page(['discussions', 'threads'], async ({ forum, params, url }) => {
  const what = CHANGES.find((one) => one === params['what']);
  if (!what) throw notFound();
  const threadId = idIn(params['threadId']);
  const settings = await forum.call('discussions.threadSettings', { threadId });
  const step = settings.steps.find(({ to }) => to === url.searchParams.get('to')) ?? null;
  const { tags } = what === 'rename' ? await forum.call('discussions.tags', {}) : { tags: [] };
  return { ...settings, tags, what, step };
});

export const action = act(async ({ forum, params, form }) => {
  const threadId = idIn(params['threadId']);
  const reason = text(form, 'reason');
  const version = Number(text(form, 'version'));
  switch (params['what']) {
    case 'state': {
      const to = THREAD_STATES.find((state) => state === text(form, 'to')) ?? 'open';
      await forum.call('discussions.setState', { threadId, to, reason, version });
      break;
    }
    case 'rename':
      await forum.call('discussions.renameThread', {
        threadId,
        title: text(form, 'title'),
        tags: tagsIn(form),
        version,
      });
      break;
    case 'move': {
      const projectId = text(form, 'projectId');
      await forum.call('discussions.moveThread', { threadId, projectId, reason, version });
      break;
    }
    case 'lock':
      await forum.call('discussions.lockThread', { threadId, locked: true, reason });
      break;
    default: {
      const seconds = SLOW_SECONDS.find((one) => one === Number(text(form, 'seconds'))) ?? 0;
      await forum.call('discussions.slowThread', { threadId, seconds });
    }
  }
  return redirect(threadAddress(threadId));
});

type Data = Awaited<ReturnType<typeof loader>>['data'];
type TitleKey =
  `change.title.${'rename' | 'move' | 'lock' | 'slow' | 'open' | 'onHold' | 'decided' | 'closed'}`;

function headingKey({ what, step }: Pick<Data, 'what' | 'step'>): TitleKey {
  return what === 'state' ? `change.title.${step?.to ?? 'open'}` : `change.title.${what}`;
}

export const meta = titled<'threads', Data>('threads', (t, data) => t(headingKey(data)));

/** One change of a thread, asked for by a form that also says what it brings about. */
export default function ThreadChangePage() {
  const data = useLoaderData<typeof loader>().data;
  const { what, step, head, limits } = data;
  const t = useT('threads');
  const d = useT('discussions');
  const lang = useLang();
  const state = formState(useActionData<typeof action>());
  const home = threadAddress(data.id);
  const title = titleFor({ ...head, lang: data.lang }, lang);
  const possible =
    what === 'state' ? step !== null : what === 'rename' ? data.may.rename : data.may.manage;
  return (
    <Page width="reading">
      <PageHead
        trail={[{ label: title.text, lang: title.lang, to: home }]}
        title={t(headingKey(data))}
      />
      {!possible ? (
        <EmptyState
          title={t('change.nothing')}
          act={<ButtonLink to={home}>{t('back')}</ButtonLink>}
        />
      ) : (
        <Form method="post">
          <FormStack>
            <ErrorSummary
              refused={state.refused}
              labels={{
                reason: t('change.reason'),
                title: t('change.subject'),
                tags: d('tags.title'),
                projectId: t('change.project'),
              }}
            />
            <input type="hidden" name="version" value={head.version} />
            {what === 'state' && (
              <>
                <input type="hidden" name="to" value={step!.to} />
                <p>{t(`change.note.${step!.to}`)}</p>
              </>
            )}
            {(what === 'move' || what === 'lock' || what === 'slow') && (
              <p>{t(`change.note.${what}`)}</p>
            )}
            {what === 'rename' && (
              <Field label={t('change.subject')} name="title" error={state.error('title')}>
                {(control) => (
                  <TextInput
                    {...control}
                    maxLength={limits.title}
                    defaultValue={state.value('title', head.title)}
                  />
                )}
              </Field>
            )}
            {what === 'rename' && (
              <TagFields
                state={state}
                start={head.tags.map((tag) => tag.label)}
                known={data.tags}
                limits={limits}
                t={d}
              />
            )}
            {what === 'move' && (
              <Field label={t('change.project')} name="projectId" error={state.error('projectId')}>
                {(control) => (
                  <Select
                    {...control}
                    placeholder={t('change.choose')}
                    defaultValue={state.value('projectId')}
                    options={data.destinations.map(({ id, title, retentionYears: count }) => {
                      const { label: project, lang: written } = labelled(title, lang);
                      const name = count === null ? project : t('change.kept', { project, count });
                      return { value: id, label: name, lang: written };
                    })}
                  />
                )}
              </Field>
            )}
            {what === 'slow' && (
              <Field label={t('change.wait')} name="seconds" error={state.error('seconds')}>
                {(control) => (
                  <Select
                    {...control}
                    defaultValue={state.value('seconds', String(head.slowSeconds))}
                    options={limits.slow.map((seconds) => ({
                      value: String(seconds),
                      label: slowText(seconds, t),
                    }))}
                  />
                )}
              </Field>
            )}
            {what !== 'rename' && what !== 'slow' && (
              <Field
                label={step?.to === 'decided' ? t('change.decision') : t('change.reason')}
                name="reason"
                hint={t('change.reasonHint')}
                optional={what === 'state' && step!.needs === 'nothing'}
                error={state.error('reason')}
              >
                {(control) => (
                  <TextArea
                    {...control}
                    rows={3}
                    maxLength={limits.reason}
                    defaultValue={state.value('reason')}
                  />
                )}
              </Field>
            )}
            <FormActs>
              <Submit>{t('save')}</Submit>
              <ButtonLink to={home}>{t('cancel')}</ButtonLink>
            </FormActs>
          </FormStack>
        </Form>
      )}
    </Page>
  );
}
