import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigate } from '@remix-run/react';
import { libraryAddress, libraryFileAddress } from '#app/features/discussions/addresses.ts';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import {
  fileAddress,
  fitInto,
  hasPictures,
  isThere,
  lookAddress,
  pageAddress,
} from '#app/features/files/addresses.ts';
import { fileWords } from '#app/features/files/file-words.ts';
import { FileViewer } from '#app/features/files/viewer.tsx';
import { bringAddress } from '#app/features/project-files/addresses.ts';
import styles from '#app/features/project-files/project-files.module.css';
import { UploadForm } from '#app/features/project-files/upload-form.tsx';
import { VersionTable } from '#app/features/project-files/version-table.tsx';
import { whyNotBrought } from '#app/features/project-files/why.ts';
import { AskFirst } from '#app/features/projects/ask-first.tsx';
import { label, labelled } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  ButtonLink,
  CopyButton,
  EmptyState,
  ErrorSummary,
  Field,
  FormActs,
  formState,
  FormStack,
  Notice,
  Page,
  PageHead,
  Pagination,
  Pill,
  Submit,
  TextInput,
  Time,
} from '#app/ui/index.ts';
import { LONGEST_LABEL } from '#server/project-files/schemas.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const loader = page(
  ['projectFiles', 'projects', 'files'],
  async ({ forum, actor, params, url }) => {
    const uploadId = url.searchParams.get('upload') ?? '';
    const fileId = idIn(params['fileId']);
    // An upload that was used meanwhile is no reason not to show the file.
    const data = await forum
      .call('projectFiles.page', { fileId, ...(UUID.test(uploadId) ? { uploadId } : {}) })
      .catch((error: { code?: string }) => {
        if (error.code !== 'INVALID_INPUT') throw error;
        return forum.call('projectFiles.page', { fileId });
      });
    const asked = Math.trunc(Number(url.searchParams.get('page')) || 1);
    return {
      ...data,
      shown: Math.min(Math.max(1, asked), data.file.pages ?? 1),
      link: `[${data.file.name}](${url.origin}${url.pathname})`,
      orgId: actor.orgId ?? '',
      refused: url.searchParams.get('refused'),
    };
  },
);

export const action = act(async ({ forum, form, params }) => {
  const fileId = idIn(params['fileId']);
  const slug = params['slug'] ?? '';
  const to = libraryFileAddress(slug, fileId);
  switch (text(form, 'act')) {
    case 'remove':
      await forum.call('projectFiles.remove', { fileId });
      return redirect(libraryAddress(slug));
    case 'asVersion':
      await forum.call('projectFiles.addVersion', {
        fileId,
        uploadId: text(form, 'uploadId'),
        onNumber: Number(text(form, 'onNumber')),
      });
      return redirect(to);
    case 'separate': {
      const { project } = await forum.call('projectFiles.page', { fileId });
      const added = await forum.call('projectFiles.add', {
        projectId: project.id,
        uploadId: text(form, 'uploadId'),
        sameName: 'separate',
      });
      return redirect(libraryFileAddress(slug, added.fileId));
    }
    default:
      await forum.call('projectFiles.rename', {
        fileId,
        name: text(form, 'name'),
        label: text(form, 'label'),
        version: Number(text(form, 'version')),
      });
      return redirect(to);
  }
});

type FilePage = { file: { name: string } };
export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled<'projectFiles', FilePage>('projectFiles', (_, data) => data.file.name);

