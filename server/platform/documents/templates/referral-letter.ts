import type { DocumentData } from '../kinds.ts';
import { facts, section, titled, type Sheet } from '../sheet.ts';
import type { WordKey, Words } from '../wording.ts';

/** 診療情報提供書, from the doctor who sends to the one who is to receive. */
export function referralLetter(data: DocumentData<'referralLetter'>, w: Words): Sheet {
  const { from } = data;
  const needs = w.needs(data.care);
  return {
    title: w.t('kind.referralLetter'),
    to: w.addressee(data.to),
    from: w.issuer(from),
    pieces: [
      { kind: 'prose', text: w.t('letter.opening') },
      section(w.t('patient')),
      w.patient(data.patient),
      section(w.t('letter.diagnosis')),
      facts(
        w.fact('letter.diagnosis', data.diagnosis),
        w.fact('letter.icd', data.icdCode),
        w.fact('caseCode', data.caseCode),
      ),
      ...titled(w.t('letter.purpose'), data.purpose),
      ...titled(w.t('letter.history'), data.history),
      ...titled(w.t('letter.course'), data.course),
      ...titled(w.t('letter.treatment'), data.treatment),
      ...titled(w.t('letter.medications'), w.listed('medication', data.care, data.medications)),
      ...titled(
        w.t('letter.allergies'),
        together(
          labelled('record.allergies', w.listed('allergy', data.care, data.allergies), w),
          labelled('record.infections', w.listed('infection', data.care, data.infections), w),
          labelled('record.implants', w.listed('implant', data.care, data.implants), w),
        ),
      ),
      ...titled(
        w.t('letter.remarks'),
        together(
          labelled('record.mobility', needs.mobility, w),
          data.remarks,
          labelled('record.interpreter', needs.interpreter, w),
          labelled('record.diet', needs.diet, w),
        ),
      ),
      {
        kind: 'signature',
        lines: [from.name, from.department].filter(Boolean),
        name: [from.title, from.person].join('　').trim(),
        seal: w.t('seal'),
      },
    ],
  };
}

/** A text under the name of what it is about; nothing where there is no text. */
function labelled(key: WordKey, text: string, w: Words): string {
  return text && w.t('care.labelled', { what: w.t(key), text });
}

function together(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}
