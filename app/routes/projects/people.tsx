import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { projectAddress } from '#app/features/discussions/addresses.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { VerbForm } from '#app/features/events/verb-form.tsx';
import { AskFirst } from '#app/features/projects/ask-first.tsx';
import { ProjectTabs } from '#app/features/projects/project-tabs.tsx';
import styles from '#app/features/projects/projects.module.css';
import { HereNow } from '#app/features/presence/here-now.tsx';
import { PresenceWords } from '#app/features/presence/presence-mark.tsx';
import { presenceText } from '#app/features/presence/presence-text.ts';
import { usePresence } from '#app/features/presence/use-presence.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { foreignIn, label, labelled } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import {
  ButtonLink,
  Field,
  Monogram,
  Notice,
  Page,
  PageHead,
  Pill,
  Select,
  Table,
  TextInput,
} from '#app/ui/index.ts';
import { HISTORIES } from '#server/projects/plain.ts';

export const loader = page(['projects', 'presence'], async ({ forum, params }) => {
  const project = params['slug'] ?? '';
  const data = await forum.call('projects.peoplePage', { project });
  const personIds = data.roster.map(({ person }) => person.id);
  return {
    ...data,
    presence: await forum.call('presence.of', { personIds }),
    hereNow: await forum.call('presence.inProject', { project }),
  };
});

export const meta = titled('projects', (t) => t('tab.people'));