export default function LibraryFilePage() {
  const data = useLoaderData<typeof loader>().data;
  const { project, file, versions, waiting, may, shown } = data;
  const state = formState(useActionData<typeof action>());
  const t = useT('projectFiles');
  const p = useT('projects');
  const f = useT('files');
  const lang = useLang();
  const format = useFormat();
  const navigate = useNavigate();
  const words = fileWords(f);
  const viewed = { ...file, id: file.storedId };
  const pages = file.pages ?? 1;
  const here = libraryFileAddress(project.slug, file.id);
  useRefresh([{ channel: { kind: 'project', id: project.id }, asOfSeq: project.asOfSeq }]);
  return (
    <Page>
      <PageHead
        trail={[
          { label: p('title'), to: '/discussions' },
          { ...labelled(project.title, lang), to: libraryAddress(project.slug) },
        ]}
        title={file.name}
        state={file.label ? <Pill>{file.label}</Pill> : undefined}
        facts={[
          t('number', { number: file.number }),
          format.bytes(file.byteSize),
          f('broughtBy', {
            name: nameFor(file.person, lang).text,
            org: label(file.org.name, lang),
          }),
          <Time key="at" at={file.at} format={format} />,
        ]}
        acts={
          <>
            <CopyButton text={data.link} label={t('copyLink')} done={t('copied')} />
            {isThere(file.scan) && (
              <ButtonLink
                to={fileAddress(file.storedId)}
                icon="download"
                tone="primary"
                reloadDocument
              >
                {f('download')}
              </ButtonLink>
            )}
          </>
        }
      />
      {data.refused && <Notice tone="caution">{whyNotBrought(t, f, data.refused)}</Notice>}
      {waiting && (
        <Notice tone="caution" title={t('late.title')}>
          <p>
            {t('late.text', {
              name: nameFor(file.person, lang).text,
              org: label(file.org.name, lang),
              number: file.number,
              file: waiting.name,
            })}
          </p>
          <Form method="post" className={styles.acts}>
            <input type="hidden" name="uploadId" value={waiting.id} />
            <input type="hidden" name="onNumber" value={file.number} />
            <Submit name="act" value="asVersion" tone="primary">
              {t('late.asVersion', { number: file.number + 1 })}
            </Submit>
            <Submit name="act" value="separate">
              {t('late.separate')}
            </Submit>
          </Form>
          <p>{t('late.hint')}</p>
        </Notice>
      )}
      {file.scan === 'unscanned' && <Notice tone="caution">{f('unscannedHint')}</Notice>}
      {hasPictures(viewed) ? (
        <>
          <a
            href={lookAddress(viewed.id, shown)}
            aria-label={words.open(file.name)}
            data-look={viewed.id}
            data-name={file.name}
            data-pages={pages}
          >
            <img
              className={styles.sheet}
              src={pageAddress(viewed.id, shown, 'large')}
              alt={pages > 1 ? f('viewer.alt', { name: file.name, page: shown, pages }) : file.name}
              {...fitInto(file, { width: 1000, height: 1000 })}
            />
          </a>
          <Pagination
            previous={shown > 1 ? `${here}?page=${shown - 1}` : undefined}
            next={shown < pages ? `${here}?page=${shown + 1}` : undefined}
            note={f('viewer.page', { page: shown, pages })}
          />
        </>
      ) : (
        <EmptyState title={f('noPicture')}>
          {isThere(file.scan) ? f('noPictureHint') : words.held[file.scan as 'pending']}
        </EmptyState>
      )}
      <section className={styles.part}>
        <h2>{t('versions')}</h2>
        <VersionTable
          name={file.name}
          current={file.number}
          versions={versions}
          words={words}
          t={t}
          lang={lang}
          format={format}
        />
      </section>
      {may.upload && (
        <section className={styles.part}>
          <h2>{t('newVersion')}</h2>
          <UploadForm
            to={bringAddress(project, file)}
            orgId={data.orgId}
            hint={t('newVersionHint')}
            onLate={(uploadId) => navigate(`${here}?upload=${uploadId}`)}
          />
        </section>
      )}
      {may.tend && (
        <section className={styles.part}>
          <h2>{t('details')}</h2>
          {state.refused?.code === 'STALE_VERSION' ? (
            <Notice tone="caution">{t('stale')}</Notice>
          ) : (
            <ErrorSummary refused={state.refused} />
          )}
          <Form method="post" key={file.version}>
            <FormStack>
              <input type="hidden" name="version" value={file.version} />
              <Field label={t('name')} name="name" error={state.error('name')}>
                {(control) => <TextInput {...control} maxLength={120} defaultValue={file.name} />}
              </Field>
              <Field label={t('label')} name="label" hint={t('labelHint')} optional>
                {(control) => (
                  <TextInput
                    {...control}
                    maxLength={LONGEST_LABEL}
                    defaultValue={file.label ?? ''}
                  />
                )}
              </Field>
              <FormActs>
                <Submit>{t('save')}</Submit>
              </FormActs>
            </FormStack>
          </Form>
          <AskFirst
            act={t('delete')}
            button={
              <Form method="post">
                <Submit name="act" value="remove" tone="danger" small>
                  {t('delete')}
                </Submit>
              </Form>
            }
          >
            {t('removeAsk')}
          </AskFirst>
        </section>
      )}
      <FileViewer />
    </Page>
  );
}
