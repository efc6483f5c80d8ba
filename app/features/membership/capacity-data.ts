import { label, labelLang, type Label } from '#app/i18n/label.ts';
import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';

export const CAPACITIES = ['accepting', 'limited', 'paused'] as const;

type Told = Answer<'membership.capacityPage'>;
export type CapacityData = ReturnType<typeof capacityData>;

/** The capacity of a hospital's departments in the reader's language. */
export function capacityData(told: Told, lang: Lang) {
  return {
    orgId: told.organisation.id,
    slug: told.organisation.slug,
    name: label(told.organisation.name, lang),
    today: told.today,
    days: told.days,
    departments: told.departments.map(({ name, ...one }) => ({ ...one, ...inWords(name, lang) })),
    changes: told.changes.map(({ name, ...one }, i) => ({
      key: `${one.at} ${i}`,
      ...one,
      ...inWords(name, lang),
    })),
  };
}

function inWords(name: Label, lang: Lang) {
  const own = labelLang(name, lang);
  return { name: label(name, lang), nameLang: own === lang ? undefined : LANG_TAGS[own] };
}

/** What the form says of each department, in its order. */
export function departmentsIn(form: FormData) {
  const specialties = form.getAll('specialty').map(String);
  return specialties.map((specialty, i) => {
    const field = (name: string) => String(form.get(`departments.${i}.${name}`) ?? '');
    return {
      specialty,
      capacity: field('capacity') as (typeof CAPACITIES)[number],
      until: field('until') || null,
      version: Number(field('version')),
    };
  });
}
