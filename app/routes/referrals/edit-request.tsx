import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { editHead, savedFacts, termOptions } from '#app/features/referrals/edit-data.ts';
import {
  bothTexts,
  EditForm,
  PairField,
  SelectField,
  TextField,
} from '#app/features/referrals/edit-form.tsx';
import { EditFrame } from '#app/features/referrals/edit-frame.tsx';
import { CodeBoxes } from '#app/features/referrals/listed-field.tsx';
import styles from '#app/features/referrals/referrals.module.css';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState, RadioGroup } from '#app/ui/index.ts';
import { DIETS } from '#server/referrals/plain.ts';
import { PAYERS, URGENCIES } from '#server/referrals/schemas.ts';

export const loader = page(['referrals'], async (args) => {
  const head = await editHead(args);
  const facts = await savedFacts(args, head.code);
  const { specialties } = await termOptions(args, args.context.lang);
  return { head, facts: { ...facts, payer: facts.payer as string }, specialties };
});

export const action = act(async (args) => {
  const { forum, form, params } = args;
  const code = storedCode(params.code);
  const facts = await savedFacts(args, code);
  await forum.call('referrals.saveDraft', {
    code,
    version: Number(text(form, 'version')),
    facts: {
      ...facts,
      specialty: text(form, 'facts.specialty'),
      request: { ja: text(form, 'facts.request.ja'), en: text(form, 'facts.request.en') },
      urgency: (text(form, 'facts.urgency') || 'routine') as 'routine',
      wantedFrom: text(form, 'facts.wantedFrom'),
      wantedTo: text(form, 'facts.wantedTo'),
      companions: Number(text(form, 'facts.companions') || 0),
      payer: text(form, 'facts.payer') as 'self',
      diet: DIETS.filter((code) => form.has(`facts.diet.${code}`)),
    },
  });
  return redirect(
    text(form, 'then') === 'leave' ? casePath(code) : casePath(code, 'edit', 'consent'),
  );
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('referrals', (t) => t('edit.tab'));

export default function EditRequest() {
  const { head, facts, specialties } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  const saved: Record<string, string | undefined> = {
    specialty: specialties.find(({ value }) => value === facts.specialty)?.label,
    request: bothTexts(facts.request),
    urgency: t(`urgency.${facts.urgency}`),
    wantedFrom: facts.wantedFrom,
    wantedTo: facts.wantedTo,
    companions: String(facts.companions),
    payer: facts.payer && t(`payer.${facts.payer as 'self'}`),
    diet: facts.diet.map((code) => t(`diet.${code}`)).join(' / '),
  };
  const now = (path: string) => {
    const key = path.replace(/^facts\./, '');
    return key in saved ? saved[key] || '—' : null;
  };
  return (
    <EditFrame head={head} step="request" t={t}>
      <EditForm title={t('step.request')} version={head.version} state={state} now={now} t={t}>
        <SelectField
          name="facts.specialty"
          label={t('facts.specialty')}
          start={facts.specialty}
          state={state}
          options={specialties}
          placeholder={t('open.choose')}
        />
        <PairField
          name="facts.request"
          label={t('facts.request')}
          start={facts.request}
          state={state}
          t={t}
          hint={t('request.hint')}
        />
        <RadioGroup
          legend={t('urgency')}
          name="facts.urgency"
          value={state.value('facts.urgency', facts.urgency)}
          error={state.error('facts.urgency')}
          choices={URGENCIES.map((value) => ({
            value,
            label: t(`urgency.${value}`),
            hint: t(`urgency.${value}.hint`),
          }))}
        />
        <div className={styles.twin}>
          <TextField
            name="facts.wantedFrom"
            label={t('request.wantedFrom')}
            start={facts.wantedFrom}
            state={state}
            type="month"
            hint={t('request.month.hint')}
          />
          <TextField
            name="facts.wantedTo"
            label={t('request.wantedTo')}
            start={facts.wantedTo}
            state={state}
            type="month"
            optional
          />
        </div>
        <div className={styles.twin}>
          <TextField
            name="facts.companions"
            label={t('request.companions')}
            start={String(facts.companions)}
            state={state}
            type="number"
          />
          <SelectField
            name="facts.payer"
            label={t('facts.payer')}
            start={facts.payer}
            state={state}
            options={PAYERS.map((value) => ({ value, label: t(`payer.${value}`) }))}
            placeholder={t('open.choose')}
          />
        </div>
        <fieldset className={styles.diet}>
          <legend>{t('facts.diet')}</legend>
          <p className={styles.hint}>{t('request.diet.hint')}</p>
          <CodeBoxes
            boxes={DIETS.map((code) => ({
              name: `facts.diet.${code}`,
              label: t(`diet.${code}`),
              ticked: (facts.diet as string[]).includes(code),
            }))}
            state={state}
          />
        </fieldset>
      </EditForm>
    </EditFrame>
  );
}
