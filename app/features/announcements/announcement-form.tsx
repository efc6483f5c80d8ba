import { Form } from '@remix-run/react';
import type { Faults } from '#app/features/events/form-faults.ts';
import { WordFields } from '#app/features/events/word-fields.tsx';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  Checkbox,
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  Submit,
  TextInput,
} from '#app/ui/index.ts';
import { AUDIENCE_KINDS } from '#server/announcements/schemas.ts';
import type { Answer } from '#server/forum.ts';
import { audienceText } from './announcement-list.tsx';
import styles from './announcements.module.css';

type Source = Answer<'announcements.source'>;

/** What an announcement says, for whom and until when. `start` holds the times of a new one. */
export function AnnouncementForm({
  before,
  start,
  clientId,
  faults,
  back,
}: {
  before?: Source;
  start: { starts: string; ends: string };
  clientId?: string;
  faults: Faults;
  back: string;
}) {
  const t = useT('announcements');
  const events = useT('events');
  return (
    <Form method="post">
      <FormStack>
        <ErrorSummary
          refused={faults.refused}
          labels={{
            ...Object.fromEntries(
              ['ja', 'en', 'zh', 'ko'].flatMap((lang) => [
                [`title.${lang}`, t('field.title')],
                [`body.${lang}`, t('field.body')],
              ]),
            ),
            starts: t('field.starts'),
            ends: t('field.ends'),
          }}
        />
        {before && <input type="hidden" name="version" value={before.version} />}
        {clientId && <input type="hidden" name="clientId" value={clientId} />}
        <WordFields
          legend={t('field.title')}
          name="title"
          start={before?.title}
          faults={faults}
          t={events}
        />
        <WordFields
          legend={t('field.body')}
          name="body"
          start={before?.body}
          faults={faults}
          hint={t('field.bodyHint')}
          area
          t={events}
        />
        <Audience before={before} faults={faults} />
        <Checkbox
          name="important"
          defaultChecked={
            faults.refused ? faults.checked('important') : (before?.important ?? false)
          }
          label={t('field.important')}
          hint={t('field.importantHint')}
        />
        <div className={styles.pair}>
          {(['starts', 'ends'] as const).map((name) => (
            <Field
              key={name}
              label={t(`field.${name}`)}
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
        <Checkbox name="sure" required label={before ? t('confirm.edit') : t('confirm.publish')} />
        <FormActs>
          <Submit>{before ? t('save') : t('publish')}</Submit>
          <ButtonLink tone="quiet" to={back}>
            {t('cancel')}
          </ButtonLink>
        </FormActs>
      </FormStack>
    </Form>
  );
}

/** Chosen once: whoever was told of an announcement goes on seeing it. */
function Audience({ before, faults }: { before: Source | undefined; faults: Faults }) {
  const t = useT('announcements');
  const format = useFormat();
  return (
    <fieldset className={styles.audience}>
      <legend>{t('field.audience')}</legend>
      {before ? (
        <p>
          {audienceText(before.audience, t, format.list)}
          <small>{t('field.audienceFixed')}</small>
        </p>
      ) : (
        <>
          <p className={styles.hint}>{t('field.audienceHint')}</p>
          {AUDIENCE_KINDS.map((kind) => (
            <Checkbox
              key={kind}
              name={`kind.${kind}`}
              label={t(`kind.${kind}`)}
              defaultChecked={faults.checked(`kind.${kind}`)}
            />
          ))}
        </>
      )}
    </fieldset>
  );
}
