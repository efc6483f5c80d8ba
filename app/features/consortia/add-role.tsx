import { VerbForm } from '#app/features/events/verb-form.tsx';
import { LANG_NAMES, LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { Checkbox, Field, Select, TextInput } from '#app/ui/index.ts';
import { ADDED_KINDS } from '#server/consortia/plain.ts';
import styles from './consortia.module.css';

/** Adds a role: its kind, and what it does in the writer's language and one more. */
export function AddRole({ verbs, next }: { verbs: string; next: string }) {
  const t = useT('consortia');
  const lang = useLang();
  const also: Lang = lang === 'ja' ? 'en' : 'ja';
  return (
    <details className={styles.fold}>
      <summary>{t('addRole')}</summary>
      <VerbForm
        action={verbs}
        fields={{ act: 'addRole', next }}
        className={styles.stack}
        before={
          <>
            <Field label={t('addRole.kind')} name="kind">
              {(control) => (
                <Select
                  {...control}
                  options={ADDED_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
                />
              )}
            </Field>
            {[lang, also].map((one, i) => (
              <Field
                key={one}
                label={`${t('addRole.task')} (${LANG_NAMES[one]})`}
                name={`task.${one}`}
                {...(i === 0 && { hint: t('addRole.taskHint') })}
                optional
              >
                {(control) => <TextInput {...control} lang={LANG_TAGS[one]} maxLength={160} />}
              </Field>
            ))}
            <Checkbox name="required" label={t('addRole.required')} defaultChecked />
          </>
        }
      >
        {t('add')}
      </VerbForm>
    </details>
  );
}
