import type { Lang } from '#app/i18n/lang.ts';
import { languageName, words } from '#app/features/referrals/view.ts';
import type { Answer } from '#server/forum.ts';

export type AppointmentsView = ReturnType<typeof appointmentsView>;
export type AppointmentView = AppointmentsView['appointments'][number];

/** The appointments of a case in the reader's language. */
export function appointmentsView(of: Answer<'appointments.ofCase'>, lang: Lang) {
  return {
    ...of,
    appointments: of.appointments.map(({ label, interpreter, ...each }) => ({
      ...each,
      departmentName: label ? words(label, lang) : { text: each.department, lang: undefined },
      interpreter: interpreter ? languageName(interpreter, lang) : null,
    })),
  };
}

/** Hospitals, departments and interpreters go by the clock of Japan. */
export const JAPAN = 'Asia/Tokyo';
