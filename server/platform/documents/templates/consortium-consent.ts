import type { DocumentData } from '../kinds.ts';
import { facts, prose, section, type Sheet } from '../sheet.ts';
import type { Words } from '../wording.ts';

const POINTS = ['part', 'named', 'rules', 'shares'] as const;

/** 同意書 of one member to the lead of a consortium, to be signed by hand. */
export function consortiumConsent(data: DocumentData<'consortiumConsent'>, w: Words): Sheet {
  return {
    title: w.t('kind.consortiumConsent'),
    to: [w.t('to', { name: data.lead })],
    from: [],
    pieces: [
      { kind: 'statement', text: w.t('joining.statement') },
      section(w.t('joining.application')),
      facts(...data.facts, w.fact('application.role', data.role)),
      section(w.t('joining.points')),
      { kind: 'list', items: POINTS.map((point) => w.t(`joining.point.${point}`)), numbered: true },
      { kind: 'blanks', labels: [w.t('joining.date'), w.t('joining.address')] },
      {
        kind: 'signature',
        lines: [data.organisation],
        name: w.t('joining.signer'),
        seal: w.t('seal'),
      },
      ...(data.handedOn ? [facts(w.fact('joining.handed', w.day(data.handedOn)))] : []),
      prose(w.t('joining.ownForm')),
    ],
  };
}
