import type { FormResult, Refused } from '#app/page.ts';
import type { Control } from './field.tsx';

export type FormState = {
  refused: Refused | undefined;
  /** Something was typed before: a box that is not ticked was left so. */
  typed: boolean;
  /** What is wrong with a field, in the reader's language. */
  error(name: string): string | undefined;
  /** What was typed before the refusal, else the given start. */
  value(name: string, start?: string): string;
  checked(name: string, value?: string): boolean;
};

/**
 * Reads what an `action()` answered: `formState(useActionData<typeof action>())`. `kept` is what was
 * typed into the form earlier, for one that another page led back to.
 */
export function formState(
  result: FormResult<unknown> | undefined | null,
  kept?: Record<string, string>,
): FormState {
  const refused = result && !result.ok ? result : undefined;
  const values = refused?.values ?? kept;
  return {
    refused,
    typed: values !== undefined,
    error: (name) => refused?.fields[name],
    value: (name, start = '') => values?.[name] ?? start,
    checked: (name, value = 'on') => values?.[name] === value,
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
