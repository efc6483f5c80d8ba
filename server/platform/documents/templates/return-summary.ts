import type { DocumentData } from '../kinds.ts';
import { facts, section, titled, type Sheet } from '../sheet.ts';
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
      ...titled(w.t('summary.diagnosis'), data.diagnosis),
      ...titled(w.t('summary.treatment'), data.treatment),
      ...titled(w.t('summary.medication'), data.medication),
      ...titled(w.t('summary.followUp'), data.followUp),
      {
        kind: 'signature',
        lines: [from.name, from.department].filter(Boolean),
        name: [from.title, from.person].join('　').trim(),
        seal: w.t('seal'),
      },
    ],
  };
}
