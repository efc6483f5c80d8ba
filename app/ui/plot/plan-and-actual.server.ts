import { draw } from './draw.server.ts';

export type PlanAndActual = {
  /** What stands under the bar. */
  label: string;
  plan: number | null;
  actual: number | null;
};

/** As wide as a phone shows it without shrinking its words. */
const WIDTH = 440;
const HEIGHT = 190;
/** The share of the highest from which a bar holds its own number. */
const TALL = 0.14;

/**
 * Actual as bars, plan as a line over each. The words `plan` and `actual` stand at the first ones;
 * numbers stand above the bars, so there is no scale to read them off.
 */
export function drawPlanAndActual(
  points: readonly PlanAndActual[],
  words: { plan: string; actual: string; number: (value: number) => string },
): Promise<string> {
  const bars = points.filter((point) => point.actual !== null);
  const lines = points.filter((point) => point.plan !== null);
  const first = lines[0];
  const highest = Math.max(...points.flatMap(({ plan, actual }) => [plan ?? 0, actual ?? 0]), 1);
  const text = { fontSize: 12, fill: 'var(--ink-2)' };
  return draw(JSON.stringify(['planAndActual', points, words.plan, words.actual]), (plot) => ({
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 8,
    marginRight: 8,
    marginTop: 22,
    marginBottom: 26,
    style: { fontSize: '12px' },
    x: { domain: points.map(({ label }) => label), label: null, tickSize: 0, padding: 0.45 },
    y: { domain: [0, highest * 1.12], axis: null },
    marks: [
      plot.barY(bars, { x: 'label', y: 'actual', fill: 'var(--ai)', rx: 2 }),
      plot.tickY(lines, {
        x: 'label',
        y: 'plan',
        stroke: 'var(--shu)',
        strokeWidth: 2.5,
        insetLeft: -8,
        insetRight: -8,
      }),
      ...[true, false].map((isTall) =>
        plot.text(
          bars.filter(({ actual }) => actual! / highest > TALL === isTall),
          {
            x: 'label',
            y: isTall ? 0 : 'actual',
            text: ({ actual }: PlanAndActual) => words.number(actual!),
            ...text,
            fill: isTall ? 'var(--on-ai)' : 'var(--ink)',
            fontWeight: 600,
            dy: -10,
          },
        ),
      ),
      plot.text(lines, {
        x: 'label',
        y: 'plan',
        text: (point) =>
          point === first
            ? `${words.plan} ${words.number(point.plan!)}`
            : words.number(point.plan!),
        ...text,
        fill: 'var(--shu-ink)',
        // Over a bar that is higher than its plan it must be read as well.
        stroke: 'var(--paper)',
        strokeWidth: 4,
        dy: -9,
      }),
      plot.ruleY([0], { stroke: 'var(--line-strong)' }),
    ],
  }));
}