export default function People() {
  const data = useLoaderData<typeof loader>().data;
  const { project, orgs, roster, toAdd, toSeat, me, may } = data;
  const n = useT('presence');
  const presence = usePresence(
    roster.map(({ person }) => person.id),
    data.presence,
  );
  const t = useT('projects');
  const lang = useLang();
  const format = useFormat();
  const address = projectAddress(project.slug);
  const next = `${address}/people`;
  const verbs = `/discussions/projects/${project.id}`;
  const isCommittee = project.privacy === 'committee';
  const [history, setHistory] = useState<(typeof HISTORIES)[number]>('fromNow');
  const keepsHistory = isCommittee || project.privacy === 'invited';
  useRefresh([{ channel: { kind: 'project', id: project.id }, asOfSeq: project.asOfSeq }]);
  return (
    <Page>
      <PageHead
        trail={[{ label: t('title'), to: '/discussions' }]}
        title={label(project.title, lang)}
        lang={foreignIn(project.title, lang)}
        state={project.ended ? <Pill>{t('ended')}</Pill> : undefined}
        facts={[t(`privacy.${project.privacy}`)]}
        acts={may.write && <ButtonLink to={`${address}/edit`}>{t('edit.title')}</ButtonLink>}
      />
      <ProjectTabs slug={project.slug} isDesk={project.privacy === 'desk'} />
      <Notice>{t(`privacy.${project.privacy}.hint`)}</Notice>
      <section className={styles.part}>
        <h2>{t('people.orgs')}</h2>
        <Table
          caption={t('people.orgs')}
          rows={orgs}
          rowKey={(org) => org.id}
          columns={[
            {
              key: 'org',
              label: t('people.org'),
              heads: true,
              cell: (org) => (
                <span className={styles.named}>
                  <Monogram text={org.monogram} hue={org.hue} />
                  <LabelText of={org.name} lang={lang} />
                </span>
              ),
            },
            { key: 'part', label: t('people.part'), cell: (org) => t(`part.${org.part}`) },
            {
              key: 'since',
              label: t('people.since'),
              cell: (org) => <time dateTime={org.joinedAt}>{format.date(org.joinedAt)}</time>,
            },
            {
              key: 'history',
              label: t('people.history'),
              cell: (org) => (org.keptFrom ? t('people.keptFrom') : t('people.readsAll')),
            },
            {
              key: 'acts',
              label: t('people.acts'),
              cell: (org) => (
                <span className={styles.acts}>
                  {may.write && org.keptFrom && (
                    <AskFirst
                      act={t('people.share')}
                      button={
                        <VerbForm
                          action={`${verbs}/organisations/share`}
                          fields={{ orgId: org.id, next }}
                          className={styles.inline}
                          before={
                            <Field
                              label={t('history.since')}
                              name="since"
                              form={`share-${org.id}`}
                              optional
                              hint={t('people.shareFrom.hint')}
                            >
                              {(control) => <TextInput {...control} type="date" />}
                            </Field>
                          }
                          small
                        >
                          {t('people.share')}
                        </VerbForm>
                      }
                    >
                      {t('people.shareAsk', { org: label(org.name, lang) })}
                    </AskFirst>
                  )}
                  {may.write && org.part !== 'lead' && (
                    <AskFirst
                      act={t('people.remove')}
                      button={
                        <VerbForm
                          action={`${verbs}/organisations/remove`}
                          fields={{ orgId: org.id, next }}
                          tone="danger"
                          small
                        >
                          {t('people.remove')}
                        </VerbForm>
                      }
                    >
                      {t('people.removeAsk', { org: label(org.name, lang) })}
                    </AskFirst>
                  )}
                  {may.leave && org.id === me.orgId && (
                    <AskFirst
                      act={t('people.leave')}
                      button={
                        <VerbForm
                          action={`${verbs}/leave`}
                          fields={{ next: '/discussions' }}
                          tone="danger"
                          small
                        >
                          {t('people.leave')}
                        </VerbForm>
                      }
                    >
                      {t('people.leaveAsk')}
                    </AskFirst>
                  )}
                </span>
              ),
            },
          ]}
        />
      </section>
      <HereNow of={{ project: project.slug }} start={data.hereNow} />
      {may.write && (
        <section className={styles.part}>
          <h2>{t('people.add')}</h2>
          <VerbForm
            action={`${verbs}/organisations/add`}
            fields={{ next }}
            className={styles.inline}
            before={
              <>
                <Field label={t('people.org')} name="orgId">
                  {(control) => (
                    <Select
                      {...control}
                      placeholder={t('choose')}
                      options={toAdd.map((org) => ({
                        value: org.id,
                        ...labelled(org.name, lang),
                      }))}
                    />
                  )}
                </Field>
                <Field label={t('people.part')} name="part">
                  {(control) => (
                    <Select
                      {...control}
                      options={(['participant', 'observer'] as const).map((part) => ({
                        value: part,
                        label: t(`part.${part}`),
                      }))}
                    />
                  )}
                </Field>
                {keepsHistory ? (
                  <>
                    <Field label={t('people.history')} name="history">
                      {(control) => (
                        <Select
                          {...control}
                          value={history}
                          onChange={(event) => setHistory(event.target.value as typeof history)}
                          options={HISTORIES.map((one) => ({
                            value: one,
                            label: t(`history.${one}`),
                          }))}
                        />
                      )}
                    </Field>
                    <Field
                      label={t('history.day')}
                      name="since"
                      hint={t('history.day.hint')}
                      optional={history !== 'since'}
                    >
                      {(control) => <TextInput {...control} type="date" />}
                    </Field>
                  </>
                ) : (
                  <input type="hidden" name="history" value="all" />
                )}
              </>
            }
          >
            {t('people.addOrg')}
          </VerbForm>
        </section>
      )}
      {isCommittee && (
        <section className={styles.part}>
          <h2>{t('roster.title')}</h2>
          <ul role="list" className={styles.roster}>
            {roster.map(({ person, org, part }) => {
              const name = nameFor(person, lang);
              return (
                <li key={person.id}>
                  <span>
                    <strong lang={name.lang}>{name.text}</strong> <LabelText of={org} lang={lang} />
                    {part !== 'member' && ` · ${t(`roster.${part}`)}`}{' '}
                    <PresenceWords
                      ago={presence[person.id]}
                      text={presenceText(presence[person.id], n)}
                    />
                  </span>
                  {may.write && person.id !== me.personId && (
                    <AskFirst
                      act={t('people.remove')}
                      button={
                        <VerbForm
                          action={`${verbs}/roster/remove`}
                          fields={{ personId: person.id, next }}
                          tone="danger"
                          small
                        >
                          {t('people.remove')}
                        </VerbForm>
                      }
                    >
                      {t('roster.removeAsk', { name: name.text })}
                    </AskFirst>
                  )}
                </li>
              );
            })}
          </ul>
          {may.write && toSeat.length > 0 && (
            <VerbForm
              action={`${verbs}/roster/add`}
              fields={{ next }}
              className={styles.inline}
              before={
                <>
                  <Field label={t('roster.person')} name="personId">
                    {(control) => (
                      <Select
                        {...control}
                        placeholder={t('choose')}
                        options={toSeat.map(({ person, org }) => ({
                          value: person.id,
                          label: `${nameFor(person, lang).text} (${label(org, lang)})`,
                        }))}
                      />
                    )}
                  </Field>
                  <Field label={t('people.part')} name="part" form="roster">
                    {(control) => (
                      <Select
                        {...control}
                        options={(['member', 'chair', 'observer'] as const).map((part) => ({
                          value: part,
                          label: t(`roster.${part}`),
                        }))}
                      />
                    )}
                  </Field>
                </>
              }
            >
              {t('roster.add')}
            </VerbForm>
          )}
        </section>
      )}
    </Page>
  );
}
