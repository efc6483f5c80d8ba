import { Form } from '@remix-run/react';
import { label, labelLang, type Label } from '#app/i18n/label.ts';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { Select, Submit } from '#app/ui/index.ts';
import { SPACE_MAILS, type MailRhythm } from '#server/mailings/schemas.ts';
import styles from './mailings.module.css';

type Choice = { id: string; title: Label; mail: MailRhythm | null };

/** How often single projects and threads are mailed about, where that is to differ from the rest. */
export function SpaceChoices({
  projects,
  threads,
  general,
}: {
  projects: readonly Choice[];
  threads: readonly Choice[];
  general: MailRhythm;
}) {
  const t = useT('mailings');
  if (projects.length + threads.length === 0) return null;
  const rows = (kind: 'project' | 'thread', choices: readonly Choice[]) =>
    choices.map((choice) => (
      <SpaceRow key={choice.id} name={`${kind}:${choice.id}`} choice={choice} general={general} />
    ));
  return (
    <Form
      method="post"
      action="/settings/notifications/spaces"
      className={styles.parts}
      id="spaces"
    >
      <section className={styles.part}>
        <header>
          <h2>{t('spaces.title')}</h2>
          <p className={styles.lead}>{t('spaces.lead')}</p>
        </header>
        {threads.length > 0 && (
          <>
            <h3>{t('spaces.threads')}</h3>
            <div className={styles.choices}>{rows('thread', threads)}</div>
          </>
        )}
        {projects.length > 0 && (
          <>
            {threads.length > 0 && <h3>{t('spaces.projects')}</h3>}
            <div className={styles.choices}>{rows('project', projects)}</div>
          </>
        )}
      </section>
      <div>
        <Submit tone="secondary" action="/settings/notifications/spaces">
          {t('spaces.save')}
        </Submit>
      </div>
    </Form>
  );
}

function SpaceRow({
  name,
  choice,
  general,
}: {
  name: string;
  choice: Choice;
  general: MailRhythm;
}) {
  const t = useT('mailings');
  const lang = useLang();
  return (
    <div className={styles.choice}>
      <p>
        <label htmlFor={name} lang={LANG_TAGS[labelLang(choice.title, lang)]}>
          {label(choice.title, lang)}
        </label>
      </p>
      <Select
        id={name}
        name={name}
        defaultValue={choice.mail ?? 'same'}
        options={SPACE_MAILS.map((mail) => ({
          value: mail,
          label:
            mail === 'same'
              ? t('rhythm.same', { rhythm: t(`rhythm.${general}`) })
              : t(`rhythm.${mail}`),
        }))}
      />
    </div>
  );
}
