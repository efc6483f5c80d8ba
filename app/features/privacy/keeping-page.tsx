import { Form } from '@remix-run/react';
import { displayCode } from '#app/features/referrals/addresses.ts';
import { StatePill } from '#app/features/referrals/state-pill.tsx';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import type { Answer } from '#server/forum.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { KEEPING_REASONS } from '#server/privacy/plain.ts';
import {
  ErrorSummary,
  FactsList,
  Field,
  FormActs,
  FormStack,
  Notice,
  Page,
  PageHead,
  Panel,
  Pill,
  Select,
  Submit,
  Table,
  type FormState,
} from '#app/ui/index.ts';
import styles from './privacy.module.css';

type Told = Answer<'privacy.keeping'>;
type Request = Told['requests'][number];
type Words = { t: T<'privacy'>; format: Format };

/** How long a case keeps its patient, what stands in the way, and what was asked and decided. */
export function KeepingPage({ of, state }: { of: Told; state: FormState }) {
  const say = { t: useT('privacy'), format: useFormat() };
  const { t } = say;
  const words = useT('referrals');
  const open = of.requests.find((each) => each.state === 'asked');
  const past = of.requests.filter((each) => each.state !== 'asked');
  return (
    <Page width="reading">
      <PageHead
        trail={useCaseTrail(of.code)}
        title={t('keeping.title')}
        state={<StatePill state={of.state} t={words} />}
        facts={[displayCode(of.code)]}
      />
      <ErrorSummary refused={state.refused} />
      <Panel title={t('keeping.now')}>
        <FactsList facts={[standing(of, say)]} />
        <p className={styles.note}>{t('keeping.rules')}</p>
      </Panel>
      {open ? <OpenRequest of={open} {...say} /> : of.state !== 'erased' && <Ask of={of} t={t} />}
      {past.length > 0 && <Past requests={past} {...say} />}
    </Page>
  );
}

function standing(of: Told, { t, format }: Words) {
  if (of.erasedAt) return { label: t('keeping.erased'), value: format.dateTime(of.erasedAt) };
  if (of.heldAt) return { label: t('keeping.held'), value: format.dateTime(of.heldAt) };
  return {
    label: t('keeping.until'),
    value: of.erasesAt ? format.date(of.erasesAt) : t('keeping.whileItGoesOn'),
  };
}

/** What somebody asked: for them to take back, for anybody else to confirm or refuse. */
function OpenRequest({ of, t, format }: { of: Request } & Words) {
  const verb = (act: string, tone: 'danger' | 'primary' | 'secondary', label: string) => (
    <Form method="post">
      <input type="hidden" name="requestId" value={of.id} />
      <input type="hidden" name="act" value={act} />
      <Submit tone={tone}>{label}</Submit>
    </Form>
  );
  return (
    <Panel
      title={t(`keeping.asked.${of.kind}`)}
      mark={<Pill tone="waiting">{t('keeping.state.asked')}</Pill>}
    >
      <FactsList
        facts={[
          {
            label: t('keeping.by'),
            value: of.by ? <span lang={of.by.lang}>{of.by.name}</span> : '—',
          },
          { label: t('log.at'), value: format.dateTime(of.askedAt) },
          { label: t('keeping.reason'), value: t(`keeping.reason.${of.reason}`) },
        ]}
      />
      {of.mine ? (
        <>
          <Notice>{t('keeping.secondPerson')}</Notice>
          <FormActs>{verb('withdraw', 'secondary', t('keeping.withdraw'))}</FormActs>
        </>
      ) : (
        <>
          {of.kind === 'erase' && <Notice tone="danger">{t('keeping.noWayBack')}</Notice>}
          <FormActs>
            {verb(
              'confirm',
              of.kind === 'erase' ? 'danger' : 'primary',
              t(`keeping.confirm.${of.kind}`),
            )}
            {verb('refuse', 'secondary', t('keeping.refuse'))}
          </FormActs>
        </>
      )}
    </Panel>
  );
}

function Ask({ of, t }: { of: Told; t: T<'privacy'> }) {
  const holding = of.heldAt ? 'lift' : 'hold';
  return (
    <>
      {of.mayErase && <AskForm act="erase" t={t} />}
      <AskForm act={holding} t={t} />
    </>
  );
}

function AskForm({ act, t }: { act: 'erase' | 'hold' | 'lift'; t: T<'privacy'> }) {
  const reasons = act === 'erase' ? KEEPING_REASONS.erase : KEEPING_REASONS.hold;
  return (
    <Panel title={t(`keeping.ask.${act}`)}>
      <Form method="post">
        <FormStack>
          <p>{t(`keeping.ask.${act}.text`)}</p>
          <input type="hidden" name="act" value={act} />
          <Field label={t('keeping.reason')} name="reason" form={act}>
            {(control) => (
              <Select
                {...control}
                placeholder={t('keeping.choose')}
                options={reasons.map((value) => ({ value, label: t(`keeping.reason.${value}`) }))}
              />
            )}
          </Field>
          <FormActs>
            <Submit tone="secondary">{t(`keeping.ask.${act}.submit`)}</Submit>
          </FormActs>
        </FormStack>
      </Form>
    </Panel>
  );
}

const TONES = { confirmed: 'good', refused: 'danger', withdrawn: 'neutral' } as const;

function Past({ requests, t, format }: { requests: readonly Request[] } & Words) {
  return (
    <Panel title={t('keeping.past')}>
      <Table
        caption={t('keeping.past')}
        rows={requests}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'what',
            label: t('keeping.what'),
            heads: true,
            cell: (each) => t(`keeping.asked.${each.kind}`),
          },
          {
            key: 'by',
            label: t('keeping.by'),
            cell: (each) => (
              <>
                {each.by?.name}
                <span className={styles.note}>{format.dateTime(each.askedAt)}</span>
              </>
            ),
          },
          {
            key: 'decided',
            label: t('keeping.decision'),
            cell: (each) => (
              <>
                {each.state !== 'asked' && (
                  <Pill tone={TONES[each.state]}>{t(`keeping.state.${each.state}`)}</Pill>
                )}
                <span className={styles.note}>
                  {each.decidedBy?.name} {each.decidedAt && format.dateTime(each.decidedAt)}
                </span>
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}
