import type { T } from '#app/i18n/use-t.ts';
import {
  Field,
  RadioGroup,
  Select,
  TextInput,
  type FormState,
  type Option,
} from '#app/ui/index.ts';
import {
  CANCEL_REASONS,
  ERROR_REASONS,
  NONE_REASONS,
  ONWARD_REASONS,
  RELEASE_REASONS,
} from '#server/referrals/schemas.ts';
import styles from './referrals.module.css';

type Asks = {
  tone: 'primary' | 'danger';
  /** The strings that its reasons have, and the reasons. */
  reasons?: readonly [string, readonly string[]];
  asks?: 'day' | 'dates' | 'destination';
};

/** Steps that ask before they are taken: what each asks, and how heavy it is. */
export const STEPS = {
  reopen: { tone: 'primary' },
  schedule: { tone: 'primary', asks: 'dates' },
  noShow: { tone: 'danger' },
  arrive: { tone: 'primary', asks: 'day' },
  admit: { tone: 'primary', asks: 'day' },
  discharge: { tone: 'primary', asks: 'day' },
  close: { tone: 'primary' },
  closeWithOpinion: { tone: 'primary' },
  release: { tone: 'danger', reasons: ['releasing', RELEASE_REASONS] },
  referOnward: { tone: 'danger', reasons: ['onward', ONWARD_REASONS], asks: 'destination' },
  requestCancel: { tone: 'danger', reasons: ['cancelling', CANCEL_REASONS] },
  keep: { tone: 'primary' },
  confirmCancel: { tone: 'danger', reasons: ['cancelling', CANCEL_REASONS] },
  enterInError: { tone: 'danger', reasons: ['error', ERROR_REASONS] },
  chooseNone: { tone: 'danger', reasons: ['none', NONE_REASONS] },
} as const satisfies Record<string, Asks>;
export type StepName = keyof typeof STEPS;

export function isStep(act: string | undefined): act is StepName {
  return act !== undefined && Object.hasOwn(STEPS, act);
}

type Props = {
  act: StepName;
  form: string;
  today: string;
  departments: readonly Option[];
  /** The one that accepted the case, as a start. */
  department?: string | undefined;
  countries: readonly Option[];
  stay: { department: string; startsOn: string; endsOn: string | null } | null;
  /** The officer may carry the case on within the Forum. */
  mayCarryOn: boolean;
  state: FormState;
  t: T<'referrals'>;
};

/** What a step asks for before it is taken. */
export function StepFields(props: Props) {
  const { act, state, t } = props;
  const step = STEPS[act] as Asks;
  return (
    <>
      {step.asks === 'day' && <DayField {...props} />}
      {step.asks === 'dates' && <DatesFields {...props} />}
      {step.asks === 'destination' && <DestinationFields {...props} />}
      {step.reasons && (
        <RadioGroup
          legend={t('do.reason')}
          name="reason"
          value={state.value('reason')}
          error={state.error('reason')}
          choices={step.reasons[1].map((value) => ({
            value,
            label: t(`${step.reasons![0]}.${value}` as 'none.other'),
          }))}
        />
      )}
    </>
  );
}

function DayField({ form, today, state, t }: Props) {
  return (
    <Field label={t('do.on')} name="on" error={state.error('on')} form={form}>
      {(control) => (
        <TextInput {...control} type="date" max={today} defaultValue={state.value('on', today)} />
      )}
    </Field>
  );
}

function DatesFields({ form, today, departments, department, stay, state, t }: Props) {
  const start = stay?.department ?? department ?? departments[0]?.value;
  return (
    <>
      <Field
        label={t('do.schedule.department')}
        name="department"
        error={state.error('department')}
        form={form}
      >
        {(control) => (
          <Select
            {...control}
            options={departments}
            defaultValue={state.value('department', start)}
          />
        )}
      </Field>
      <div className={styles.twin}>
        <Field
          label={t('do.schedule.startsOn')}
          name="startsOn"
          error={state.error('startsOn')}
          form={form}
        >
          {(control) => (
            <TextInput
              {...control}
              type="date"
              min={today}
              defaultValue={state.value('startsOn', stay?.startsOn)}
            />
          )}
        </Field>
        <Field
          label={t('do.schedule.endsOn')}
          name="endsOn"
          error={state.error('endsOn')}
          form={form}
          optional
        >
          {(control) => (
            <TextInput
              {...control}
              type="date"
              min={today}
              defaultValue={state.value('endsOn', stay?.endsOn ?? '')}
            />
          )}
        </Field>
      </div>
    </>
  );
}

function DestinationFields({ form, countries, mayCarryOn, state, t }: Props) {
  return (
    <>
      <RadioGroup
        legend={t('do.referOnward.to')}
        name="to"
        value={state.value('to', mayCarryOn ? 'forum' : 'outside')}
        error={state.error('to')}
        choices={[
          ...(mayCarryOn
            ? [
                {
                  value: 'forum',
                  label: t('do.referOnward.forum'),
                  hint: t('do.referOnward.forum.hint'),
                },
              ]
            : []),
          { value: 'outside', label: t('do.referOnward.outside') },
        ]}
      />
      <div className={styles.twin}>
        <Field
          label={t('do.referOnward.destination')}
          name="destination"
          error={state.error('destination')}
          form={form}
          optional
        >
          {(control) => (
            <TextInput {...control} maxLength={200} defaultValue={state.value('destination')} />
          )}
        </Field>
        <Field
          label={t('do.referOnward.country')}
          name="country"
          error={state.error('country')}
          form={form}
          optional
        >
          {(control) => (
            <Select
              {...control}
              options={countries}
              placeholder={t('open.choose')}
              defaultValue={state.value('country')}
            />
          )}
        </Field>
      </div>
    </>
  );
}
