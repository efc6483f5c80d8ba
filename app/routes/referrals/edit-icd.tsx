import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { editHead, savedFacts } from '#app/features/referrals/edit-data.ts';
import { EditFrame } from '#app/features/referrals/edit-frame.tsx';
import { icdLine, readDisease } from '#app/features/referrals/intake/disease.ts';
import { IcdList } from '#app/features/referrals/intake/icd-list.tsx';
import styles from '#app/features/referrals/referrals.module.css';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  ButtonLink,
  ErrorSummary,
  Field,
  FormActs,
  formState,
  Panel,
  Submit,
  TextInput,
} from '#app/ui/index.ts';

/** So many are shown at once; whoever seeks one of more says it more exactly. */
const MOST = 50;

/** The search of ICD-10 as a page, for a browser without scripts. Words are posted, never in the address. */
export const loader = page(['referrals'], async (args) => ({ head: await editHead(args) }));

export const action = act(async (args) => {
  const { forum, form, params, context } = args;
  const chosen = text(form, 'choose');
  if (!chosen) {
    const q = text(form, 'q');
    const { hits } = await forum.call('referrals.searchIcd', { q, limit: MOST });
    return { q, lines: hits.map((hit) => icdLine(hit, context.lang)) };
  }
  const code = storedCode(params.code);
  const { icdBlocks } = await forum.call('referrals.terms', {});
  const { icdBlock, icdCode } = readDisease(
    chosen,
    icdBlocks.map((block) => block.code),
  );
  const { clinical } = await forum.call('referrals.clinical', { code });
  await forum.call('referrals.saveDraft', {
    code,
    version: Number(text(form, 'version')),
    facts: { ...(await savedFacts(args, code)), icdBlock },
    clinical: { ...clinical, icdCode },
  });
  return redirect(casePath(code, 'edit', 'condition'));
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('referrals', (t) => t('condition.icd.title'));

export default function EditIcd() {
  const { head } = useLoaderData<typeof loader>().data;
  const result = useActionData<typeof action>();
  const state = formState(result);
  const t = useT('referrals');
  const found = result?.ok ? result.data : null;
  return (
    <EditFrame head={head} step="condition" t={t}>
      <Form method="post" className={styles.own}>
        <ErrorSummary refused={state.refused} />
        <Panel title={t('condition.icd.title')}>
          <Field
            label={t('condition.icd.words')}
            name="q"
            hint={t('condition.icd.words.hint')}
            error={state.error('q')}
          >
            {(control) => (
              <TextInput
                {...control}
                maxLength={80}
                autoComplete="off"
                defaultValue={state.value('q', found?.q)}
              />
            )}
          </Field>
        </Panel>
        <FormActs>
          <Submit>{t('condition.icd.find')}</Submit>
          <ButtonLink to={casePath(head.code, 'edit', 'condition')}>
            {t('condition.icd.back')}
          </ButtonLink>
        </FormActs>
      </Form>
      {found && <IcdList lines={found.lines} version={head.version} t={t} />}
    </EditFrame>
  );
}
