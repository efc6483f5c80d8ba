import { label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';

type Told = Answer<'referrals.worklist'>;
export type WorklistData = ReturnType<typeof worklistData>;
export type WorklistLine = WorklistData['lines'][number];

/**
 * The worklist in the reader's language, offers and cases as lines of one table. `code` is what was
 * looked for, as it was typed; null on the lists themselves.
 */
export function worklistData(told: Told, lang: Lang, code: string | null) {
  return {
    ...told,
    code,
    lines: told.lines.map((line) => ({
      key: line.kind === 'offer' ? line.offerId : line.code,
      kind: line.kind,
      view: line.view,
      offerId: line.kind === 'offer' ? line.offerId : null,
      code: line.code,
      specialty: label(line.specialty, lang),
      status: line.kind === 'offer' ? line.status : null,
      state: line.state,
      urgency: line.urgency,
      clock: line.clock,
      ageFrom: line.ageFrom,
      changed: line.changed,
      visaAlarm: line.visaAlarm && line.view !== 'done',
      opinion: line.view === 'done' ? null : line.opinion,
      partner: line.kind === 'case' ? label(line.partner, lang) : '',
      officer: line.kind === 'case' ? line.officer : null,
      mine: line.kind === 'case' && line.mine,
      /** What those who carry it have lost: on their own list all that has not ended. */
      lapsed: line.kind === 'case' && told.side === 'desk' ? line.lapsed : told.lapsed,
    })),
  };
}
