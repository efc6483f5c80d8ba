import type { DocumentData } from '../kinds.ts';
import { facts, section, titled, type Sheet } from '../sheet.ts';
import type { Words } from '../wording.ts';

/** セカンドオピニオン意見書, to the doctor who sent the patient, with what it rests on and what it is not. */
export function secondOpinion(data: DocumentData<'secondOpinion'>, w: Words): Sheet {
  const { from } = data;
  return {
    title: w.t('kind.secondOpinion'),
    to: w.addressee(data.to),
    from: w.issuer(from),
    pieces: [
      { kind: 'prose', text: w.t('opinion.opening') },
      section(w.t('patient')),
      w.patient(data.patient),
      facts(
        w.fact('caseCode', data.caseCode),
        w.fact('opinion.heldOn', data.heldOn && w.day(data.heldOn)),
      ),
      ...titled(w.t('opinion.diagnosis'), data.diagnosis),
      ...titled(w.t('opinion.treatment'), data.treatment),
      ...titled(w.t('opinion.medication'), data.medication),
      ...titled(w.t('opinion.followUp'), data.followUp),
      { kind: 'statement', text: w.t('opinion.statement') },
      {
        kind: 'signature',
        lines: [from.name, from.department].filter(Boolean),
        name: [from.title, from.person].join('　').trim(),
        seal: w.t('seal'),
      },
    ],
  };
}
