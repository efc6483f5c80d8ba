import type { DocumentData } from '../kinds.ts';
import { facts, section, type Piece, type Sheet } from '../sheet.ts';
import type { Words } from '../wording.ts';

/** 受診等予定証明書 with the guarantor's part below it, as one paper. */
export function visitCertificate(data: DocumentData<'visitCertificate'>, w: Words): Sheet {
  const { hospital, guarantor, stay } = data;
  return {
    title: w.t('kind.visitCertificate'),
    to: [],
    from: [],
    pieces: [
      section(w.t('patient')),
      w.patient(data.patient),
      ...companions(data, w),
      section(w.t('certificate.schedule')),
      facts(
        w.fact('certificate.purpose', w.t(`purpose.${data.purpose}`)),
        w.fact('diagnosis', data.diagnosis),
        w.fact('plan', data.plan),
        w.fact('inpatient', w.t(data.inpatient ? 'inpatient.yes' : 'inpatient.no')),
        w.fact('stay', w.span(stay.from, stay.to)),
        w.fact('entries', w.t(`entries.${data.entries}`)),
        w.fact('certificate.cost', data.costYen === null ? '' : w.yen(data.costYen)),
      ),
      { kind: 'statement', text: w.t('certificate.statement') },
      {
        kind: 'signature',
        lines: [hospital.name, hospital.address, w.contact(hospital)].filter(Boolean),
        name: `${w.t('physician')}　${data.physician}`,
        seal: w.t('seal'),
      },
      { kind: 'section', title: w.t('certificate.guarantor'), whole: true },
      facts(
        w.fact(
          'guarantor.registration',
          w.t(`guarantor.${guarantor.list}`, { registration: guarantor.registration }),
        ),
        w.fact('guarantor.contact', [guarantor.department, guarantor.person].join('　').trim()),
      ),
      { kind: 'statement', text: w.t('guarantor.statement') },
      {
        kind: 'signature',
        lines: [guarantor.name, guarantor.address, w.contact(guarantor), guarantor.email].filter(
          Boolean,
        ),
        name: [guarantor.title, guarantor.person].join('　').trim(),
        seal: w.t('seal'),
      },
    ],
  };
}

function companions(data: DocumentData<'visitCertificate'>, w: Words): Piece[] {
  if (data.companions.length === 0) {
    return [facts(w.fact('certificate.companions', w.t('certificate.none')))];
  }
  return [
    section(w.t('certificate.companions')),
    {
      kind: 'table',
      columns: [
        { label: w.t('companion.name'), width: '*' },
        { label: w.t('companion.relation'), width: 80 },
        { label: w.t('patient.birthDate'), width: 110 },
        { label: w.t('patient.passport'), width: 90 },
      ],
      rows: data.companions.map((each) => [
        each.name,
        each.relation,
        w.day(each.birthDate),
        each.passport,
      ]),
    },
  ];
}
