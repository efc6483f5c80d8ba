import { VerbForm } from '#app/features/events/verb-form.tsx';
import { LANG_NAMES, LANG_TAGS } from '#app/i18n/lang.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { labelled } from '#app/i18n/label.ts';
import {
  EmptyState,
  Field,
  Monogram,
  Pill,
  Select,
  Table,
  TextInput,
  type PillTone,
} from '#app/ui/index.ts';
import type { PlanData, PlanProps } from './plan-data.ts';
import styles from './projects.module.css';

type Milestone = PlanData['milestones'][number];

const TONES: Record<Milestone['state'], PillTone> = {
  done: 'good',
  late: 'danger',
  soon: 'caution',
  ahead: 'neutral',
};

/** The steps of a project: who answers for each, when it is planned, when it was done. */
export function Milestones(props: PlanProps) {
  const { data, verbs, next, t, lang, format } = props;
  return (
    <section className={styles.part}>
      <h2>{t('milestones')}</h2>
      {data.milestones.length === 0 ? (
        <EmptyState title={t('milestones.empty')}>{t('milestones.emptyText')}</EmptyState>
      ) : (
        <Table
          caption={t('milestones')}
          rows={data.milestones}
          rowKey={(one) => one.id}
          columns={[
            {
              key: 'title',
              label: t('milestone'),
              heads: true,
              cell: (one) => <LabelText of={one.title} lang={lang} />,
            },
            {
              key: 'owner',
              label: t('owner'),
              cell: (one) => (
                <span className={styles.named}>
                  <Monogram text={one.owner.monogram} hue={one.owner.hue} />
                  <LabelText of={one.owner.name} lang={lang} />
                </span>
              ),
            },
            { key: 'plan', label: t('planned'), cell: (one) => format.calendarDate(one.plannedOn) },
            {
              key: 'done',
              label: t('actual'),
              cell: (one) => (one.doneOn ? format.calendarDate(one.doneOn) : '—'),
            },
            {
              key: 'state',
              label: t('state'),
              cell: (one) => <Pill tone={TONES[one.state]}>{t(`milestone.${one.state}`)}</Pill>,
            },
            ...(data.may.plan
              ? [
                  {
                    key: 'acts',
                    label: t('people.acts'),
                    cell: (one: Milestone) => (
                      <span className={styles.acts}>
                        <VerbForm
                          action={`${verbs}/milestones/done`}
                          fields={{
                            milestoneId: one.id,
                            version: String(one.version),
                            done: String(!one.doneOn),
                            next,
                          }}
                          small
                        >
                          {one.doneOn ? t('milestone.undo') : t('milestone.reach')}
                        </VerbForm>
                        <details>
                          <summary>{t('change')}</summary>
                          <MilestoneForm {...props} milestone={one} />
                          <VerbForm
                            action={`${verbs}/milestones/remove`}
                            fields={{ milestoneId: one.id, next }}
                            tone="danger"
                            small
                          >
                            {t('people.remove')}
                          </VerbForm>
                        </details>
                      </span>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {data.may.plan && (
        <details>
          <summary>{t('milestone.add')}</summary>
          <MilestoneForm {...props} />
        </details>
      )}
    </section>
  );
}

function MilestoneForm({
  data,
  verbs,
  next,
  t,
  lang,
  milestone,
}: PlanProps & { milestone?: Milestone }) {
  const form = milestone?.id ?? 'milestone';
  return (
    <VerbForm
      action={`${verbs}/milestones/save`}
      fields={{
        next,
        ...(milestone && { milestoneId: milestone.id, version: String(milestone.version) }),
        ...(milestone?.title.zh && { 'title.zh': milestone.title.zh }),
        ...(milestone?.title.ko && { 'title.ko': milestone.title.ko }),
      }}
      className={styles.inline}
      before={
        <>
          {(['ja', 'en'] as const).map((each) => (
            <Field
              key={each}
              label={`${t('milestone')} (${LANG_NAMES[each]})`}
              name={`title.${each}`}
              form={form}
              optional={each !== lang}
            >
              {({ required: _required, ...control }) => (
                <TextInput
                  {...control}
                  lang={LANG_TAGS[each]}
                  maxLength={160}
                  defaultValue={milestone?.title[each] ?? ''}
                />
              )}
            </Field>
          ))}
          <Field label={t('owner')} name="ownerOrgId" form={form}>
            {(control) => (
              <Select
                {...control}
                defaultValue={milestone?.owner.id}
                options={data.orgs.map((org) => ({ value: org.id, ...labelled(org.name, lang) }))}
              />
            )}
          </Field>
          <Field label={t('planned')} name="plannedOn" form={form}>
            {(control) => (
              <TextInput {...control} type="date" defaultValue={milestone?.plannedOn ?? ''} />
            )}
          </Field>
          {milestone && (
            <Field label={t('actual')} name="doneOn" form={form} optional>
              {(control) => (
                <TextInput {...control} type="date" defaultValue={milestone.doneOn ?? ''} />
              )}
            </Field>
          )}
        </>
      }
    >
      {milestone ? t('save') : t('milestone.add')}
    </VerbForm>
  );
}
