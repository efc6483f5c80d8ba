import type { FormResult, Refused } from '#app/page.ts';
import type { Control } from './field.tsx';

export type FormState = {
  refused: Refused | undefined;
  /** What is wrong with a field, in the reader's language. */
  error(name: string): string | undefined;
  /** What was typed before the refusal, else the given start. */
  value(name: string, start?: string): string;
  checked(name: string, value?: string): boolean;
};

/** Reads what an `action()` answered: `formState(useActionData<typeof action>())`. */
export function formState(result: FormResult<unknown> | undefined | null): FormState {
  const refused = result && !result.ok ? result : undefined;
  return {
    refused,
    error: (name) => refused?.fields[name],
    value: (name, start = '') => refused?.values[name] ?? start,
    checked: (name, value = 'on') => refused?.values[name] === value,
  };
}

/** A field of Conform as the control of a `Field`; its errors are codes or texts. */
export function conformControl(meta: {
  id: string;
  name: string;
  required?: boolean;
  initialValue?: unknown;
}): Pick<Control, 'id' | 'name' | 'required'> & { defaultValue?: string } {
  const { id, name, required = false, initialValue } = meta;
  return {
    id,
    name,
    required,
    ...(typeof initialValue === 'string' && { defaultValue: initialValue }),
  };
}
