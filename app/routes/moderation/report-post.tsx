import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { postAddress } from '#app/features/discussions/addresses.ts';
import { reportAddress } from '#app/features/moderation/addresses.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { REPORT_REASONS, WORDS_LIMIT } from '#server/moderation/schemas.ts';
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
  RadioGroup,
  Select,
  Submit,
  TextArea,
} from '#app/ui/index.ts';

export const loader = page(['moderation'], ({ forum, params }) =>
  forum.call('moderation.reportForm', { postId: idIn(params['postId']) }),
);

export const action = act(async ({ forum, params, form }) => {
  const { reportId } = await forum.call('moderation.reportPost', {
    postId: idIn(params['postId']),
    reason: text(form, 'reason') as (typeof REPORT_REASONS)[number],
    words: text(form, 'words'),
    context: Number(text(form, 'context') || 0),
  });
  return redirect(reportAddress(reportId));
});

export const meta = titled('moderation', (t) => t('report.title'));

/** Takes a post to the secretariat, and says before that what they will read. */
export default function ReportPost() {
  const data = useLoaderData<typeof loader>().data;
  const { threadId, seq, excerpt, lang, direct, before, own, reported } = data;
  const t = useT('moderation');
  const state = formState(useActionData<typeof action>());
  const back = postAddress(threadId, seq);
  return (
    <Page width="reading">
      <PageHead trail={[{ label: t('back'), to: back }]} title={t('report.title')} />
      <blockquote lang={lang} aria-label={t('report.post')}>
        {excerpt}
      </blockquote>
      {own || reported ? (
        <Notice act={<ButtonLink to={back}>{t('back')}</ButtonLink>}>
          {own ? t('report.own') : t('report.already')}
        </Notice>
      ) : (
        <Form method="post">
          <FormStack>
            <ErrorSummary refused={state.refused} labels={{ reason: t('report.reason') }} />
            <Notice title={t('report.shares')}>
              {direct ? t('report.sharesDirect') : t('report.sharesThread')}
            </Notice>
            <RadioGroup
              legend={t('report.reason')}
              name="reason"
              value={state.value('reason')}
              error={state.error('reason')}
              choices={REPORT_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
            />
            <Field
              label={t('report.words')}
              name="words"
              hint={t('report.wordsHint')}
              error={state.error('words')}
              optional
            >
              {(control) => (
                <TextArea
                  {...control}
                  maxLength={WORDS_LIMIT}
                  defaultValue={state.value('words')}
                />
              )}
            </Field>
            {direct && before > 0 && (
              <Field label={t('report.context')} name="context">
                {(control) => (
                  <Select
                    {...control}
                    defaultValue={state.value('context', '0')}
                    options={Array.from({ length: before + 1 }, (_, count) => ({
                      value: String(count),
                      label:
                        count === 0 ? t('report.contextNone') : t('report.contextSome', { count }),
                    }))}
                  />
                )}
              </Field>
            )}
            <FormActs>
              <Submit>{t('report.send')}</Submit>
              <ButtonLink to={back}>{t('cancel')}</ButtonLink>
            </FormActs>
          </FormStack>
        </Form>
      )}
    </Page>
  );
}
