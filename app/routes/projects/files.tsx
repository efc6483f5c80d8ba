import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { libraryAddress } from '#app/features/discussions/addresses.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { fileWords } from '#app/features/files/file-words.ts';
import { FileViewer } from '#app/features/files/viewer.tsx';
import { bringAddress, listAddress } from '#app/features/project-files/addresses.ts';
import { LibraryTable } from '#app/features/project-files/library-table.tsx';
import styles from '#app/features/project-files/project-files.module.css';
import { askedOf } from '#app/features/project-files/read-list.ts';
import { UploadForm } from '#app/features/project-files/upload-form.tsx';
import { whyNotBrought } from '#app/features/project-files/why.ts';
import { ProjectTabs } from '#app/features/projects/project-tabs.tsx';
import { foreignIn, label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  Button,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Field,
  formState,
  Meter,
  Notice,
  Page,
  PageHead,
  Pill,
  RadioGroup,
  Select,
  Submit,
  Table,
  TextInput,
} from '#app/ui/index.ts';
import { FILES_AT_ONCE, LONGEST_LABEL, MOST_FILES } from '#server/project-files/schemas.ts';

export const loader = page(
  ['projectFiles', 'projects', 'files'],
  async ({ forum, actor, params, url }) => ({
    ...(await forum.call('projectFiles.list', {
      project: params['slug'] ?? '',
      ...askedOf(url.searchParams),
    })),
    orgId: actor.orgId ?? '',
    brought: url.searchParams.get('brought'),
    refused: url.searchParams.get('refused'),
  }),
);

export const action = act(async ({ forum, form, params }) => {
  await forum.call('projectFiles.restore', { fileId: text(form, 'fileId') });
  return redirect(libraryAddress(params['slug'] ?? ''));
});

export const meta = titled('projects', (t) => t('tab.files'));

export default function Library() {
  const data = useLoaderData<typeof loader>().data;
  const { project, files, asked, binned, room, may } = data;
  const state = formState(useActionData<typeof action>());
  const t = useT('projectFiles');
  const p = useT('projects');
  const f = useT('files');
  const lang = useLang();
  const format = useFormat();
  const { slug } = project;
  const isFiltered = asked.find !== '' || asked.label !== '';
  useRefresh([{ channel: { kind: 'project', id: project.id }, asOfSeq: project.asOfSeq }]);
  return (
    <Page>
      <PageHead
        trail={[{ label: p('title'), to: '/discussions' }]}
        title={label(project.title, lang)}
        lang={foreignIn(project.title, lang)}
        state={project.ended ? <Pill>{p('ended')}</Pill> : undefined}
        facts={[t('lead')]}
        acts={
          files.length > 0 && (
            <ButtonLink to={listAddress(slug, asked, '.csv')} icon="download" reloadDocument>
              {t('csv')}
            </ButtonLink>
          )
        }
      />
      <ProjectTabs slug={slug} isDesk={project.privacy === 'desk'} />
      <ErrorSummary refused={state.refused} />
      {data.refused && <Notice tone="caution">{whyNotBrought(t, f, data.refused)}</Notice>}
      {data.brought && (
        <Notice>
          {data.brought === '0' ? t('broughtNone') : t('brought', { count: Number(data.brought) })}
        </Notice>
      )}
      {(files.length > 0 || isFiltered) && (
        <Form method="get" className={styles.bar}>
          <Field label={t('find')} name="find" optional>
            {(control) => (
              <TextInput {...control} type="search" maxLength={100} defaultValue={asked.find} />
            )}
          </Field>
          {data.labels.length > 0 && (
            <Field label={t('label')} name="label" optional>
              {(control) => (
                <Select
                  {...control}
                  defaultValue={asked.label}
                  options={[
                    { value: '', label: t('anyLabel') },
                    ...data.labels.map((one) => ({ value: one, label: one })),
                  ]}
                />
              )}
            </Field>
          )}
          {asked.sort !== 'changed' && <input type="hidden" name="sort" value={asked.sort} />}
          <Button type="submit">{t('apply')}</Button>
          {isFiltered && (
            <ButtonLink to={listAddress(slug, { sort: asked.sort })} tone="quiet">
              {t('clear')}
            </ButtonLink>
          )}
        </Form>
      )}
      {files.length === 0 ? (
        <EmptyState title={t(isFiltered ? 'nothing' : 'none')}>
          {t(isFiltered ? 'nothingHint' : 'noneHint')}
        </EmptyState>
      ) : (
        <LibraryTable
          slug={slug}
          files={files}
          asked={asked}
          words={fileWords(f)}
          t={t}
          lang={lang}
          format={format}
        />
      )}
      {data.more && <Notice>{t('more', { count: MOST_FILES })}</Notice>}
      {may.upload && (
        <section className={styles.part}>
          <h2>{t('bring')}</h2>
          {project.privacy === 'desk' && <Notice>{t(data.leads ? 'deskAll' : 'deskOwn')}</Notice>}
          <UploadForm
            to={bringAddress(project)}
            orgId={data.orgId}
            hint={t('chooseHint', { count: FILES_AT_ONCE })}
            multiple
          >
            <Field label={t('label')} name="label" hint={t('labelHint')} optional>
              {(control) => (
                <TextInput
                  {...control}
                  maxLength={LONGEST_LABEL}
                  list="labels"
                  autoComplete="off"
                />
              )}
            </Field>
            <datalist id="labels">
              {data.labels.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
            <RadioGroup
              legend={t('sameName')}
              name="sameName"
              value="version"
              choices={[
                { value: 'version', label: t('sameName.version') },
                { value: 'separate', label: t('sameName.separate') },
              ]}
            />
          </UploadForm>
        </section>
      )}
      {room && (
        <div className={styles.room}>
          <Meter
            label={t('room')}
            value={room.used}
            max={room.most}
            note={t('roomNote', { used: format.bytes(room.used), most: format.bytes(room.most) })}
            tone="quiet"
          />
        </div>
      )}
      {binned.length > 0 && (
        <section className={styles.part}>
          <h2>{t('bin')}</h2>
          <p>{t('binHint')}</p>
          <Table
            caption={t('bin')}
            rows={binned}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', label: t('name'), heads: true, cell: ({ name }) => name },
              {
                key: 'removed',
                label: t('removedAt'),
                cell: ({ deletedAt, by }) => (
                  <span className={styles.who}>
                    <time dateTime={deletedAt}>{format.dateTime(deletedAt)}</time>
                    <small>{nameFor(by, lang).text}</small>
                  </span>
                ),
              },
              {
                key: 'until',
                label: t('until'),
                cell: ({ until }) => <time dateTime={until}>{format.date(until)}</time>,
              },
              {
                key: 'acts',
                label: t('acts'),
                cell: ({ id, name }) => (
                  <Form method="post">
                    <input type="hidden" name="fileId" value={id} />
                    <Submit small aria-label={`${t('restore')}: ${name}`}>
                      {t('restore')}
                    </Submit>
                  </Form>
                ),
              },
            ]}
          />
        </section>
      )}
      <FileViewer />
    </Page>
  );
}
