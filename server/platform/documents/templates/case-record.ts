import type { DocumentData } from '../kinds.ts';
import { facts, section, titled, type Piece, type Sheet } from '../sheet.ts';
import type { WordKey, Words } from '../wording.ts';

type Record_ = DocumentData<'caseRecord'>;

/** A whole case on paper, marked on every page as confidential and with who had it printed. */
export function caseRecord(data: Record_, w: Words): Sheet {
  const { mark } = data;
  return {
    title: w.t('kind.caseRecord'),
    to: [],
    from: [],
    mark: {
      across: w.t('record.confidential'),
      foot: w.t('record.foot', {
        person: mark.person,
        organisation: mark.organisation,
        at: w.moment(mark.at),
        export: mark.export.slice(0, 8),
      }),
    },
    pieces: [
      facts(
        w.fact('caseCode', data.caseCode),
        w.fact('record.state', w.t(`state.${data.state}`)),
        w.fact('record.sender', data.sender),
        w.fact('record.hospital', data.hospital),
        w.fact('record.officer', data.officer),
      ),
      section(w.t('patient')),
      w.patient(data.patient),
      facts(w.fact('record.kin', data.kin)),
      ...request(data, w),
      ...clinical(data, w),
      ...consent(data, w),
      ...course(data, w),
      ...papers(data, w),
    ],
  };
}

function request(data: Record_, w: Words): Piece[] {
  const needs = w.needs(data.care);
  return [
    section(w.t('record.request')),
    facts(
      w.fact('record.asked', data.request),
      w.fact('record.specialty', data.specialty),
      w.fact('record.urgency', w.t(`urgency.${data.urgency}`)),
      w.fact('record.wanted', data.wanted),
      w.fact('record.payer', data.payer && w.t(`payer.${data.payer}`)),
      w.fact('record.companions', w.number(data.companions)),
      w.fact('record.languages', data.languages.map(w.language).join(w.t('record.and'))),
      w.fact('record.interpreter', needs.interpreter),
      w.fact('record.diet', needs.diet),
    ),
  ];
}

function clinical(data: Record_, w: Words): Piece[] {
  return [
    section(w.t('letter.diagnosis')),
    facts(w.fact('letter.diagnosis', data.diagnosis), w.fact('letter.icd', data.icdCode)),
    ...titled(w.t('record.summary'), data.summary),
    ...titled(w.t('letter.history'), data.history),
    ...titled(w.t('record.findings'), data.findings),
    ...titled(w.t('letter.treatment'), data.treatment),
    ...titled(w.t('letter.medications'), w.listed('medication', data.care, data.medications)),
    ...titled(w.t('record.allergies'), w.listed('allergy', data.care, data.allergies)),
    ...titled(w.t('record.infections'), w.listed('infection', data.care, data.infections)),
    ...titled(w.t('record.implants'), w.listed('implant', data.care, data.implants)),
    ...titled(
      w.t('record.mobility'),
      [w.needs(data.care).mobility, data.mobility].filter(Boolean).join('\n'),
    ),
    ...titled(w.t('record.budget'), data.budget),
  ];
}

function consent({ consent: given }: Record_, w: Words): Piece[] {
  if (!given) return [];
  return [
    section(w.t('record.consent')),
    facts(
      w.fact('record.consent.version', w.number(given.version)),
      w.fact('record.consent.on', w.day(given.givenOn)),
      w.fact(
        'record.consent.covers',
        given.covers.map((each) => w.t(`covers.${each}`)).join(w.t('record.and')),
      ),
      ...(given.validTo ? [w.fact('record.consent.until', w.day(given.validTo))] : []),
      w.fact('record.consent.now', w.t(`record.${given.now}`)),
    ),
  ];
}

function course({ course: moves }: Record_, w: Words): Piece[] {
  if (moves.length === 0) return [];
  return [
    section(w.t('record.course')),
    {
      kind: 'table',
      columns: [
        { label: w.t('record.on'), width: 130 },
        { label: w.t('record.state'), width: '*' },
      ],
      rows: moves.map(({ on, state }) => [w.day(on), w.t(`state.${state}`)]),
    },
  ];
}

function papers({ papers: made }: Record_, w: Words): Piece[] {
  if (made.length === 0) return [];
  return [
    section(w.t('record.papers')),
    {
      kind: 'table',
      columns: [
        { label: w.t('record.on'), width: 130 },
        { label: w.t('record.paper'), width: '*' },
        { label: w.t('record.number'), width: 110 },
      ],
      rows: made.map(({ on, kind, number }) => [w.day(on), w.t(`kind.${kind}` as WordKey), number]),
    },
  ];
}
