import type { DocumentData } from '../kinds.ts';
import { facts, section, titled, type Piece, type Sheet } from '../sheet.ts';
import type { Words } from '../wording.ts';

/** 退院時サマリー・返書, to the doctor who sent the patient. */
export function returnSummary(data: DocumentData<'returnSummary'>, w: Words): Sheet {
  const { from, admittedOn, dischargedOn } = data;
  return {
    title: w.t('kind.returnSummary'),
    to: w.addressee(data.to),
    from: w.issuer(from),
    pieces: [
      { kind: 'prose', text: w.t('summary.opening') },
      section(w.t('patient')),
      w.patient(data.patient),
      facts(
        w.fact('caseCode', data.caseCode),
        w.fact(
          'summary.stay',
          admittedOn && dischargedOn
            ? w.span(admittedOn, dischargedOn)
            : w.day(admittedOn || dischargedOn),
        ),
      ),
      section(w.t('summary.diagnoses')),
      { kind: 'list', items: data.diagnoses, numbered: data.diagnoses.length > 1 },
      ...procedures(data, w),
      ...titled(w.t('summary.course'), data.course),
      ...titled(w.t('summary.findings'), data.findings),
      ...medications(data, w),
      ...titled(w.t('summary.followUp'), data.followUp),
      ...titled(w.t('summary.warnings'), data.warnings),
      {
        kind: 'signature',
        lines: [from.name, from.department].filter(Boolean),
        name: [from.title, from.person].join('　').trim(),
        seal: w.t('seal'),
      },
    ],
  };
}

function procedures({ procedures: done }: DocumentData<'returnSummary'>, w: Words): Piece[] {
  if (done.length === 0) return [];
  return [
    section(w.t('summary.procedures')),
    {
      kind: 'table',
      columns: [
        { label: w.t('summary.on'), width: 110 },
        { label: w.t('summary.procedure'), width: '*' },
      ],
      rows: done.map(({ on, text }) => [w.day(on), text]),
    },
  ];
}

function medications({ medications: given }: DocumentData<'returnSummary'>, w: Words): Piece[] {
  if (given.length === 0) return [];
  return [
    section(w.t('summary.medications')),
    {
      kind: 'table',
      columns: [
        { label: w.t('summary.drug'), width: '*' },
        { label: w.t('summary.dose'), width: 180 },
        { label: w.t('summary.until'), width: 90 },
      ],
      rows: given.map(({ name, dose, until }) => [name, dose, until]),
    },
  ];
}
