import { Form, Link } from '@remix-run/react';
import { projectAddress } from '#app/features/discussions/addresses.ts';
import { handoversOf } from '#app/features/moderation/addresses.ts';
import { partialDate } from '#app/i18n/partial-date.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  ErrorSummary,
  FactsList,
  Field,
  FormActs,
  FormStack,
  Notice,
  ShortList,
  Submit,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import { MEMBERS } from './directory.tsx';
import type { LeavingView } from './leaving-view.ts';
import styles from './membership.module.css';

const MEANS = ['access', 'words', 'parts', 'led', 'cases'] as const;

/** How far the resignation has come, with when it was said and noted. */
export function Standing({ view }: { view: LeavingView }) {
  const t = useT('membership');
  const lang = useLang();
  const format = useFormat();
  const { standing, leftOn } = view;
  if (leftOn) return <Notice title={t('leave.left', { date: partialDate(leftOn, lang) })} />;
  if (!standing) return null;
  const { state, leavesOn, heldUp, announcedAt, acknowledgedAt } = standing;
  const noted = acknowledgedAt
    ? [{ label: t('leave.notedAt'), value: format.dateTime(acknowledgedAt) }]
    : [];
  return (
    <>
      <Notice
        tone={heldUp ? 'danger' : 'caution'}
        title={t(`leave.${state}`, { date: partialDate(leavesOn, lang) })}
      >
        {heldUp && t('leave.heldUp')}
      </Notice>
      <FactsList
        facts={[{ label: t('leave.saidAt'), value: format.dateTime(announcedAt) }, ...noted]}
      />
    </>
  );
}

/** What somebody else will have to see to, and what becomes of whose things. */
export function WhatItMeans({ view }: { view: LeavingView }) {
  const t = useT('membership');
  const format = useFormat();
  const { leads, parts, steps, cases, people, name } = view;
  return (
    <>
      <section className={styles.part}>
        <h2>{t('leave.has')}</h2>
        <FactsList
          facts={[
            {
              label: t('leave.leads'),
              value:
                leads.length === 0 ? (
                  t('leave.leads.none')
                ) : (
                  <ul role="list" className={styles.leads}>
                    {leads.map(({ slug, title, lang }) => (
                      <li key={slug}>
                        <Link to={projectAddress(slug)} lang={lang}>
                          {title}
                        </Link>
                      </li>
                    ))}
                  </ul>
                ),
            },
            { label: t('leave.parts'), value: t('leave.parts.count', { count: parts }) },
            { label: t('leave.steps'), value: format.number(steps) },
            { label: t('leave.cases'), value: format.number(cases) },
            { label: t('leave.people'), value: format.number(people) },
          ]}
        />
      </section>
      <section className={styles.part}>
        <h2>{t('leave.means')}</h2>
        <ShortList
          items={MEANS.map((fact) => ({
            key: fact,
            what: t(`leave.means.${fact}`, { org: name }),
          }))}
        />
      </section>
    </>
  );
}

/** The last day and the organisation's name, typed out. */
export function AnnounceForm({ view, state }: { view: LeavingView; state: FormState }) {
  const t = useT('membership');
  return (
    <Form method="post">
      <input type="hidden" name="act" value="announce" />
      <input type="hidden" name="orgId" value={view.orgId} />
      <FormStack>
        <ErrorSummary
          refused={state.refused}
          labels={{ leavesOn: t('leave.day'), name: t('leave.name') }}
        />
        <Field
          label={t('leave.day')}
          name="leavesOn"
          hint={t('leave.dayHint')}
          error={state.error('leavesOn')}
        >
          {(control) => (
            <TextInput
              {...control}
              type="date"
              min={view.today}
              defaultValue={state.value('leavesOn', view.proposed)}
            />
          )}
        </Field>
        <Field
          label={t('leave.name')}
          name="name"
          hint={t('leave.nameHint', { name: view.name })}
          error={state.error('name')}
        >
          {(control) => (
            <TextInput {...control} autoComplete="off" defaultValue={state.value('name')} />
          )}
        </Field>
        <p>{t('leave.undo')}</p>
        <FormActs>
          <Submit tone="danger">{t('leave.submit')}</Submit>
          <ButtonLink to={`${MEMBERS}/${view.slug}`}>{t('end.back')}</ButtonLink>
        </FormActs>
      </FormStack>
    </Form>
  );
}

/** What can be done about a resignation that stands: take note of it, or take it back. */
export function SettleForm({ view, state }: { view: LeavingView; state: FormState }) {
  const t = useT('membership');
  const { standing, resigns, acknowledges } = view;
  if (!standing) return null;
  const notes = acknowledges && standing.state === 'announced';
  return (
    <Form method="post">
      <input type="hidden" name="orgId" value={view.orgId} />
      <input type="hidden" name="version" value={standing.version} />
      <FormStack>
        <ErrorSummary refused={state.refused} />
        {notes && <p>{t('leave.acknowledgeHint')}</p>}
        {resigns && <p>{t('leave.withdrawHint')}</p>}
        <FormActs>
          {notes && (
            <Submit name="act" value="acknowledge">
              {t('leave.acknowledge')}
            </Submit>
          )}
          {resigns && (
            <Submit name="act" value="withdraw" tone="secondary">
              {t('leave.withdraw')}
            </Submit>
          )}
          {acknowledges && (
            <ButtonLink to={handoversOf(view.slug)}>{t('leave.handOver')}</ButtonLink>
          )}
        </FormActs>
      </FormStack>
    </Form>
  );
}
