import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { momentIn } from '#app/features/decisions/local-moment.ts';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { pollAddress, threadAddress } from '#app/features/discussions/addresses.ts';
import { threadCrumb } from '#app/features/discussions/titles.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { POLL_KINDS, QUESTION_LIMIT, RESULTS, type PollKind } from '#server/decisions/schemas.ts';
import {
  ButtonLink,
  ErrorSummary,
  Field,
  FormActs,
  formState,
  FormStack,
  Page,
  PageHead,
  RadioGroup,
  Select,
  Submit,
  TextArea,
  TextInput,
} from '#app/ui/index.ts';

export const loader = page(['discussions', 'decisions'], async ({ forum, params, actor }) => {
  const threadId = idIn(params['threadId']);
  const { thread, manages } = await forum.call('discussions.threadPage', { threadId });
  if (!manages.openPoll) throw notFound();
  return { thread, zone: actor.timeZone, clientId: crypto.randomUUID() };
});

export const action = act(async ({ forum, params, form, actor, context }) => {
  const kind: PollKind = POLL_KINDS.find((one) => one === text(form, 'kind')) ?? 'proposal';
  const results = RESULTS.find((one) => one === text(form, 'results')) ?? 'shown';
  const at = (local: string) => momentIn(local, actor.timeZone) ?? local;
  const closesAt = text(form, 'closesAt');
  const { pollId } = await forum.call('decisions.openPoll', {
    threadId: idIn(params['threadId']),
    kind,
    question: text(form, 'question'),
    lang: context.lang,
    results,
    ...(closesAt && { closesAt: at(closesAt) }),
    ...(kind === 'score' && { options: lines(text(form, 'options')) }),
    ...(kind === 'date' && { dates: lines(text(form, 'dates')).map(at) }),
    clientId: text(form, 'clientId'),
  });
  return redirect(pollAddress(pollId));
});

const lines = (all: string) =>
  [...new Set(all.split(/\r?\n/).map((line) => line.trim()))].filter(Boolean);

export const meta = titled('decisions', (t) => t('new.title'));

export default function NewPoll() {
  const { thread, zone, clientId } = useLoaderData<typeof loader>().data;
  const t = useT('decisions');
  const lang = useLang();
  const state = formState(useActionData<typeof action>());
  const home = threadAddress(thread.id);
  return (
    <Page width="reading">
      <PageHead trail={[threadCrumb(thread, lang)]} title={t('new.title')} />
      <p>{t('new.lead')}</p>
      <Form method="post">
        <FormStack>
          <ErrorSummary
            refused={state.refused}
            labels={{
              question: t('new.question'),
              closesAt: t('new.deadline'),
              options: t('new.options'),
              dates: t('new.dates'),
            }}
          />
          <input type="hidden" name="clientId" value={state.value('clientId', clientId)} />
          <RadioGroup
            legend={t('new.kind')}
            name="kind"
            value={state.value('kind', 'proposal')}
            error={state.error('kind')}
            choices={POLL_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          />
          <Field
            label={t('new.question')}
            name="question"
            hint={t('new.questionHint')}
            error={state.error('question')}
          >
            {(control) => (
              <TextArea
                {...control}
                rows={2}
                lang={lang}
                maxLength={QUESTION_LIMIT}
                defaultValue={state.value('question')}
              />
            )}
          </Field>
          <Field
            label={t('new.options')}
            name="options"
            hint={t('new.ifKind')}
            optional
            error={state.error('options')}
          >
            {(control) => <TextArea {...control} rows={2} defaultValue={state.value('options')} />}
          </Field>
          <Field
            label={t('new.dates')}
            name="dates"
            hint={t('new.ifKind')}
            optional
            error={state.error('dates') ?? state.error('dates.0')}
          >
            {(control) => <TextArea {...control} rows={2} defaultValue={state.value('dates')} />}
          </Field>
          <Field
            label={t('new.deadline')}
            name="closesAt"
            hint={t('new.deadlineHint', { zone })}
            optional
            error={state.error('closesAt')}
          >
            {(control) => (
              <TextInput
                {...control}
                type="datetime-local"
                defaultValue={state.value('closesAt')}
              />
            )}
          </Field>
          <Field label={t('new.results')} name="results" error={state.error('results')}>
            {(control) => (
              <Select
                {...control}
                defaultValue={state.value('results', 'shown')}
                options={RESULTS.map((one) => ({ value: one, label: t(`results.${one}`) }))}
              />
            )}
          </Field>
          <FormActs>
            <Submit>{t('new.submit')}</Submit>
            <ButtonLink to={home}>{t('cancel')}</ButtonLink>
          </FormActs>
        </FormStack>
      </Form>
    </Page>
  );
}
