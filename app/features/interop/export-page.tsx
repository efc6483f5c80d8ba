import { Form } from '@remix-run/react';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { WhyFields } from '#app/features/referrals/open-panel.tsx';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import type { Answer } from '#server/forum.ts';
import {
  ButtonLink,
  ErrorSummary,
  FormActs,
  FormStack,
  Notice,
  Page,
  PageHead,
  Panel,
  Submit,
  type FormState,
} from '#app/ui/index.ts';
import styles from './interop.module.css';

type Told = Answer<'interop.exportPage'>;
type Link = Answer<'interop.orderExport'>;

const INSIDE = ['patient', 'request', 'consent', 'papers', 'reads', 'manifest'] as const;

/** What an export holds, the act that makes its link, and the link. */
export function ExportPage({
  of,
  link,
  over,
  state,
}: {
  of: Told;
  link: Link | null;
  /** The link that was followed is used or has ended. */
  over: boolean;
  state: FormState;
}) {
  const t = useT('interop');
  return (
    <Page width="reading">
      <PageHead trail={useCaseTrail(of.code)} title={t('title')} facts={[displayCode(of.code)]} />
      <p className={styles.lead}>{t('lead')}</p>
      <ErrorSummary refused={state.refused} />
      {link && <Ready link={link} code={of.code} t={t} />}
      {over && !link && <Notice tone="caution" title={t('over')} />}
      <Panel title={t('inside')}>
        <ul className={styles.inside}>
          {INSIDE.map((part) => (
            <li key={part}>{t(`inside.${part}`)}</li>
          ))}
        </ul>
        <Order of={of} state={state} t={t} />
      </Panel>
    </Page>
  );
}

function Order({ of, state, t }: { of: Told; state: FormState; t: T<'interop'> }) {
  const words = useT('referrals');
  if (of.left === 0) return <Notice tone="caution" title={t('none')} />;
  return (
    <Form method="post">
      <FormStack>
        {of.askReason && <WhyFields part="export" fields={state.refused?.fields ?? {}} t={words} />}
        <p className={styles.note}>
          {t('left', { count: of.left })} {t('recorded')}
        </p>
        <FormActs>
          <Submit tone="primary">{t('order')}</Submit>
        </FormActs>
        <h3 className={styles.paper}>{t('print.title')}</h3>
        <p className={styles.note}>{t('print.lead')}</p>
        <FormActs>
          {(['ja', 'en'] as const).map((lang) => (
            <Submit key={lang} tone="secondary" name="print" value={lang}>
              {t(`print.${lang}`)}
            </Submit>
          ))}
        </FormActs>
      </FormStack>
    </Form>
  );
}

/** The link leaves the page alone: the browser saves what comes back. */
function Ready({ link, code, t }: { link: Link; code: string; t: T<'interop'> }) {
  const format = useFormat();
  return (
    <Notice tone="good" title={t('ready')}>
      <p className={styles.until}>{t('ready.text', { time: format.time(link.until) })}</p>
      <ButtonLink
        to={casePath(code, 'export', link.secret)}
        tone="primary"
        icon="download"
        reloadDocument
      >
        {t('download')}
      </ButtonLink>
    </Notice>
  );
}
