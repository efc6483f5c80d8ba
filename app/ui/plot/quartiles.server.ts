import { draw } from './draw.server.ts';

export type Quartiles = {
  /** What stands above the bar. */
  label: string;
  q1: number;
  median: number;
  q3: number;
};

const WIDTH = 440;
const ROW = 44;

/**
 * The middle half of each group as a bar and its median as a line across it, which carries its number:
 * there is no scale to read it off.
 */
export function drawQuartiles(
  groups: readonly Quartiles[],
  number: (value: number) => string,
): Promise<string> {
  const highest = Math.max(...groups.map(({ q3 }) => q3), 1);
  return draw(JSON.stringify(['quartiles', groups]), (plot) => ({
    width: WIDTH,
    height: ROW * groups.length + 12,
    marginLeft: 8,
    marginRight: 56,
    marginTop: 6,
    marginBottom: 6,
    style: { fontSize: '12px' },
    x: { domain: [0, highest], axis: null },
    y: {
      domain: groups.map(({ label }) => label),
      axis: null,
      paddingInner: 0.62,
      paddingOuter: 0.4,
    },
    marks: [
      plot.ruleX([0], { stroke: 'var(--line-strong)' }),
      plot.barX(groups, {
        y: 'label',
        x1: 'q1',
        x2: 'q3',
        fill: 'var(--ai)',
        fillOpacity: 0.35,
        rx: 2,
      }),
      plot.tickX(groups, { y: 'label', x: 'median', stroke: 'var(--ai)', strokeWidth: 3 }),
      plot.text(groups, {
        y: 'label',
        x: 0,
        text: 'label',
        textAnchor: 'start',
        dx: 4,
        dy: -16,
        fill: 'var(--ink-2)',
        fontSize: 12,
      }),
      plot.text(groups, {
        y: 'label',
        x: 'q3',
        text: ({ median }: Quartiles) => number(median),
        textAnchor: 'start',
        dx: 6,
        fill: 'var(--ink)',
        fontWeight: 600,
        fontSize: 12,
      }),
    ],
  }));
}
