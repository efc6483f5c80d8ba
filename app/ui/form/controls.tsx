import { clsx } from 'clsx';
import { useEffect, useRef, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import { fieldId } from './field.tsx';
import styles from './form.module.css';

/** One line of text. `inputSize` narrows it to what is expected. */
export function TextInput({
  inputSize,
  className,
  ...rest
}: ComponentPropsWithoutRef<'input'> & { inputSize?: 'code' | 'short' }) {
  return (
    <input
      dir="auto"
      className={clsx(styles.control, inputSize && styles[inputSize], className)}
      {...rest}
    />
  );
}

/** Several lines; it grows with what is written. */
export function TextArea({ className, onInput, ...rest }: ComponentPropsWithoutRef<'textarea'>) {
  const ref = useRef<HTMLTextAreaElement>(null);
  useEffect(() => grow(ref.current), []);
  return (
    <textarea
      ref={ref}
      dir="auto"
      rows={3}
      className={clsx(styles.control, styles.area, className)}
      onInput={(event) => {
        grow(event.currentTarget);
        onInput?.(event);
      }}
      {...rest}
    />
  );
}

/** A choice; `lang` where its words are not in the page's language. */
export type Option = {
  value: string;
  label: string;
  lang?: string | undefined;
  disabled?: boolean;
};

/** One of a few; native, so it is at home on every device. */
export function Select({
  options,
  placeholder,
  className,
  ...rest
}: ComponentPropsWithoutRef<'select'> & { options: readonly Option[]; placeholder?: string }) {
  return (
    <span className={clsx(styles.select, className)}>
      <select className={styles.control} {...rest}>
        {placeholder && <option value="">{placeholder}</option>}
        {options.map(({ value, label, lang, disabled }) => (
          <option key={value} value={value} lang={lang} disabled={disabled}>
            {label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={16} />
    </span>
  );
}

/** A yes of its own, such as a consent. */
export function Checkbox({
  label,
  hint,
  ...rest
}: { label: ReactNode; hint?: ReactNode } & ComponentPropsWithoutRef<'input'>) {
  return (
    <label className={styles.choice}>
      <input type="checkbox" className={styles.tick} {...rest} />
      <span>
        {label}
        {hint && <span className={styles.choiceHint}>{hint}</span>}
      </span>
    </label>
  );
}

export type Choice = Option & { hint?: ReactNode };

/** One of a handful, all in sight. */
export function RadioGroup({
  legend,
  name,
  choices,
  value,
  hint,
  error,
  inline,
  required = true,
}: {
  legend: string;
  name: string;
  choices: readonly Choice[];
  value?: string | undefined;
  hint?: ReactNode;
  error?: string | undefined;
  inline?: boolean;
  required?: boolean;
}) {
  return (
    <fieldset className={styles.field} data-faulty={error ? '' : undefined} id={fieldId(name)}>
      <legend className={styles.label}>{legend}</legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      <div className={clsx(styles.choices, inline && styles.inline)}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              type="radio"
              className={styles.tick}
              name={name}
              value={choice.value}
              defaultChecked={choice.value === value}
              disabled={choice.disabled}
              required={required}
            />
            <span>
              {choice.lang ? <span lang={choice.lang}>{choice.label}</span> : choice.label}
              {choice.hint && <span className={styles.choiceHint}>{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p className={styles.error}>
          <Icon name="circle-alert" size={16} />
          {error}
        </p>
      )}
    </fieldset>
  );
}

// Browsers with field-sizing grow it by themselves.
function grow(area: HTMLTextAreaElement | null): void {
  if (!area || CSS.supports('field-sizing', 'content')) return;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + 2}px`;
}
