import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { unstated } from '#app/features/referrals/care.ts';
import { caseData } from '#app/features/referrals/case-data.ts';
import { ClinicalPanel } from '#app/features/referrals/clinical-panel.tsx';
import { ConsentPanel } from '#app/features/referrals/consent/consent-panel.tsx';
import { editHead } from '#app/features/referrals/edit-data.ts';
import { EditFrame, submits } from '#app/features/referrals/edit-frame.tsx';
import { IdentityPanel } from '#app/features/referrals/identity-panel.tsx';
import { KeyFacts } from '#app/features/referrals/key-facts.tsx';
import { DoublesPanel } from '#app/features/referrals/intake/doubles-panel.tsx';
import { doubleViews } from '#app/features/referrals/intake/doubles.ts';
import { fieldWords, missingWords } from '#app/features/referrals/missing-words.ts';
import styles from '#app/features/referrals/referrals.module.css';
import { StaleNotice } from '#app/features/referrals/stale-notice.tsx';
import { identityView } from '#app/features/referrals/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { ButtonLink, ErrorSummary, FormActs, formState, Notice, Submit } from '#app/ui/index.ts';

export const loader = page(['referrals', 'papers'], async (args) => {
  const head = await editHead(args);
  const { forum, context } = args;
  const { code } = head;
  const told = await forum.call('referrals.casePage', { code });
  if (told.side === 'candidate') throw notFound();
  const teaser = await forum.call('referrals.teaser', { code });
  const clinical = await forum.call('referrals.clinical', { code });
  const identity = await forum.call('referrals.identity', { code });
  const doubles = told.rights.doubles ? await forum.call('referrals.doubles', { code }) : [];
  return {
    head,
    doubles: doubleViews(doubles, context.lang),
    judges: told.side === 'officer',
    of: caseData({ told, teaser, clinical }, context.lang),
    identity: identityView(identity, context.lang),
  };
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  await forum.call('referrals.submit', { code, version: Number(text(form, 'version')) });
  return redirect(casePath(code));
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('referrals', (t) => t('edit.tab'));

export default function EditReview() {
  const { head, doubles, judges, of, identity } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  const format = useFormat();
  const open = of.teaser && submits(head.state) ? unstated(of.teaser) : [];
  const complete = head.missing.length === 0;
  const labels = Object.fromEntries(
    Object.keys(state.refused?.fields ?? {}).map((path) => [path, missingWords(path, t)]),
  );
  return (
    <EditFrame head={head} step="review" t={t}>
      {state.refused?.code === 'STALE_VERSION' ? (
        <StaleNotice state={state} kept={false} t={t} format={format} />
      ) : (
        <ErrorSummary refused={state.refused} labels={labels} />
      )}
      {!complete && (
        <Notice tone="caution" title={t('next.missing', { count: head.missing.length })} />
      )}
      {open.length > 0 && (
        <Notice tone="info" title={t('unstated.title')}>
          {t('unstated.text', { what: format.list(open.map((path) => fieldWords(path, t))) })}
        </Notice>
      )}
      {doubles.length > 0 && (
        <DoublesPanel doubles={doubles} code={head.code} judges={judges} t={t} format={format} />
      )}
      {of.teaser && <KeyFacts teaser={of.teaser} withheld={false} t={t} format={format} />}
      <IdentityPanel identity={identity} t={t} format={format} />
      {of.clinical && <ClinicalPanel clinical={of.clinical} t={t} format={format} />}
      <ConsentPanel of={of} t={t} format={format} />
      {submits(head.state) ? (
        <Form method="post" className={styles.own}>
          <input type="hidden" name="version" value={head.version} />
          <p className={styles.hint}>{t('review.hint')}</p>
          <FormActs>
            <Submit>{t('act.submit')}</Submit>
          </FormActs>
        </Form>
      ) : (
        <Notice
          tone="good"
          title={t('review.done')}
          act={
            <ButtonLink small to={casePath(head.code)}>
              {t('review.toCase')}
            </ButtonLink>
          }
        />
      )}
    </EditFrame>
  );
}
