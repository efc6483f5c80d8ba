import { Form, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import type { T } from '#app/i18n/use-t.ts';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { ReasonField, WhyFields } from '#app/features/referrals/open-panel.tsx';
import type { Answer } from '#server/forum.ts';
import { LETTER_LANGUAGES } from '#server/documents/schemas.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import {
  Button,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  Page,
  PageHead,
  Panel,
  Pill,
  Select,
  Submit,
  Table,
  Time,
  VisuallyHidden,
  type formState,
} from '#app/ui/index.ts';
import styles from './documents.module.css';

type Papers = Answer<'documents.ofCase'>;
type Paper = Papers['papers'][number];
type Words = { t: T<'documents'>; words: T<'referrals'>; format: Format };

const TONES = { queued: 'info', making: 'info', ready: 'good', failed: 'danger' } as const;
const LOOK_AGAIN_MS = 1_500;
/** A reason that is said in words, which do not belong into an address. */
const IN_WORDS = ['other'] as const;

/** The papers of a case: what has been made, how far it is, and the act that makes a new one. */
export function DocumentsPage({
  of,
  state,
  ...say
}: { of: Papers; state: ReturnType<typeof formState> } & Words) {
  const { t } = say;
  const underWay = of.papers.some((paper) => paper.state === 'queued' || paper.state === 'making');
  useLookAgain(underWay);
  return (
    <Page>
      <PageHead
        trail={useCaseTrail(of.code)}
        title={t('title')}
        facts={[displayCode(of.code)]}
        acts={<ButtonLink to={casePath(of.code, 'papers')}>{t('brought')}</ButtonLink>}
      />
      <p className={styles.lead}>{t('lead')}</p>
      <MakeLetter of={of} state={state} {...say} />
      <Panel title={t('list.title')}>
        <p role="status" className={styles.working}>
          {underWay ? t('working') : ''}
        </p>
        {of.papers.length === 0 ? (
          <EmptyState title={t('list.empty')} />
        ) : (
          <PaperTable of={of} {...say} />
        )}
      </Panel>
    </Page>
  );
}

function MakeLetter({
  of,
  state,
  t,
  words,
}: { of: Papers; state: ReturnType<typeof formState> } & Words) {
  return (
    <Panel title={t('make.title')}>
      <Form method="post">
        <ErrorSummary refused={state.refused} />
        <FormStack>
          <p>{t('make.hint')}</p>
          <Field label={t('make.lang')} name="lang">
            {(control) => (
              <Select
                {...control}
                options={LETTER_LANGUAGES.map((lang) => ({
                  value: lang,
                  label: t(`lang.${lang}`),
                }))}
              />
            )}
          </Field>
          {of.askReason && (
            <WhyFields part="letter" fields={state.refused?.fields ?? {}} t={words} />
          )}
          <FormActs>
            <Submit tone="primary">{t('make.submit')}</Submit>
          </FormActs>
        </FormStack>
      </Form>
    </Panel>
  );
}

function PaperTable({ of, t, words, format }: { of: Papers } & Words) {
  return (
    <Table
      caption={t('list.title')}
      rows={of.papers}
      rowKey={(paper) => paper.id}
      columns={[
        {
          key: 'paper',
          label: t('column.paper'),
          heads: true,
          cell: (paper) => (
            <>
              {t(`kind.${paper.kind}`)} · {t(`lang.${paper.lang}`)}
              <span className={styles.number}>{paper.number}</span>
            </>
          ),
        },
        {
          key: 'state',
          label: t('column.state'),
          cell: (paper) => <PaperState paper={paper} t={t} />,
        },
        {
          key: 'made',
          label: t('column.made'),
          cell: (paper) => <Time at={paper.createdAt} format={format} />,
        },
        {
          key: 'get',
          label: t('column.get'),
          cell: (paper) =>
            paper.state === 'ready' && (
              <Download
                paper={paper}
                askReason={of.askReason}
                t={t}
                words={words}
                format={format}
              />
            ),
        },
      ]}
    />
  );
}

function PaperState({ paper, t }: { paper: Paper; t: T<'documents'> }) {
  return (
    <>
      <Pill tone={TONES[paper.state]}>{t(`state.${paper.state}`)}</Pill>
      {paper.state === 'failed' && <span className={styles.number}>{t('failed.hint')}</span>}
      {paper.unprintable > 0 && (
        <span className={styles.number}>{t('unprintable', { count: paper.unprintable })}</span>
      )}
    </>
  );
}

/** A plain form: the browser saves what comes back, and the page stays. */
function Download({
  paper,
  askReason,
  t,
  words,
  format,
}: { paper: Paper; askReason: boolean } & Words) {
  return (
    <form method="get" action={`/files/documents/${paper.id}`} className={styles.get}>
      {askReason && <ReasonField part={paper.id} without={IN_WORDS} t={words} />}
      <Button type="submit" small icon="download">
        PDF{paper.byteSize ? ` · ${format.bytes(paper.byteSize)}` : ''}
        <VisuallyHidden> {t('download', { number: paper.number })}</VisuallyHidden>
      </Button>
    </form>
  );
}

/** While a paper is on its way the page looks again by itself. */
function useLookAgain(underWay: boolean) {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!underWay) return undefined;
    const timer = setInterval(revalidate, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [underWay, revalidate]);
}
