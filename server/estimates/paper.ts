import { partyOf, type DocumentData } from '#server/platform/documents/index.ts';
import { label } from '#server/platform/i18n/label.ts';
import type { Label } from '#server/referrals/schemas.ts';
import type { LineKind } from './plain.ts';
import { amountsOf } from './rules/amounts.ts';
import type { EstimateLine, EstimateWords } from './schemas.ts';

type Lang = 'ja' | 'en';

/** What a line is for, as the paper says it; the paper comes in these two languages. */
const KINDS: Record<Lang, Record<LineKind | 'tax' | 'terms', string>> = {
  ja: {
    treatment: '診療費',
    room: '室料',
    interpreter: '通訳',
    coordination: 'コーディネート',
    other: 'その他',
    tax: '消費税',
    terms: '実費との差額は退院時に精算いたします。',
  },
  en: {
    treatment: 'Medical care',
    room: 'Room',
    interpreter: 'Interpreter',
    coordination: 'Coordination',
    other: 'Other',
    tax: 'Consumption tax',
    terms: 'The difference to the actual costs is settled at discharge.',
  },
};

type Kept = {
  number: number;
  yenPerPoint: number;
  taxPercent: number;
  depositYen: number;
  validUntil: string;
};

/** An estimate as the paper 概算見積書 takes it. */
export function paperOf(
  kept: Kept,
  words: EstimateWords,
  of: { code: string; patient: string; hospital: Label },
  lang: Lang,
): DocumentData<'estimate'> {
  const { tax } = amountsOf(words.lines, kept);
  const say = KINDS[lang];
  return {
    patient: { name: of.patient },
    caseCode: of.code,
    version: kept.number,
    hospital: partyOf({
      name: label(of.hospital, lang),
    }),
    diagnosis: words.diagnosis,
    plan: words.plan,
    yenPerPoint: kept.yenPerPoint,
    lines: [
      ...words.lines.map((line) => paperLine(line, lang)),
      ...(kept.taxPercent > 0
        ? [{ text: `${say.tax} ${kept.taxPercent}%`, points: null, ...tax }]
        : []),
    ],
    validUntil: kept.validUntil,
    assumptions: words.assumptions
      .split('\n')
      .map((each) => each.trim())
      .filter(Boolean),
    deposit:
      kept.depositYen > 0
        ? { amount: kept.depositYen, dueOn: '', terms: words.depositTerms || say.terms }
        : null,
  };
}

function paperLine(line: EstimateLine, lang: Lang): DocumentData<'estimate'>['lines'][number] {
  const own = line[lang] || line.ja || line.en;
  const times = line.quantity > 1 ? ` × ${line.quantity}` : '';
  const item = `${KINDS[lang][line.kind]}${own ? `: ${own}` : ''}`;
  const text = `${item.slice(0, 300 - times.length)}${times}`;
  const range = { low: line.low * line.quantity, high: line.high * line.quantity };
  return line.kind === 'treatment'
    ? { text, points: range, low: 0, high: 0 }
    : { text, points: null, ...range };
}
