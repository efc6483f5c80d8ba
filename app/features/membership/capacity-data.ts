import type { FormState } from '#app/ui/index.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';
import type { Capacity } from '#server/membership/plain.ts';
import { named } from './view.ts';

type Told = Answer<'membership.capacityPage'>;
export type CapacityData = ReturnType<typeof capacityData>;

/** The capacity of a hospital's departments in the reader's language. */
export function capacityData(told: Told, lang: Lang) {
  return {
    orgId: told.organisation.id,
    slug: told.organisation.slug,
    ...named(told.organisation.name, lang),
    today: told.today,
    days: told.days,
    departments: told.departments.map((one) => ({ ...one, ...named(one.name, lang) })),
    changes: told.changes.map((one, i) => ({
      ...one,
      key: `${one.at} ${i}`,
      ...named(one.name, lang),
    })),
  };
}

/** The name of a department's field in the form. */
export const fieldOf = (specialty: string, name: string) => `${specialty}.${name}`;

/**
 * The departments that the form changes, in its order: what stands as it was drawn is nobody's word, and
 * must not undo what a colleague has said meanwhile.
 */
export function departmentsIn(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '');
  return form
    .getAll('specialty')
    .map(String)
    .filter((specialty) => isChanged(specialty, text))
    .map((specialty) => ({
      specialty,
      capacity: text(fieldOf(specialty, 'capacity')) as Capacity,
      until: text(fieldOf(specialty, 'until')) || null,
      version: Number(text(fieldOf(specialty, 'version'))),
    }));
}

function isChanged(specialty: string, text: (name: string) => string): boolean {
  return ['capacity', 'until'].some(
    (name) => text(fieldOf(specialty, name)) !== text(fieldOf(specialty, `${name}Was`)),
  );
}

/** What a refused form changed, by department: where it stood among what was sent. */
export function sentLines(data: CapacityData, state: FormState): Map<string, number> {
  if (!state.refused) return new Map();
  const changed = data.departments.filter(({ specialty }) =>
    isChanged(specialty, (name) => state.value(name)),
  );
  return new Map(changed.map(({ specialty }, i) => [specialty, i]));
}
