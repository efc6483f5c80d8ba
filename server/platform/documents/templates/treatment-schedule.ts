import { daysBetween } from '../day.ts';
import type { DocumentData } from '../kinds.ts';
import { facts, section, titled, type Sheet } from '../sheet.ts';
import type { Words } from '../wording.ts';

/** 治療予定表: from when to when, where, and what is done. */
export function treatmentSchedule(data: DocumentData<'treatmentSchedule'>, w: Words): Sheet {
  const { hospital } = data;
  return {
    title: w.t('kind.treatmentSchedule'),
    to: [],
    from: [],
    pieces: [
      section(w.t('patient')),
      w.patient(data.patient),
      section(w.t('schedule.steps')),
      facts(w.fact('diagnosis', data.diagnosis), w.fact('entries', w.t(`entries.${data.entries}`))),
      {
        kind: 'table',
        columns: [
          { label: w.t('schedule.when'), width: 176 },
          { label: w.t('schedule.days'), width: 30, align: 'right' },
          { label: w.t('schedule.place'), width: 54 },
          { label: w.t('schedule.text'), width: '*' },
        ],
        rows: data.steps.map((step) => [
          step.from === step.to
            ? w.day(step.from)
            : w.t('schedule.span', { from: w.day(step.from), to: w.day(step.to) }),
          String(daysBetween(step.from, step.to)),
          w.t(`place.${step.place}`),
          step.text,
        ]),
      },
      ...titled(w.t('schedule.note'), data.note),
      { kind: 'statement', text: w.t('schedule.statement') },
      {
        kind: 'signature',
        lines: [hospital.name, hospital.address, w.contact(hospital)].filter(Boolean),
        name: `${w.t('physician')}　${data.physician}`,
        seal: w.t('seal'),
      },
    ],
  };
}
