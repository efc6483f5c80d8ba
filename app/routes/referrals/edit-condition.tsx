import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Fragment } from 'react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { LISTS, listedWords, readListed } from '#app/features/referrals/care.ts';
import { editHead, savedFacts } from '#app/features/referrals/edit-data.ts';
import {
  AreaField,
  bothTexts,
  EditForm,
  PairField,
  TextField,
} from '#app/features/referrals/edit-form.tsx';
import { EditFrame } from '#app/features/referrals/edit-frame.tsx';
import { DiseaseField } from '#app/features/referrals/intake/disease-field.tsx';
import { readDisease, savedDiseaseText } from '#app/features/referrals/intake/disease.ts';
import { ListedField } from '#app/features/referrals/listed-field.tsx';
import styles from '#app/features/referrals/referrals.module.css';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text, type ActionArgs } from '#app/page.ts';
import { formState, RadioGroup } from '#app/ui/index.ts';
import { MOBILITIES } from '#server/referrals/plain.ts';

const SHORT = ['medications', 'allergies', 'infections', 'implants', 'mobility', 'budget'] as const;
const PAIRS = ['summary', 'history', 'findings', 'treatment'] as const;

export const loader = page(['referrals'], async (args) => {
  const head = await editHead(args);
  const { clinical } = await args.forum.call('referrals.clinical', { code: head.code });
  const { icdBlock, mobility } = await savedFacts(args, head.code);
  const disease = await savedDiseaseText(args, { icdBlock, icdCode: clinical.icdCode });
  return { head, clinical, disease, mobility: mobility as string };
});

export const action = act(async (args) => {
  const { forum, form, params } = args;
  const code = storedCode(params.code);
  const pair = (name: string) => ({
    ja: text(form, `clinical.${name}.ja`),
    en: text(form, `clinical.${name}.en`),
  });
  const then = text(form, 'then');
  const facts = await savedFacts(args, code);
  const { icdBlock, icdCode } = await illnessOf(args, code, facts);
  await forum.call('referrals.saveDraft', {
    code,
    version: Number(text(form, 'version')),
    facts: { ...facts, icdBlock, mobility: text(form, 'facts.mobility') as 'walks' },
    clinical: {
      diagnosis: text(form, 'clinical.diagnosis'),
      icdCode,
      ...Object.fromEntries(PAIRS.map((name) => [name, pair(name)])),
      ...Object.fromEntries(LISTS.map((list) => [list.field, readListed(form, list)])),
      ...Object.fromEntries(SHORT.map((name) => [name, text(form, `clinical.${name}`)])),
    },
  });

  const next = then === 'icd' ? ['edit', 'icd'] : ['edit', 'request'];
  return redirect(then === 'leave' ? casePath(code) : casePath(code, ...next));
});

/** What the field names; on the way to the search page it may be a word yet, and what is saved stays. */
async function illnessOf({ forum, form }: ActionArgs, code: string, saved: { icdBlock: string }) {
  if (text(form, 'then') === 'icd') {
    const { clinical } = await forum.call('referrals.clinical', { code });
    return { icdBlock: saved.icdBlock, icdCode: clinical.icdCode };
  }
  const { icdBlocks } = await forum.call('referrals.terms', {});
  return readDisease(
    text(form, 'facts.icdBlock'),
    icdBlocks.map((block) => block.code),
  );
}

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('referrals', (t) => t('edit.tab'));

export default function EditCondition() {
  const { head, clinical, disease, mobility } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  const now = (path: string) => {
    if (path === 'facts.icdBlock') return disease || '—';
    if (path === 'facts.mobility') return mobility ? t(`mobility.${mobility as 'walks'}`) : '—';
    const list = LISTS.find(({ field }) => path === `clinical.${field}`);
    if (list) return listedWords(clinical[list.field], list, t) || '—';
    const value = clinical[path.replace(/^clinical\./, '') as keyof typeof clinical];
    if (value === undefined || !path.startsWith('clinical.')) return null;
    if (Array.isArray(value)) return null;
    return (typeof value === 'string' ? value : bothTexts(value)) || '—';
  };
  return (
    <EditFrame head={head} step="condition" t={t}>
      <EditForm title={t('step.condition')} version={head.version} state={state} now={now} t={t}>
        <TextField
          name="clinical.diagnosis"
          label={t('clinical.diagnosis')}
          start={clinical.diagnosis}
          state={state}
        />
        <DiseaseField start={disease} state={state} t={t} />
        {PAIRS.map((name) => (
          <PairField
            key={name}
            name={`clinical.${name}`}
            label={t(`clinical.${name}`)}
            start={clinical[name]}
            state={state}
            t={t}
            optional={name !== 'summary'}
          />
        ))}
        {LISTS.map((list) => (
          <Fragment key={list.field}>
            <ListedField list={list} start={clinical[list.field]} state={state} t={t} />
            <AreaField
              name={`clinical.${list.text}`}
              label={t('listed.details', { what: t(`clinical.${list.text}`) })}
              start={clinical[list.text]}
              state={state}
              rows={list.field === 'medicationCodes' ? 3 : 2}
              optional
            />
          </Fragment>
        ))}
        <RadioGroup
          legend={t('facts.mobility')}
          name="facts.mobility"
          required={false}
          value={state.value('facts.mobility', mobility)}
          error={state.error('facts.mobility')}
          choices={MOBILITIES.map((value) => ({ value, label: t(`mobility.${value}`) }))}
        />
        <div className={styles.twin}>
          {(['mobility', 'budget'] as const).map((name) => (
            <TextField
              key={name}
              name={`clinical.${name}`}
              label={t(name === 'mobility' ? 'clinical.mobility.details' : 'clinical.budget')}
              start={clinical[name]}
              state={state}
              max={200}
              optional
            />
          ))}
        </div>
      </EditForm>
    </EditFrame>
  );
}
