import type { DocumentData } from '../kinds.ts';
import { facts, section, type Piece, type Sheet } from '../sheet.ts';
import type { Words } from '../wording.ts';

type Estimate = DocumentData<'estimate'>;
type Range = { low: number; high: number };

/** A line in yen: its points at the price per point, or the amounts as they stand. */
export function lineYen(line: Estimate['lines'][number], yenPerPoint: number): Range {
  const { points } = line;
  return points
    ? { low: points.low * yenPerPoint, high: points.high * yenPerPoint }
    : { low: line.low, high: line.high };
}

/** The sum of all lines, from the lowest to the highest. */
export function totalYen({ lines, yenPerPoint }: Pick<Estimate, 'lines' | 'yenPerPoint'>): Range {
  return lines
    .map((line) => lineYen(line, yenPerPoint))
    .reduce((sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }), {
      low: 0,
      high: 0,
    });
}

/** 概算見積書: range, breakdown, what it assumes, how long it holds, and the deposit. */
export function estimate(data: Estimate, w: Words): Sheet {
  const total = totalYen(data);
  const range = ({ low, high }: Range) =>
    low === high ? w.yen(low) : w.t('estimate.range', { low: w.yen(low), high: w.yen(high) });
  return {
    title: w.t('kind.estimate'),
    to: [w.t('estimate.for', { name: data.patient.name })],
    from: w.issuer(data.hospital),
    pieces: [
      { kind: 'prose', text: w.t('estimate.intro') },
      {
        kind: 'figure',
        label: w.t('estimate.total'),
        value: range(total),
        note: w.t('estimate.perPoint', { yen: w.yen(data.yenPerPoint) }),
      },
      facts(
        w.fact('caseCode', data.caseCode),
        w.fact('estimate.version', String(data.version)),
        w.fact('estimate.validUntil', w.day(data.validUntil)),
        w.fact('diagnosis', data.diagnosis),
        w.fact('plan', data.plan),
      ),
      section(w.t('estimate.lines')),
      breakdown(data, total, w),
      ...(data.assumptions.length > 0
        ? [
            section(w.t('estimate.assumptions')),
            { kind: 'list', items: data.assumptions, numbered: true } as const,
          ]
        : []),
      ...deposit(data.deposit, w),
      { kind: 'prose', text: w.t('estimate.note') },
    ],
  };
}

function breakdown(data: Estimate, total: Range, w: Words): Piece {
  return {
    kind: 'table',
    columns: [
      { label: w.t('estimate.item'), width: '*' },
      { label: w.t('estimate.points'), width: 96, align: 'right' },
      { label: w.t('estimate.low'), width: 78, align: 'right' },
      { label: w.t('estimate.high'), width: 78, align: 'right' },
    ],
    rows: data.lines.map((line) => {
      const { low, high } = lineYen(line, data.yenPerPoint);
      return [line.text, pointsText(line.points, w), w.yen(low), w.yen(high)];
    }),
    total: [w.t('estimate.total'), '', w.yen(total.low), w.yen(total.high)],
  };
}

function pointsText(points: Range | null, w: Words): string {
  if (!points) return '';
  const { low, high } = points;
  return low === high ? w.number(low) : `${w.number(low)}–${w.number(high)}`;
}

function deposit(of: Estimate['deposit'], w: Words): Piece[] {
  if (!of) return [];
  return [
    section(w.t('estimate.deposit')),
    facts(
      w.fact('estimate.depositAmount', w.yen(of.amount)),
      w.fact('estimate.depositDue', w.day(of.dueOn)),
      w.fact('estimate.depositTerms', of.terms),
    ),
  ];
}
