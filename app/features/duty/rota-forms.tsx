import { Form } from '@remix-run/react';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import {
  Checkbox,
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  Submit,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import styles from './duty.module.css';
import { Names } from './names.tsx';
import type { DutyView, Person } from './view.ts';

type Props = { view: DutyView; state: FormState };

/** Which version of the rota a form speaks of, and of whose. */
function Hidden({ view }: { view: DutyView }) {
  return (
    <>
      <input type="hidden" name="orgId" value={view.orgId} />
      <input type="hidden" name="version" value={view.version} />
    </>
  );
}

/** The weekly pattern: the coordinators of each weekday. */
export function WeekForm({ view, state }: Props) {
  const t = useT('duty');
  return (
    <section className={styles.part}>
      <h2>{t('week.title')}</h2>
      <p className={styles.lead}>{t('week.lead')}</p>
      <Form method="post" key={view.version}>
        <FormStack>
          <ErrorSummary refused={state.refused} form="week" />
          <Hidden view={view} />
          <div className={styles.week}>
            {view.week.map(({ day, chosen }) => (
              <fieldset key={day} className={styles.shift} id={`week-${day}`}>
                <legend>{t(`weekday.${day}`)}</legend>
                <Choices name={day} people={view.coordinators} chosen={chosen} />
              </fieldset>
            ))}
          </div>
          <FormActs>
            <Submit name="act" value="week" tone="primary">
              {t('week.save')}
            </Submit>
          </FormActs>
        </FormStack>
      </Form>
    </section>
  );
}

function Choices({
  name,
  people,
  chosen,
}: {
  name: string;
  people: readonly Person[];
  chosen: readonly string[];
}) {
  return (
    <div className={styles.choices}>
      {people.map((person) => (
        <Checkbox
          key={person.id}
          name={name}
          value={person.id}
          defaultChecked={chosen.includes(person.id)}
          label={<span lang={person.name.lang}>{person.name.text}</span>}
        />
      ))}
    </div>
  );
}

/** Days that differ from the weekly pattern: holidays, exchanges. */
export function DaysForm({ view, state }: Props) {
  const t = useT('duty');
  const format = useFormat();
  return (
    <section className={styles.part}>
      <h2>{t('days.title')}</h2>
      <p className={styles.lead}>{t('days.lead')}</p>
      {view.days.length > 0 && (
        <ul role="list" className={styles.lines}>
          {view.days.map(({ day, people }) => (
            <li key={day}>
              <span className={styles.line}>
                <strong>
                  <time dateTime={day}>{format.calendarDay(day)}</time>
                </strong>
                <Names people={people} t={t} />
              </span>
              <Form method="post">
                <Hidden view={view} />
                <input type="hidden" name="day" value={day} />
                <Submit name="act" value="clearDay" tone="secondary" small>
                  {t('days.clear')}
                </Submit>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form method="post" key={view.version}>
        <FormStack>
          <ErrorSummary
            refused={state.refused}
            labels={{ day: t('days.day'), personIds: t('days.people') }}
            form="days"
          />
          <Hidden view={view} />
          <Field label={t('days.day')} name="day" form="days" error={state.error('day')}>
            {(control) => (
              <TextInput
                {...control}
                type="date"
                inputSize="short"
                min={view.today}
                defaultValue={state.value('day')}
              />
            )}
          </Field>
          <fieldset className={styles.shift} id="days-personIds">
            <legend>{t('days.people')}</legend>
            <Choices name="personIds" people={view.coordinators} chosen={[]} />
          </fieldset>
          <FormActs>
            <Submit name="act" value="day" tone="secondary">
              {t('days.save')}
            </Submit>
          </FormActs>
        </FormStack>
      </Form>
    </section>
  );
}
