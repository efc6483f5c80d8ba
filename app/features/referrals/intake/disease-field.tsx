import { useCallback } from 'react';
import { useLang, type T } from '#app/i18n/use-t.ts';
import { callOverHttp } from '#app/realtime/http.ts';
import { Button, Combobox, Field, type FormState } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import { icdLine } from './disease.ts';

type Found = Answer<'referrals.searchIcd'>;

/** The illness by ICD-10: typed as a code, or found by a word in any of the four languages. */
export function DiseaseField({
  start,
  state,
  t,
}: {
  start: string;
  state: FormState;
  t: T<'referrals'>;
}) {
  const lang = useLang();
  const search = useCallback(
    async (q: string) => {
      const asked = { q: q.slice(0, 80) };
      // ICD-10 is the same for every organisation, so the call names none.
      const answer = await callOverHttp<Found>('referrals.searchIcd', asked, undefined);
      return answer.ok ? answer.data.hits.map((hit) => icdLine(hit, lang)) : null;
    },
    [lang],
  );
  const name = 'facts.icdBlock';
  return (
    <Field
      label={t('facts.block')}
      name={name}
      hint={t('condition.icd.hint')}
      error={state.error(name) && t('condition.icd.unknown')}
    >
      {(control) => (
        <>
          <Combobox
            control={{ ...control, required: false }}
            start={state.value(name, start)}
            label={t('condition.icd.list')}
            countOf={(count) => t('condition.icd.found', { count })}
            none={t('condition.icd.none')}
            search={search}
          />
          <noscript>
            <Button type="submit" name="then" value="icd" small icon="search">
              {t('condition.icd.search')}
            </Button>
          </noscript>
        </>
      )}
    </Field>
  );
}
