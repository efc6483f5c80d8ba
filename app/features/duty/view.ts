import { nameFor, type WrittenName } from '#app/features/discussions/names.ts';
import { foreignIn, label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';
import { WEEKDAYS } from '#server/duty/plain.ts';

export type DutyView = ReturnType<typeof dutyView>;
export type Person = { id: string; name: WrittenName };
/** Somebody on duty; `stands`: the absent one for whom they stand in. */
export type OnDuty = { key: string; name: WrittenName; stands: WrittenName | null };

/** The duty rota of a hospital in the reader's language. Whoever has left the hospital is named no more. */
export function dutyView(told: Answer<'duty.page'>, lang: Lang) {
  const names = new Map(told.people.map((person) => [person.id, nameFor(person, lang)]));
  const named = ({ id, forId }: { id: string; forId: string | null }): OnDuty[] => {
    const name = names.get(id);
    return name ? [{ key: id, name, stands: (forId && names.get(forId)) || null }] : [];
  };
  const people: Person[] = told.people.map(({ id }) => ({ id, name: names.get(id)! }));
  const coordinators = people.filter((_, i) => told.people[i]!.coordinator);
  return {
    orgId: told.organisation.id,
    slug: told.organisation.slug,
    name: label(told.organisation.name, lang),
    nameLang: foreignIn(told.organisation.name, lang),
    version: told.version,
    today: told.today,
    tends: told.tends,
    names: told.names,
    told: told.told.flatMap(named),
    /** Whether the rota names those who are told now; else everybody is, because it names nobody. */
    byRota: (told.ahead[0]?.people.length ?? 0) > 0,
    ahead: told.ahead.map((one) => ({ ...one, people: one.people.flatMap(named) })),
    people,
    coordinators,
    week: WEEKDAYS.map((day, i) => ({
      day,
      chosen: told.week.filter(({ weekday }) => weekday === i + 1).map(({ personId }) => personId),
    })),
    days: told.days.map(({ day, personIds }) => ({
      day,
      people: personIds.flatMap((id) => named({ id, forId: null })),
    })),
    deputies: told.deputies.map((one) => ({
      ...one,
      absent: names.get(one.absentId) ?? { text: '–' },
      deputy: names.get(one.deputyId) ?? { text: '–' },
      now: one.from <= told.today,
    })),
  };
}

/** The ids of the people that a form names under a field. */
export function peopleIn(form: FormData, name: string): string[] {
  return form.getAll(name).map(String).filter(Boolean);
}
