import { Form } from '@remix-run/react';
import type { Faults } from '#app/features/events/form-faults.ts';
import { WordFields } from '#app/features/events/word-fields.tsx';
import { useT } from '#app/i18n/use-t.ts';
import { ErrorSummary, Field, FormActs, FormStack, Submit, TextInput } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import styles from './announcements.module.css';

/** When the forum is worked on, and what its pages say of it. `start` holds the times of a new one. */
export function MaintenanceForm({
  before,
  start,
  clientId,
  faults,
}: {
  before?: Answer<'announcements.maintenancePage'>;
  start: { starts: string; ends: string };
  clientId?: string;
  faults: Faults;
}) {
  const t = useT('announcements');
  const events = useT('events');
  return (
    <Form method="post">
      <FormStack>
        <ErrorSummary
          refused={faults.refused}
          labels={{ starts: t('maintenance.starts'), ends: t('maintenance.ends') }}
        />
        {before && <input type="hidden" name="version" value={before.version} />}
        {clientId && <input type="hidden" name="clientId" value={clientId} />}
        <div className={styles.pair}>
          {(['starts', 'ends'] as const).map((name) => (
            <Field
              key={name}
              label={t(`maintenance.${name}`)}
              name={name}
              hint={t('field.timeHint')}
              error={faults.error(name)}
            >
              {(control) => (
                <TextInput
                  {...control}
                  type="datetime-local"
                  required
                  defaultValue={faults.value(name, before?.[name] ?? start[name])}
                />
              )}
            </Field>
          ))}
        </div>
        <WordFields
          legend={t('maintenance.words')}
          name="words"
          start={before?.words}
          faults={faults}
          hint={t('maintenance.wordsHint')}
          optional
          t={events}
        />
        <FormActs>
          <Submit>{before ? t('save') : t('maintenance.announce')}</Submit>
        </FormActs>
      </FormStack>
    </Form>
  );
}
