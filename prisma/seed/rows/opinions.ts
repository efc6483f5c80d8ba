import { idOf } from '../cast.ts';
import { atJapanTime, workdayFrom } from '../dates.ts';
import type { Rows } from './insert.ts';

/** For the case that asks which treatment to choose, an opinion by video is proposed before a journey. */
export function opinionRows(today: Date): Rows {
  return {
    second_opinion: [
      {
        id: idOf('opinion', 'aneurysm'),
        referral_id: idOf('referral', 'aneurysm'),
        org_id: null,
        aim: 'before',
        proposed_by: idOf('person', 'okada'),
        proposed_at: atJapanTime(workdayFrom(today, -1), '15:10'),
      },
    ],
  };
}
