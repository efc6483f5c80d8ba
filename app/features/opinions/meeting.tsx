import { Form } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import { Field, FormStack, Panel, Submit, TextInput, type FormState } from '#app/ui/index.ts';
import { LINK_LIMIT, NOTE_LIMIT } from '#server/appointments/plain.ts';
import styles from './opinions.module.css';

type Link = { url: string; note: string };

/** Where both sides meet by video, for those who take part. */
export function Meeting({ link, t }: { link: Link; t: T<'opinions'> }) {
  return (
    <Panel title={t('meeting')} note={t('meeting.private')}>
      <div className={styles.stack}>
        <p className={styles.link}>
          <a href={link.url} rel="noreferrer noopener" target="_blank">
            {link.url}
          </a>
        </p>
        {link.note && <p className={styles.said}>{link.note}</p>}
      </div>
    </Panel>
  );
}

/** Where the hospital says it. */
export function Arrange({
  link,
  hidden,
  state,
  t,
}: {
  link: Link | null;
  /** The version of what it is about that was read. */
  hidden: Record<string, string | number>;
  state: FormState;
  t: T<'opinions'>;
}) {
  return (
    <Panel title={t(link ? 'arrange.again' : 'arrange.title')}>
      <Form method="post">
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <FormStack>
          <p className={styles.note}>{t('arrange.lead')}</p>
          <Field
            label={t('arrange.url')}
            name="url"
            hint={t('arrange.url.hint')}
            error={state.error('url')}
          >
            {(control) => (
              <TextInput
                {...control}
                type="url"
                maxLength={LINK_LIMIT}
                autoComplete="off"
                defaultValue={state.value('url', link?.url ?? '')}
              />
            )}
          </Field>
          <Field label={t('arrange.note')} name="note" error={state.error('note')} optional>
            {(control) => (
              <TextInput
                {...control}
                maxLength={NOTE_LIMIT}
                autoComplete="off"
                defaultValue={state.value('note', link?.note ?? '')}
              />
            )}
          </Field>
          <div>
            <Submit tone={link ? 'secondary' : 'primary'} name="act" value="arrange">
              {t('arrange')}
            </Submit>
          </div>
        </FormStack>
      </Form>
    </Panel>
  );
}
