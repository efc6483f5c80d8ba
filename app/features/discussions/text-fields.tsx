import { LANG_NAMES, LANG_TAGS, LANGS, type Lang } from '#app/i18n/lang.ts';
import { Field, Select, TextArea, type FormState } from '#app/ui/index.ts';
import type { Discuss } from './words.ts';

/** A text and its language, as fields of a form on a page of its own. */
export function TextFields({
  state,
  lang,
  limit,
  label,
  t,
}: {
  state: FormState;
  lang: Lang;
  limit: number;
  label: string;
  t: Discuss;
}) {
  const written = state.value('lang', lang) as Lang;
  return (
    <>
      <Field label={label} name="body" hint={t('new.bodyHint')} error={state.error('body')}>
        {(control) => (
          <TextArea
            {...control}
            rows={8}
            maxLength={limit}
            lang={LANG_TAGS[written]}
            defaultValue={state.value('body')}
          />
        )}
      </Field>
      <Field label={t('new.lang')} name="lang" error={state.error('lang')}>
        {(control) => (
          <Select
            {...control}
            defaultValue={written}
            options={LANGS.map((each) => ({
              value: each,
              label: LANG_NAMES[each],
              lang: LANG_TAGS[each],
            }))}
          />
        )}
      </Field>
    </>
  );
}
