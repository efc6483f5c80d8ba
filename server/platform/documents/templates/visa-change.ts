import type { DocumentData } from '../kinds.ts';
import { facts, prose, section, type Sheet } from '../sheet.ts';
import type { Words } from '../wording.ts';

/** 予定の変更・中止の報告: what has changed of what a guarantor vouched for; the patient by hand. */
export function visaChange(data: DocumentData<'visaChange'>, w: Words): Sheet {
  const { before, after, guarantor, certificate, planned } = data;
  return {
    title: w.t('kind.visaChange'),
    to: [],
    from: [],
    pieces: [
      { kind: 'statement', text: w.t('change.statement') },
      section(w.t('change.what')),
      facts(
        w.fact('change.kind', w.t(`change.${data.change}`)),
        w.fact('change.before', told(before, w)),
        w.fact('change.after', told(after, w)),
        w.fact('change.planned', w.span(planned.from, planned.to)),
        w.fact('hospital', data.hospital),
        w.fact('caseCode', data.caseCode),
        w.fact('change.certificate', certificate.number),
        w.fact('change.issuedOn', certificate.on && w.day(certificate.on)),
      ),
      section(w.t('change.byHand')),
      {
        kind: 'blanks',
        labels: [
          w.t('change.addressee'),
          w.t('patient.name'),
          w.t('patient.nationality'),
          w.t('patient.passport'),
          w.t('certificate.companions'),
          w.t('change.reason'),
        ],
      },
      {
        kind: 'signature',
        lines: [
          guarantor.name,
          guarantor.list &&
            w.t(`guarantor.${guarantor.list}`, { registration: guarantor.registration }),
        ].filter(Boolean),
        name: w.t('change.signer'),
        seal: w.t('seal'),
      },
      prose(w.t('change.ownForm')),
    ],
  };
}

function told({ on, until }: { on: string; until: string }, w: Words): string {
  if (on && until) return w.span(on, until);
  return until && w.day(until);
}
