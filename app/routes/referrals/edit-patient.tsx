import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import {
  countryOptions,
  editHead,
  languageOptions,
  savedFacts,
} from '#app/features/referrals/edit-data.ts';
import { EditForm, SelectField, TextField } from '#app/features/referrals/edit-form.tsx';
import { EditFrame } from '#app/features/referrals/edit-frame.tsx';
import styles from '#app/features/referrals/referrals.module.css';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState, RadioGroup } from '#app/ui/index.ts';
import { INTERPRETING } from '#server/referrals/plain.ts';

export const loader = page(['referrals'], async (args) => {
  const head = await editHead(args);
  const { lang } = args.context;
  const { identity } = await args.forum.call('referrals.identity', { code: head.code });
  const facts = await savedFacts(args, head.code);
  return {
    head,
    identity,
    facts: {
      sex: facts.sex as string,
      country: facts.country as string,
      languages: facts.languages as string[],
      interpreter: facts.interpreter as string,
      interpreterLang: facts.interpreterLang as string,
    },
    countries: countryOptions(lang),
    languages: languageOptions(lang),
  };
});

const IDENTITY = [
  'familyName', 'givenName', 'nativeName', 'birthDate', 'nationality', 'passport', 'occupation', 'address',
  'phone', 'email', 'kinName', 'kinRelation', 'kinPhone', 'referrerName', 'referrerPhone',
] as const; // prettier-ignore

export const action = act(async (args) => {
  const { forum, form, params } = args;
  const code = storedCode(params.code);
  const identity = Object.fromEntries(IDENTITY.map((key) => [key, text(form, `identity.${key}`)]));
  const facts = await savedFacts(args, code);
  await forum.call('referrals.saveDraft', {
    code,
    version: Number(text(form, 'version')),
    identity,
    facts: {
      ...facts,
      sex: (text(form, 'facts.sex') || 'unknown') as 'unknown',
      country: text(form, 'facts.country') as 'MN',
      languages: [text(form, 'facts.languages.0'), text(form, 'facts.languages.1')].filter(
        Boolean,
      ) as 'en'[],
      interpreter: text(form, 'facts.interpreter') as 'needed',
      interpreterLang: text(form, 'facts.interpreterLang') as 'en',
    },
  });
  return redirect(
    text(form, 'then') === 'leave' ? casePath(code) : casePath(code, 'edit', 'condition'),
  );
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('referrals', (t) => t('edit.tab'));

export default function EditPatient() {
  const { head, identity, facts, countries, languages } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  const field = (
    key: (typeof IDENTITY)[number],
    more: { type?: string; optional?: boolean; hint?: string } = {},
  ) => (
    <TextField
      name={`identity.${key}`}
      label={t(`patient.${key}`)}
      start={identity[key]}
      state={state}
      {...more}
    />
  );
  const now = (path: string) =>
    path.startsWith('identity.') ? identity[path.slice(9) as keyof typeof identity] || '—' : null;
  return (
    <EditFrame head={head} step="patient" t={t}>
      <EditForm title={t('step.patient')} version={head.version} state={state} now={now} t={t}>
        <div className={styles.twin}>
          {field('familyName', { hint: t('patient.name.hint') })}
          {field('givenName', { hint: t('patient.name.hint') })}
        </div>
        {field('nativeName', { optional: true })}
        <div className={styles.twin}>
          {field('birthDate', { type: 'date', hint: t('patient.birthDate.hint') })}
          <RadioGroup
            legend={t('facts.sex')}
            name="facts.sex"
            inline
            required={false}
            value={state.value('facts.sex', facts.sex)}
            error={state.error('facts.sex')}
            choices={(['female', 'male', 'other'] as const).map((value) => ({
              value,
              label: t(`sex.${value}`),
            }))}
          />
        </div>
        <div className={styles.twin}>
          <SelectField
            name="identity.nationality"
            label={t('patient.nationality')}
            start={identity.nationality}
            state={state}
            options={countries}
            placeholder={t('open.choose')}
          />
          <SelectField
            name="facts.country"
            label={t('patient.country')}
            start={facts.country}
            state={state}
            options={countries}
            placeholder={t('open.choose')}
            hint={t('patient.country.hint')}
          />
        </div>
        <div className={styles.twin}>
          {([0, 1] as const).map((i) => (
            <SelectField
              key={i}
              name={`facts.languages.${i}`}
              label={t(i === 0 ? 'patient.language' : 'patient.language2')}
              start={facts.languages[i] ?? ''}
              state={state}
              options={languages}
              placeholder={t('open.choose')}
              optional={i === 1}
            />
          ))}
        </div>
        <div className={styles.twin}>
          <RadioGroup
            legend={t('facts.interpreter')}
            name="facts.interpreter"
            inline
            required={false}
            value={state.value('facts.interpreter', facts.interpreter)}
            error={state.error('facts.interpreter')}
            choices={INTERPRETING.map((value) => ({ value, label: t(`interpreter.${value}`) }))}
          />
          <SelectField
            name="facts.interpreterLang"
            label={t('patient.interpreterLang')}
            start={facts.interpreterLang}
            state={state}
            options={languages}
            placeholder={t('open.choose')}
            hint={t('patient.interpreterLang.hint')}
            optional
          />
        </div>
        <div className={styles.twin}>
          {field('passport', { hint: t('patient.passport.hint') })}
          {field('occupation', { optional: true, hint: t('patient.occupation.hint') })}
        </div>
        {field('address', { optional: true })}
        <div className={styles.twin}>
          {field('phone', { optional: true, type: 'tel' })}
          {field('email', { optional: true, type: 'email' })}
        </div>
        <div className={styles.answer}>
          {field('kinName', { optional: true })}
          {field('kinRelation', { optional: true })}
          {field('kinPhone', { optional: true, type: 'tel' })}
        </div>
        <div className={styles.twin}>
          {field('referrerName')}
          {field('referrerPhone', { optional: true, type: 'tel' })}
        </div>
      </EditForm>
    </EditFrame>
  );
}
