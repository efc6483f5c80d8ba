import { Select, type Option } from './controls.tsx';
import { Field } from './field.tsx';

/** A choice that narrows a list; none means all. It follows the address: drawn anew where that changes. */
export function FilterSelect({
  label,
  name,
  form,
  chosen,
  all,
  options,
}: {
  label: string;
  name: string;
  form: string;
  chosen: string | undefined;
  /** What no choice is called. */
  all: string;
  options: readonly Option[];
}) {
  return (
    <Field label={label} name={name} form={form}>
      {(control) => (
        <Select
          {...control}
          required={false}
          key={chosen ?? ''}
          defaultValue={chosen ?? ''}
          placeholder={all}
          options={options}
        />
      )}
    </Field>
  );
}
