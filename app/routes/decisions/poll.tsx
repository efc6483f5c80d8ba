import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useRevalidator } from '@remix-run/react';
import { localIn, momentIn } from '#app/features/decisions/local-moment.ts';
import styles from '#app/features/decisions/poll-card.module.css';
import { PollCard, voteIn } from '#app/features/decisions/poll-card.tsx';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { pollAddress, threadAddress } from '#app/features/discussions/addresses.ts';
import { threadCrumb } from '#app/features/discussions/titles.ts';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { OUTCOME_LIMIT } from '#server/decisions/schemas.ts';
import {
  ErrorSummary,
  Field,
  FormActs,
  formState,
  FormStack,
  Page,
  PageHead,
  Panel,
  Submit,
  TextArea,
  TextInput,
} from '#app/ui/index.ts';

export const loader = page(['discussions', 'decisions'], async ({ forum, params, actor }) => ({
  ...(await forum.call('decisions.pollPage', { pollId: idIn(params['pollId']) })),
  zone: actor.timeZone,
}));

export const action = act(async ({ forum, params, form, actor, context }) => {
  const pollId = idIn(params['pollId']);
  const version = Number(text(form, 'version'));
  switch (text(form, 'act')) {
    case 'vote': {
      const { threadId } = await forum.call('decisions.castVote', voteIn(form, pollId));
      return redirect(`${threadAddress(threadId)}#poll-${pollId}`);
    }
    case 'deadline': {
      const local = text(form, 'closesAt');
      const closesAt = momentIn(local, actor.timeZone) ?? local;
      await forum.call('decisions.moveDeadline', { pollId, closesAt, version });
      break;
    }
    case 'close':
      await forum.call('decisions.closePoll', { pollId, version });
      break;
    default: {
      const outcome = text(form, 'outcome');
      await forum.call('decisions.stateOutcome', { pollId, outcome, lang: context.lang, version });
    }
  }
  return redirect(pollAddress(pollId));
});

export const meta = titled<'decisions', { poll: { question: string } }>(
  'decisions',
  (_t, { poll }) => poll.question,
);

/** A decision on a page of its own: where one votes without scripts, and where its author tends it. */
export default function Poll() {
  const { poll, thread, zone, asOfSeq } = useLoaderData<typeof loader>().data;
  useRefresh([{ channel: { kind: 'thread', id: thread.id }, asOfSeq }]);
  const t = useT('decisions');
  const lang = useLang();
  const { revalidate } = useRevalidator();
  const state = formState(useActionData<typeof action>());
  return (
    <Page width="reading">
      <PageHead trail={[threadCrumb(thread, lang)]} title={t(`name.${poll.kind}`)} />
      <ErrorSummary
        refused={state.refused}
        labels={{ outcome: t('outcome'), closesAt: t('new.deadline'), choice: t('vote.choose') }}
      />
      <PollCard poll={poll} full onChange={revalidate} />
      {poll.mayTend && (
        <div className={styles.tend}>
          {poll.open && (
            <Panel title={t('tend')}>
              <Form method="post">
                <FormStack>
                  <input type="hidden" name="act" value="deadline" />
                  <input type="hidden" name="version" value={poll.version} />
                  <Field
                    label={t('new.deadline')}
                    name="closesAt"
                    hint={t('deadline.zone', { zone })}
                    error={state.error('closesAt')}
                  >
                    {(control) => (
                      <TextInput
                        {...control}
                        type="datetime-local"
                        defaultValue={localIn(poll.closesAt, zone)}
                      />
                    )}
                  </Field>
                  <FormActs>
                    <Submit tone="secondary">{t('deadline.move')}</Submit>
                  </FormActs>
                </FormStack>
              </Form>
              <Form method="post">
                <FormStack>
                  <input type="hidden" name="act" value="close" />
                  <input type="hidden" name="version" value={poll.version} />
                  <p>{t('close.ask')}</p>
                  <FormActs>
                    <Submit tone="danger">{t('close')}</Submit>
                  </FormActs>
                </FormStack>
              </Form>
            </Panel>
          )}
          {!poll.open && poll.closedAt && (
            <Panel title={poll.outcome ? t('outcome.change') : t('outcome.write')}>
              <Form method="post">
                <FormStack>
                  <input type="hidden" name="act" value="outcome" />
                  <input type="hidden" name="version" value={poll.version} />
                  <Field
                    label={t('outcome')}
                    name="outcome"
                    hint={t('outcome.hint')}
                    error={state.error('outcome')}
                  >
                    {(control) => (
                      <TextArea
                        {...control}
                        rows={4}
                        lang={lang}
                        maxLength={OUTCOME_LIMIT}
                        defaultValue={state.value('outcome', poll.outcome?.text ?? '')}
                      />
                    )}
                  </Field>
                  <FormActs>
                    <Submit>{t('outcome.write')}</Submit>
                  </FormActs>
                </FormStack>
              </Form>
            </Panel>
          )}
        </div>
      )}
    </Page>
  );
}
