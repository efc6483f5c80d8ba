import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { casePath, displayCode, storedCode } from '#app/features/referrals/addresses.ts';
import { KeyFacts } from '#app/features/referrals/key-facts.tsx';
import styles from '#app/features/referrals/referrals.module.css';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { teaserView } from '#app/features/referrals/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  ErrorSummary,
  Field,
  FormActs,
  formState,
  Notice,
  Page,
  PageHead,
  Panel,
  Submit,
  TextArea,
} from '#app/ui/index.ts';
import { EXCEPTION_WORDS } from '#server/referrals/plain.ts';

/** Where a privacy officer judges an outline that few patients are like. */
export const loader = page(['referrals'], async ({ forum, params, context }) => {
  const told = await forum.call('referrals.exceptionPage', { code: storedCode(params.code) });
  return { ...told, teaser: told.teaser && teaserView(told.teaser, context.lang) };
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  await forum.call('referrals.exceptTeaser', {
    code,
    version: Number(text(form, 'version')),
    reason: text(form, 'reason'),
  });
  return redirect(casePath(code, 'exception'));
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('referrals', (t) => t('exception.title'));

export default function ExceptionPage() {
  const { code, version, reviewed, alike, own, exception, teaser, limits } =
    useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  const format = useFormat();
  const { least } = EXCEPTION_WORDS;
  const open = reviewed && !alike && !exception;
  return (
    <Page>
      <PageHead
        trail={useCaseTrail(code)}
        title={t('exception.title')}
        facts={[displayCode(code)]}
      />
      {exception && (
        <Notice tone="info" title={t('guard.excepted', { name: exception.by?.name ?? '' })}>
          {exception.reason}
        </Notice>
      )}
      {!open && !exception && <Notice tone="info" title={t('exception.notNeeded')} />}
      {open && own && <Notice tone="caution" title={t('exception.own')} />}
      {open && <p className={styles.hint}>{t('exception.lead', { least: limits.smallest })}</p>}
      {teaser && <KeyFacts teaser={teaser} withheld={false} t={t} format={format} />}
      {open && !own && (
        <Form method="post" className={styles.own}>
          <ErrorSummary refused={state.refused} />
          <input type="hidden" name="version" value={version} />
          <Panel title={t('exception.reason')}>
            <p className={styles.hint}>{t('exception.scope')}</p>
            <Field
              name="reason"
              label={t('exception.reason')}
              hint={t('exception.reason.hint', { least })}
              error={state.error('reason')}
            >
              {(control) => (
                <TextArea
                  {...control}
                  rows={4}
                  minLength={least}
                  maxLength={EXCEPTION_WORDS.most}
                  defaultValue={state.value('reason')}
                />
              )}
            </Field>
          </Panel>
          <FormActs>
            <Submit>{t('exception.allow')}</Submit>
          </FormActs>
        </Form>
      )}
    </Page>
  );
}
