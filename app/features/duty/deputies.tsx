import { Form } from '@remix-run/react';
import { partialDate } from '#app/i18n/partial-date.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import {
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  Pill,
  Select,
  Submit,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import styles from './duty.module.css';
import type { DutyView, Person } from './view.ts';

/** Who stands in for whom, now and later; for those who may, the way to name another. */
export function Deputies({ view, state }: { view: DutyView; state: FormState }) {
  const t = useT('duty');
  const lang = useLang();
  return (
    <section className={styles.part}>
      <h2>{t('deputies.title')}</h2>
      <p className={styles.lead}>{t('deputies.lead')}</p>
      {view.deputies.length === 0 ? (
        <p className={styles.nobody}>{t('deputies.none')}</p>
      ) : (
        <ul role="list" className={styles.lines}>
          {view.deputies.map(({ id, absent, deputy, from, to, now }) => (
            <li key={id}>
              <span className={styles.line}>
                <span>
                  <strong lang={deputy.lang}>{deputy.text}</strong>{' '}
                  {t('for', { name: absent.text })}
                </span>
                <small>
                  {t('deputies.span', {
                    from: partialDate(from, lang),
                    to: partialDate(to, lang),
                  })}
                </small>
              </span>
              <Pill tone={now ? 'good' : 'neutral'}>
                {t(now ? 'deputies.now' : 'deputies.coming')}
              </Pill>
              {view.names && (
                <Form method="post">
                  <input type="hidden" name="deputyshipId" value={id} />
                  <Submit name="act" value="endDeputy" tone="secondary" small>
                    {t(now ? 'deputies.end' : 'deputies.cancel')}
                  </Submit>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {view.names && <DeputyForm view={view} state={state} />}
    </section>
  );
}

function DeputyForm({ view, state }: { view: DutyView; state: FormState }) {
  const t = useT('duty');
  const field = (name: 'absentId' | 'deputyId' | 'from' | 'to') => ({
    label: t(`deputies.${name}`),
    name,
    form: 'deputy',
    error: state.error(name),
  });
  const labels = Object.fromEntries(
    (['absentId', 'deputyId', 'from', 'to'] as const).map((name) => [name, field(name).label]),
  );
  return (
    <Form method="post" key={view.deputies.length}>
      <FormStack>
        <ErrorSummary refused={state.refused} labels={labels} form="deputy" />
        <input type="hidden" name="orgId" value={view.orgId} />
        <div className={styles.span}>
          <Field {...field('absentId')}>
            {(control) => (
              <Select
                {...control}
                placeholder={t('deputies.choose')}
                defaultValue={state.value('absentId')}
                options={optionsOf(view.coordinators)}
              />
            )}
          </Field>
          <Field {...field('deputyId')}>
            {(control) => (
              <Select
                {...control}
                placeholder={t('deputies.choose')}
                defaultValue={state.value('deputyId')}
                options={optionsOf(view.people)}
              />
            )}
          </Field>
        </div>
        <div className={styles.span}>
          <Field {...field('from')}>
            {(control) => (
              <TextInput
                {...control}
                type="date"
                min={view.today}
                defaultValue={state.value('from')}
              />
            )}
          </Field>
          <Field {...field('to')} hint={t('deputies.toHint')}>
            {(control) => (
              <TextInput
                {...control}
                type="date"
                min={view.today}
                defaultValue={state.value('to')}
              />
            )}
          </Field>
        </div>
        <FormActs>
          <Submit name="act" value="nameDeputy" tone="secondary">
            {t('deputies.save')}
          </Submit>
        </FormActs>
      </FormStack>
    </Form>
  );
}

function optionsOf(people: readonly Person[]) {
  return people.map(({ id, name }) => ({ value: id, label: name.text }));
}
