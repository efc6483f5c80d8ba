import type { DocumentData } from '../kinds.ts';
import { facts, section, titled, type Sheet } from '../sheet.ts';
import type { Words } from '../wording.ts';

/** 診療情報提供書, from the doctor who sends to the one who is to receive. */
export function referralLetter(data: DocumentData<'referralLetter'>, w: Words): Sheet {
  const { from } = data;
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
      ...titled(w.t('letter.medications'), data.medications),
      ...titled(w.t('letter.allergies'), data.allergies),
      ...titled(w.t('letter.remarks'), data.remarks),
      {
        kind: 'signature',
        lines: [from.name, from.department].filter(Boolean),
        name: [from.title, from.person].join('　').trim(),
        seal: w.t('seal'),
      },
    ],
  };
}
