import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { originalPath, paperPath, papersPath } from '#app/features/papers/addresses.ts';
import { DicomHeader, isBurnedIn } from '#app/features/papers/dicom-header.tsx';
import { pageIn, PaperSheet } from '#app/features/papers/paper-sheet.tsx';
import { kindOf } from '#app/features/papers/kind-of.ts';
import { Seen, sizeOf, type Paper } from '#app/features/papers/papers-page.tsx';
import styles from '#app/features/papers/papers.module.css';
import { AskFirst } from '#app/features/projects/ask-first.tsx';
import { storedCode } from '#app/features/referrals/addresses.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import {
  ButtonLink,
  Checkbox,
  ErrorSummary,
  formState,
  Notice,
  Page,
  PageHead,
  Panel,
  Submit,
} from '#app/ui/index.ts';
import { NEVER_RELEASED } from '#server/papers/plain.ts';

export const loader = page(['papers', 'projects'], async ({ forum, params, url }) => {
  const code = storedCode(params.code);
  const { papers, may, askReason } = await forum.call('papers.ofCase', { code });
  if (askReason) throw redirect(papersPath(code));
  const paper = papers.find(({ id }) => id === params.paperId);
  if (!paper) throw notFound();
  return { code, paper, may, page: pageIn(url, paper.pages) };
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const paperId = params.paperId ?? '';
  switch (text(form, 'act')) {
    case 'remove':
      await forum.call('papers.remove', { paperId });
      return redirect(papersPath(code));
    case 'hold':
      await forum.call('papers.hold', { paperId });
      break;
    case 'release':
      await forum.call('papers.release', {
        paperId,
        vouched: (form.get('vouched') !== null) as true,
      });
      break;
    default:
      throw notFound();
  }
  return redirect(paperPath(code, paperId));
});

export const meta = titled('papers', (t) => t('title'));

/** One paper, page by page; the officer releases it for the hospitals that are asked. */
export default function CasePaper() {
  const { code, paper, may, page: shown } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('papers');
  const format = useFormat();
  const blocked = blockedBy(paper.scan);
  const releasable = !blocked && !NEVER_RELEASED.includes(paper.kind) && paper.width !== null;
  return (
    <Page>
      <PageHead
        trail={[...useCaseTrail(code), { label: t('title'), to: papersPath(code) }]}
        title={kindOf(paper, t)}
        state={<Seen paper={paper} t={t} />}
        facts={[paper.name, ...(paper.note ? [paper.note] : []), sizeOf(paper, t, format)]}
        acts={
          !blocked && (
            <ButtonLink to={originalPath(paper.id)} icon="download" reloadDocument>
              {t('original')}
            </ButtonLink>
          )
        }
      />
      <ErrorSummary refused={state.refused} />
      {may.release && paper.releasedAt && (
        <Panel title={t('released')}>
          <p>{t('released.text')}</p>
          <Form method="post">
            <Submit name="act" value="hold" tone="secondary">
              {t('hold')}
            </Submit>
          </Form>
        </Panel>
      )}
      {may.release && !paper.releasedAt && releasable && (
        <Panel title={t('release.title')}>
          <Form method="post" className={styles.vouch}>
            {isBurnedIn(paper.header) && <Notice tone="caution">{t('dicom.burned')}</Notice>}
            <p>{t('release.text')}</p>
            <Checkbox name="vouched" label={t('release.vouch')} required />
            <Submit name="act" value="release" tone="secondary">
              {t('release')}
            </Submit>
          </Form>
        </Panel>
      )}
      {blocked ? (
        <Notice tone="caution" title={t(`scan.${blocked}`)}>
          {t(`blocked.${blocked}`)}
        </Notice>
      ) : (
        <PaperSheet
          paper={paper}
          name={kindOf(paper, t)}
          page={shown}
          here={paperPath(code, paper.id)}
          t={t}
        />
      )}
      {!blocked && paper.header && <DicomHeader header={paper.header} t={t} />}
      {paper.removable && (
        <AskFirst
          act={t('remove')}
          button={
            <Form method="post">
              <Submit name="act" value="remove" tone="danger" small>
                {t('remove')}
              </Submit>
            </Form>
          }
        >
          {t('remove.ask')}
        </AskFirst>
      )}
    </Page>
  );
}

/** What keeps a paper from being opened: its scan is not done, or has found something. */
function blockedBy(scan: Paper['scan']) {
  return scan === 'clean' || scan === 'unscanned' ? null : scan;
}
