import { Form, Link } from '@remix-run/react';
import { postAddress } from '#app/features/discussions/addresses.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  FactsList,
  Page,
  PageHead,
  Panel,
  Pill,
  ShortList,
  Submit,
  formState,
  type FormState,
} from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import { MODERATION, reportAddress } from './addresses.ts';
import { Bar } from './bar.tsx';
import { DecideForm } from './decide-form.tsx';
import styles from './moderation.module.css';
import { OUTCOME_TONES } from './outcome-tones.ts';
import { RecordOf } from './record.tsx';

type Case = Answer<'moderation.casePage'>;

/** A report for whoever of the secretariat works on it: the record, who has it, and the decision. */
export function CaseView({ data, state }: { data: Case; state: FormState }) {
  const lifting = state.value('act') === 'lift';
  useRefresh([{ channel: { kind: 'org', id: data.orgId }, asOfSeq: data.asOfSeq }]);
  const t = useT('moderation');
  const lang = useLang();
  const format = useFormat();
  const reporter = nameFor(data.reporter, lang);
  return (
    <Page width="reading">
      <PageHead
        trail={[{ label: t('title'), to: MODERATION }]}
        title={t('case.title')}
        state={
          data.outcome ? (
            <Pill tone={OUTCOME_TONES[data.outcome]}>{t(`outcome.${data.outcome}`)}</Pill>
          ) : (
            <Pill tone="waiting">{t('view.open')}</Pill>
          )
        }
        facts={[
          data.direct ? t('queue.direct') : t(`case.post.${data.post}`),
          t('queue.reportedAt', { when: format.dateTime(data.at) }),
        ]}
        acts={
          !data.direct &&
          data.post !== 'deleted' && (
            <ButtonLink to={postAddress(data.threadId, data.seq)}>{t('case.open')}</ButtonLink>
          )
        }
      />
      <Panel title={t('case.record')} note={data.direct ? t(`case.post.${data.post}`) : undefined}>
        <p>{data.direct ? t('case.recordDirect') : t('case.recordNote')}</p>
        <RecordOf posts={data.record} marked />
      </Panel>
      <Panel title={t('case.reported')}>
        <FactsList
          facts={[
            { label: t('report.reason'), value: t(`reason.${data.reason}`) },
            {
              label: t('case.by'),
              value: (
                <>
                  <span lang={reporter.lang}>{reporter.text}</span>（
                  <LabelText of={data.reporterOrg.name} lang={lang} />）
                </>
              ),
            },
            ...(data.words
              ? [{ label: t('report.words'), value: <p className={styles.words}>{data.words}</p> }]
              : []),
            { label: t('case.others'), value: <OtherReports data={data} /> },
            { label: t('case.before'), value: <Before data={data} /> },
          ]}
        />
      </Panel>
      <Panel title={data.outcome ? t('outcome') : t('case.decide')}>
        {data.outcome ? (
          <Decided data={data} />
        ) : (
          <>
            <Claim data={data} />
            {data.mine && !data.ownReport && (
              <DecideForm state={lifting ? formState(undefined) : state} />
            )}
          </>
        )}
      </Panel>
      <Bar data={data} state={lifting ? state : formState(undefined)} />
    </Page>
  );
}

function OtherReports({ data }: { data: Case }) {
  const t = useT('moderation');
  const format = useFormat();
  if (data.others.length === 0) return t('case.none');
  return (
    <ShortList
      items={data.others.map((one) => ({
        key: one.id,
        what: <Link to={reportAddress(one.id)}>{t(`reason.${one.reason}`)}</Link>,
        note: format.dateTime(one.at),
      }))}
    />
  );
}

function Before({ data }: { data: Case }) {
  const t = useT('moderation');
  const format = useFormat();
  if (data.before.length === 0) return t('case.none');
  return (
    <ShortList
      items={data.before.map((one) => ({
        key: one.id,
        what: <Link to={reportAddress(one.id)}>{t(`outcome.${one.outcome}`)}</Link>,
        note: format.date(one.at),
      }))}
    />
  );
}

function Decided({ data }: { data: Case }) {
  const t = useT('moderation');
  const lang = useLang();
  const format = useFormat();
  const name = data.decidedBy ? nameFor(data.decidedBy, lang).text : '';
  return (
    <>
      <p>{t('case.decidedBy', { name, when: format.dateTime(data.decidedAt!) })}</p>
      <p className={styles.words}>{data.explanation}</p>
    </>
  );
}

/** Who has it: take it on, give it back. */
function Claim({ data }: { data: Case }) {
  const t = useT('moderation');
  const lang = useLang();
  const format = useFormat();
  const { claimedBy, claimedAt, mine, ownReport } = data;
  return (
    <>
      {claimedBy && (
        <p>
          {t('case.claimedBy', {
            name: nameFor(claimedBy, lang).text,
            when: format.dateTime(claimedAt!),
          })}
        </p>
      )}
      {ownReport ? <p>{t('case.ownReport')}</p> : !claimedBy && <p>{t('case.claimFirst')}</p>}
      <Form method="post" className={styles.acts}>
        <input type="hidden" name="act" value={claimedBy ? 'release' : 'claim'} />
        {claimedBy ? (
          <Submit tone="secondary">{mine ? t('case.release') : t('case.releaseOther')}</Submit>
        ) : (
          !ownReport && <Submit>{t('case.claim')}</Submit>
        )}
      </Form>
    </>
  );
}
