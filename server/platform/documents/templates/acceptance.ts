import type { DocumentData } from '../kinds.ts';
import { facts, section, type Sheet } from '../sheet.ts';
import type { Words } from '../wording.ts';

/** 受入承諾書, to the coordinator or guarantor who asked for the patient. */
export function acceptance(data: DocumentData<'acceptance'>, w: Words): Sheet {
  const { hospital } = data;
  return {
    title: w.t('kind.acceptance'),
    to: w.addressee(data.to),
    from: w.issuer(hospital),
    pieces: [
      { kind: 'statement', text: w.t('acceptance.statement') },
      section(w.t('patient')),
      w.patient(data.patient),
      section(w.t('acceptance.care')),
      facts(
        w.fact('caseCode', data.caseCode),
        w.fact('diagnosis', data.diagnosis),
        w.fact('plan', data.plan),
        w.fact('inpatient', w.t(data.inpatient ? 'inpatient.yes' : 'inpatient.no')),
        w.fact('department', data.department),
        w.fact('physician', data.physician),
        w.fact('acceptance.arrivalOn', w.day(data.arrivalOn)),
        w.fact(
          'acceptance.stayDays',
          data.stayDays === null ? '' : w.t('acceptance.days', { days: data.stayDays }),
        ),
      ),
      ...(data.conditions.length > 0
        ? [
            section(w.t('acceptance.conditions')),
            { kind: 'list', items: data.conditions, numbered: true } as const,
          ]
        : []),
      {
        kind: 'signature',
        lines: [hospital.name, hospital.department].filter(Boolean),
        name: [hospital.title || w.t('director'), hospital.person].join('　').trim(),
        seal: w.t('seal'),
      },
    ],
  };
}
