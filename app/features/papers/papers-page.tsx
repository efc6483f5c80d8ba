import { Form, Link } from '@remix-run/react';
import { whyNotTaken } from '#app/features/files/why-not-taken.ts';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { WhyFields } from '#app/features/referrals/open-panel.tsx';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { useLang, useT, type T } from '#app/i18n/use-t.ts';
import type { Answer } from '#server/forum.ts';
import { PAPERS_AT_ONCE } from '#server/papers/plain.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import {
  ButtonLink,
  EmptyState,
  ErrorSummary,
  FormActs,
  Notice,
  Page,
  PageHead,
  Panel,
  Pill,
  Submit,
  Table,
  Time,
  type FormState,
} from '#app/ui/index.ts';
import { paperPath } from './addresses.ts';
import { BringForm } from './bring-form.tsx';
import { kindOf } from './kind-of.ts';
import { PacketsPanel } from './packets-panel.tsx';
import styles from './papers.module.css';

export type Papers = Answer<'papers.ofCase'>;
export type Paper = Papers['papers'][number];
type Props = { of: Papers; t: T<'papers'>; format: Format };

/** The papers of a case: what was brought, by whom, who may see it, and the form that brings more. */
export function PapersPage({
  of,
  refused,
  brought,
  state,
  words,
  t,
  format,
}: Props & {
  /** Why a file was not taken. */
  refused: string | null;
  brought: number;
  state: FormState;
  words: T<'referrals'>;
}) {
  const f = useT('files');
  return (
    <Page>
      <PageHead
        trail={useCaseTrail(of.code)}
        title={t('title')}
        facts={[displayCode(of.code)]}
        acts={<ButtonLink to={casePath(of.code, 'documents')}>{t('made')}</ButtonLink>}
      />
      {refused && <Notice tone="caution">{why(refused, t, f)}</Notice>}
      {brought > 0 && <Notice tone="good">{t('brought', { count: brought })}</Notice>}
      {!of.scans && <Notice tone="caution">{t('unscanned')}</Notice>}
      {of.askReason && of.count > 0 ? (
        <Form method="post">
          <ErrorSummary refused={state.refused} />
          <Panel title={t('open', { count: of.count })}>
            <p>{words('open.recorded')}</p>
            <WhyFields part="papers" fields={state.refused?.fields ?? {}} t={words} />
            <FormActs>
              <Submit icon="eye">{t('open.act')}</Submit>
            </FormActs>
          </Panel>
        </Form>
      ) : (
        <Panel title={t('list')}>
          {of.papers.length === 0 ? (
            <EmptyState title={t('none')}>{t('none.hint')}</EmptyState>
          ) : (
            <PaperTable of={of} t={t} format={format} />
          )}
        </Panel>
      )}
      <PacketsPanel of={of} t={t} format={format} />
      {of.may.upload ? (
        <Panel title={t('bring')}>
          <BringForm code={of.code} t={t} />
        </Panel>
      ) : (
        <p className={styles.small}>{t('closed')}</p>
      )}
    </Page>
  );
}

/** Why a file was not taken, where papers have a rule of their own; else as for any file. */
function why(code: string, t: T<'papers'>, f: T<'files'>): string {
  switch (code) {
    case 'FILE_TYPE_REFUSED':
      return t('why.type');
    case 'FILE_TOO_LARGE':
    case 'TOO_LARGE':
      return t('why.tooLarge');
    case 'TOO_MANY':
      return t('why.tooMany', { count: PAPERS_AT_ONCE });
    case 'NOT_FOUND':
    case 'FORBIDDEN':
      return t('why.notAllowed');
    case 'FILE_QUOTA':
      return t('why.quota');
    case 'CONSENT_HAS_PAPER':
      return t('why.hasPaper');
    case 'STATE_CHANGED':
      return t('closed');
    default:
      return whyNotTaken(f, code, PAPERS_AT_ONCE);
  }
}

function PaperTable({ of, t, format }: Props) {
  const lang = useLang();
  return (
    <Table
      caption={t('list')}
      rows={of.papers}
      rowKey={(paper) => paper.id}
      columns={[
        {
          key: 'paper',
          label: t('column.paper'),
          heads: true,
          cell: (paper) => (
            <>
              <Link to={paperPath(of.code, paper.id)}>{kindOf(paper, t)}</Link>
              <span className={styles.small}>{paper.name}</span>
              {paper.note && <span className={styles.small}>{paper.note}</span>}
            </>
          ),
        },
        {
          key: 'seen',
          label: t('column.seen'),
          cell: (paper) => <Seen paper={paper} t={t} />,
        },
        {
          key: 'from',
          label: t('column.from'),
          cell: (paper) => (
            <>
              <LabelText of={paper.org} lang={lang} />
              <span className={styles.small}>
                <Time at={paper.broughtAt} format={format} />
              </span>
            </>
          ),
        },
        {
          key: 'size',
          label: t('column.size'),
          cell: (paper) => sizeOf(paper, t, format),
        },
      ]}
    />
  );
}

export function sizeOf({ pages, byteSize }: Paper, t: T<'papers'>, format: Format): string {
  const bytes = format.bytes(byteSize);
  return pages ? t('size', { pages: t('pages', { count: pages }), bytes }) : bytes;
}

/** Who may see it, or why nobody can yet. */
export function Seen({ paper, t }: { paper: Paper; t: T<'papers'> }) {
  if (paper.scan === 'pending') return <Pill tone="waiting">{t('scan.pending')}</Pill>;
  if (paper.scan === 'infected' || paper.scan === 'error') {
    return <Pill tone="danger">{t(`scan.${paper.scan}`)}</Pill>;
  }
  return paper.releasedAt ? (
    <Pill tone="good">{t('released')}</Pill>
  ) : (
    <Pill tone="neutral" icon="lock">
      {t('identifying')}
    </Pill>
  );
}
