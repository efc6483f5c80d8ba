import { idOf } from '../cast.ts';
import { dayFrom } from '../dates.ts';
import type { Rows } from './insert.ts';

/** The rota of one hospital: its coordinator from Monday to Friday, with a deputy for a congress. */
export function dutyRows(today: Date): Rows {
  const org_id = idOf('organisation', 'aoba');
  const mori = idOf('person', 'mori');
  return {
    duty_rota: [{ org_id, version: 1, tended_by_id: mori, tended_at: today }],
    duty_weekday: [1, 2, 3, 4, 5].map((weekday) => ({ org_id, weekday, person_id: mori })),
    deputyship: [
      {
        id: idOf('deputyship', 'aoba:congress'),
        org_id,
        absent_id: mori,
        deputy_id: idOf('person', 'tsuji'),
        from_day: dayFrom(today, 12),
        to_day: dayFrom(today, 16),
        named_by_id: mori,
        named_at: today,
      },
    ],
  };
}
