import type { T } from '#app/i18n/use-t.ts';
import { Field, Panel, Select, type FormState, type Option } from '#app/ui/index.ts';
import type { GuardView } from './guard-view.ts';
import { GuardNotice } from './guard-notice.tsx';
import { ageWords, sexOf } from './key-facts.tsx';
import styles from './referrals.module.css';

/** How far each fact that could point to the patient is widened; the least that is enough stands ready. */
export function WideningPanel({
  guard,
  state,
  t,
}: {
  guard: GuardView;
  state: FormState;
  t: T<'referrals'>;
}) {
  const { least, country } = { least: guard.limits.smallest, country: guard.limits.countryYearly };
  const start = guard.reviewed || !guard.proposal ? guard.widening : guard.proposal;
  const choice = (aspect: 'place' | 'age' | 'disease' | 'sex', options: Option[]) => (
    <Field
      name={`told.${aspect}`}
      label={t(`widening.${aspect}`)}
      error={state.error(`told.${aspect}`)}
    >
      {(control) => (
        <Select
          {...control}
          options={options}
          defaultValue={state.value(`told.${aspect}`, start[aspect])}
        />
      )}
    </Field>
  );
  const or = (text: string, otherwise: string) => text || otherwise;
  return (
    <Panel title={t('widening.title')} note={t('widening.note')}>
      <p className={styles.hint}>{t('widening.hint', { least, country })}</p>
      <GuardNotice guard={guard} t={t} />
      <div className={styles.pair}>
        {choice(
          'place',
          guard.places.map(({ step, text }) => ({
            value: step,
            label: or(text, t('facts.unsaid')),
          })),
        )}
        {choice(
          'age',
          guard.ages.map(({ step, text }) => ({
            value: step,
            label: text ? ageWords(text, t) : t('facts.unsaid'),
          })),
        )}
        {choice(
          'disease',
          guard.diseases.map(({ step, text }) => ({
            value: step,
            label: or(text, t('widening.specialtyOnly')),
          })),
        )}
        {choice(
          'sex',
          guard.sexes.map(({ step, text }) => ({
            value: step,
            label: text ? t(`sex.${sexOf(text)}`) : t('facts.unsaid'),
          })),
        )}
      </div>
    </Panel>
  );
}
