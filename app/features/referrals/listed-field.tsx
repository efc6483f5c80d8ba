import type { T } from '#app/i18n/use-t.ts';
import { Checkbox, RadioGroup, type FormState } from '#app/ui/index.ts';
import { isUnlisted, type List } from './care.ts';
import styles from './referrals.module.css';

/**
 * None, unknown, or some and which. Which is asked for where there are some, by a rule of the style
 * sheet; without it all are in sight, and the choice above decides.
 */
export function ListedField({
  list,
  start,
  state,
  t,
}: {
  list: List;
  start: readonly string[];
  state: FormState;
  t: T<'referrals'>;
}) {
  const { field, words, codes } = list;
  const name = `clinical.${field}`;
  const [first] = start;
  const saved = first === undefined ? '' : isUnlisted(first) ? first : 'some';
  return (
    <div className={styles.listed}>
      <RadioGroup
        legend={t(`clinical.${list.text}`)}
        name={name}
        inline
        required={false}
        hint={t(`listed.hint.${words}`)}
        value={state.value(name, saved)}
        error={state.error(name)}
        choices={(['none', 'some', 'unknown'] as const).map((value) => ({
          value,
          label: t(`listed.${value}`),
        }))}
      />
      <fieldset>
        <legend>{t('listed.which', { what: t(`clinical.${list.text}`) })}</legend>
        <CodeBoxes
          boxes={codes.map((code) => ({
            name: `${name}.${code}`,
            label: t(`${words}.${code as 'other'}`),
            ticked: (start as readonly string[]).includes(code),
          }))}
          state={state}
        />
      </fieldset>
    </div>
  );
}

/** Several of a few, each a box of its own. */
export function CodeBoxes({
  boxes,
  state,
}: {
  boxes: readonly { name: string; label: string; ticked: boolean }[];
  state: FormState;
}) {
  return (
    <div className={styles.codes}>
      {boxes.map(({ name, label, ticked }) => (
        <Checkbox
          key={name}
          name={name}
          label={label}
          defaultChecked={state.typed ? state.checked(name) : ticked}
        />
      ))}
    </div>
  );
}
