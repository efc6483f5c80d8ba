import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { casePath, displayCode, storedCode } from '#app/features/referrals/addresses.ts';
import { caseData } from '#app/features/referrals/case-data.ts';
import { ClinicalPanel } from '#app/features/referrals/clinical-panel.tsx';
import { isRare } from '#app/features/referrals/guard-notice.tsx';
import { guardView } from '#app/features/referrals/guard-view.ts';
import { KeyFacts } from '#app/features/referrals/key-facts.tsx';
import { OpenPanel } from '#app/features/referrals/open-panel.tsx';
import styles from '#app/features/referrals/referrals.module.css';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { WideningPanel } from '#app/features/referrals/widening-panel.tsx';
import type { ClinicalView } from '#app/features/referrals/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import {
  Button,
  Checkbox,
  ErrorSummary,
  Field,
  FieldError,
  FormActs,
  formState,
  Page,
  PageHead,
  Panel,
  Submit,
  TextArea,
} from '#app/ui/index.ts';

/** Where the officer writes what the hospitals will read. */
export const loader = page(['referrals'], async ({ forum, params, context }) => {
  const code = storedCode(params.code);
  const told = await forum.call('referrals.casePage', { code });
  if (told.side !== 'officer' || !told.rights.choose) throw notFound();
  const teaser = await forum.call('referrals.teaser', { code });
  return {
    of: caseData({ told, teaser, clinical: null }, context.lang),
    draft: told.teaserDraft?.teaser ?? { ja: '', en: '' },
    request: { ja: teaser.request.ja ?? '', en: teaser.request.en ?? '' },
    guard: guardView(await forum.call('referrals.guard', { code }), context.lang),
  };
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  if (text(form, 'act') === 'ask') {
    await forum.call('referrals.askException', { code, version: Number(text(form, 'version')) });
    return redirect(casePath(code));
  }
  const pair = (name: string) => ({ ja: text(form, `${name}.ja`), en: text(form, `${name}.en`) });
  const { ready } = await forum.call('referrals.reviewTeaser', {
    code,
    version: Number(text(form, 'version')),
    teaser: pair('teaser'),
    request: pair('request'),
    vouched: (form.get('vouched') !== null) as true,
    told: {
      place: text(form, 'told.place') as 'country',
      age: text(form, 'told.age') as 'five',
      disease: text(form, 'told.disease') as 'block',
      sex: text(form, 'told.sex') as 'said',
    },
  });
  return redirect(ready ? casePath(code) : casePath(code, 'teaser'));
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('referrals', (t) => t('case.tab'));

export default function TeaserEditor() {
  const { of, draft, request, guard } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  const format = useFormat();
  const { code, version } = of.meta;
  const area = (name: 'request' | 'teaser', lang: 'ja' | 'en', start: string) => (
    <Field
      key={`${name}.${lang}`}
      name={`${name}.${lang}`}
      label={t(`edit.in.${lang}`, {
        what: t(name === 'request' ? 'facts.request' : 'facts.summary'),
      })}
      error={state.error(`${name}.${lang}`)}
    >
      {(control) => (
        <TextArea
          {...control}
          lang={lang}
          rows={name === 'request' ? 2 : 6}
          maxLength={name === 'request' ? 300 : 1500}
          defaultValue={state.value(`${name}.${lang}`, start)}
        />
      )}
    </Field>
  );
  return (
    <Page>
      <PageHead trail={useCaseTrail(code)} title={t('teaser.title')} facts={[displayCode(code)]} />
      <Form method="post" className={styles.own}>
        <ErrorSummary refused={state.refused} />
        <input type="hidden" name="version" value={version} />
        <Panel title={t('teaser.panel')} note={t('teaser.note')}>
          <p className={styles.hint}>{t('teaser.hint')}</p>
          <div className={styles.pair}>
            {area('request', 'ja', request.ja)}
            {area('request', 'en', request.en)}
            {area('teaser', 'ja', draft.ja)}
            {area('teaser', 'en', draft.en)}
          </div>
          <Checkbox
            name="vouched"
            label={t('teaser.vouch')}
            hint={t('teaser.vouch.hint')}
            required
          />
          <FieldError error={state.error('vouched')} />
        </Panel>
        <WideningPanel guard={guard} state={state} t={t} />
        <FormActs>
          <Submit>{t('teaser.save')}</Submit>
        </FormActs>
      </Form>
      {isRare(guard) && (
        <Form method="post">
          <input type="hidden" name="version" value={version} />
          <Button type="submit" name="act" value="ask">
            {t('guard.ask')}
          </Button>
        </Form>
      )}
      {of.teaser && <KeyFacts teaser={of.teaser} withheld={false} t={t} format={format} />}
      <OpenPanel<ClinicalView> part="clinical" action={casePath(code, 'clinical')} askReason t={t}>
        {(view) => <ClinicalPanel clinical={view} t={t} format={format} />}
      </OpenPanel>
    </Page>
  );
}
