import { Form } from '@remix-run/react';
import { displayCode } from '#app/features/referrals/addresses.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { label } from '#app/i18n/label.ts';
import type { T } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { LENGTHS, MODES } from '#server/appointments/plain.ts';
import {
  Button,
  ButtonLink,
  Checkbox,
  EmptyState,
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  Notice,
  Page,
  PageHead,
  Panel,
  RadioGroup,
  Select,
  Submit,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import styles from './appointments.module.css';
import { JAPAN } from './view.ts';

type Option = { value: string; label: string };
type Slot = { startsAt: string; endsAt: string };
export type ProposeData = {
  code: string;
  followUp: boolean;
  department: string;
  minutes: number;
  interpreter: string | null;
  departments: Option[];
  interpreters: Option[];
  /** What else of the hospital's can be taken, and what of it is asked for. */
  also: { id: string; label: string; lang: string | undefined; asked: boolean }[];
  from: string;
  until: string;
  earlier: string | null;
  later: string;
  slots: Slot[];
};
type Props = { of: ProposeData; state: FormState; t: T<'appointments'>; format: Format };

/** Where a hospital or the officer chooses free times to propose. */
export function ProposePage(props: Props) {
  const { of, t } = props;
  return (
    <Page>
      <PageHead
        trail={useCaseTrail(of.code)}
        title={t(of.followUp ? 'page.title.followUp' : 'page.title')}
        facts={[displayCode(of.code)]}
      />
      <p>{t('page.lead')}</p>
      <Needs {...props} />
      <Slots {...props} />
    </Page>
  );
}

/** What is needed, as a question of the address: a week can be kept, shared and gone back to. */
function Needs({ of, t }: Props) {
  return (
    <Panel title={t('search.title')}>
      <Form method="get" className={styles.search} preventScrollReset>
        <Field label={t('department')} name="department">
          {(control) => (
            <Select {...control} defaultValue={of.department} options={of.departments} />
          )}
        </Field>
        <Field label={t('length')} name="minutes">
          {(control) => (
            <Select
              {...control}
              defaultValue={String(of.minutes)}
              options={LENGTHS.map((count) => ({
                value: String(count),
                label: t('minutes', { count }),
              }))}
            />
          )}
        </Field>
        <Field label={t('interpreter')} name="interpreter">
          {(control) => (
            <Select
              {...control}
              defaultValue={of.interpreter ?? ''}
              options={[{ value: '', label: t('interpreter.none') }, ...of.interpreters]}
            />
          )}
        </Field>
        <Field label={t('from')} name="from">
          {(control) => <TextInput {...control} key={of.from} type="date" defaultValue={of.from} />}
        </Field>
        {of.also.length > 0 && (
          <fieldset className={styles.also}>
            <legend>{t('also')}</legend>
            <p className={styles.note}>{t('also.hint')}</p>
            {of.also.map(({ id, label: name, lang, asked }) => (
              <Checkbox
                key={id}
                name="also"
                value={id}
                defaultChecked={asked}
                label={<span lang={lang}>{name}</span>}
              />
            ))}
          </fieldset>
        )}
        <FormActs>
          <Button type="submit">{t('search')}</Button>
        </FormActs>
      </Form>
    </Panel>
  );
}

function Slots({ of, state, t, format }: Props) {
  const day = format.calendarDate;
  const days = new Map<string, Slot[]>();
  for (const slot of of.slots) {
    const key = format.dayKey(slot.startsAt, JAPAN);
    days.set(key, [...(days.get(key) ?? []), slot]);
  }
  return (
    <Panel
      title={t('slots.title')}
      note={t('slots.range', { from: day(of.from), until: day(of.until) })}
    >
      <p className={styles.weeks}>
        {of.earlier && (
          <ButtonLink small to={weekOf(of, of.earlier)} preventScrollReset>
            {t('earlier')}
          </ButtonLink>
        )}
        <ButtonLink small to={weekOf(of, of.later)} preventScrollReset>
          {t('later')}
        </ButtonLink>
      </p>
      <Form method="post" preventScrollReset>
        <Refusal state={state} t={t} format={format} />
        <input type="hidden" name="department" value={of.department} />
        <input type="hidden" name="minutes" value={of.minutes} />
        <input type="hidden" name="interpreter" value={of.interpreter ?? ''} />
        {taken(of).map((id) => (
          <input key={id} type="hidden" name="also" value={id} />
        ))}
        {of.slots.length === 0 ? (
          <EmptyState title={t('slots.none')}>{t('slots.none.hint')}</EmptyState>
        ) : (
          <FormStack>
            {of.followUp && (
              <RadioGroup
                legend={t('mode')}
                name="mode"
                value={state.value('mode', 'inPerson')}
                error={state.error('mode')}
                choices={MODES.map((value) => ({
                  value,
                  label: t(`mode.${value}`),
                  hint: t(`mode.${value}.hint`),
                }))}
              />
            )}
            <div className={styles.days}>
              {[...days].map(([key, slots]) => (
                <fieldset key={key} className={styles.day}>
                  <legend>{format.shortDay(slots[0]!.startsAt, JAPAN)}</legend>
                  <div className={styles.slots}>
                    {slots.map(({ startsAt }) => (
                      <label key={startsAt} className={styles.slot}>
                        <input type="checkbox" name="startsAt" value={startsAt} />
                        <time dateTime={startsAt}>{format.time(startsAt, JAPAN)}</time>
                      </label>
                    ))}
                  </div>
                </fieldset>
              ))}
            </div>
            <FormActs>
              <Submit tone="primary">{t('send')}</Submit>
              <span className={styles.note}>{t('send.hint')}</span>
            </FormActs>
          </FormStack>
        )}
      </Form>
    </Panel>
  );
}

const taken = ({ also }: ProposeData) => also.filter(({ asked }) => asked).map(({ id }) => id);

type Taken = { name: Partial<Record<string, string | null>>; until: string };

/** A refusal, with what is taken and until when where somebody was faster. */
function Refusal({ state, t, format }: Omit<Props, 'of'>) {
  const { refused } = state;
  if (refused?.code !== 'SLOT_TAKEN') return <ErrorSummary refused={refused} />;
  return (
    <Notice tone="caution" title={refused.message}>
      {(refused.changes as Taken[]).map(({ name, until }) =>
        t('taken', { name: label(name, format.lang), until: format.dateTime(until, JAPAN) }),
      )}
    </Notice>
  );
}

function weekOf(of: ProposeData, from: string): string {
  const { department, minutes, interpreter } = of;
  const asked = new URLSearchParams({
    department,
    minutes: String(minutes),
    interpreter: interpreter ?? '',
    from,
  });
  for (const id of taken(of)) asked.append('also', id);
  return `?${asked.toString()}`;
}
