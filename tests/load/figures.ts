/** One line of the run's output. `ratio` is to `of`, measured in the same rounds. */
export type Figure = {
  name: string;
  value: number | null;
  unit: string;
  ratio?: number;
  of?: string;
  target?: string;
  met?: boolean;
  note?: string;
};

export type Bound = { least: number } | { most: number };

/** Prints a figure as one JSON line, and judges it where a bound is given. */
export function report(
  figure: Omit<Figure, 'met' | 'target'>,
  bound?: Bound & { on: 'value' | 'ratio' },
) {
  const judged = bound ? figure[bound.on] : undefined;
  const line: Figure = {
    ...figure,
    value: figure.value === null ? null : rounded(figure.value),
    ...(figure.ratio === undefined ? {} : { ratio: rounded(figure.ratio) }),
    ...(bound ? { target: targetOf(bound) } : {}),
    ...(bound && typeof judged === 'number' ? { met: holds(judged, bound) } : {}),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function targetOf(bound: Bound & { on: 'value' | 'ratio' }): string {
  return `${bound.on} ${'least' in bound ? `≥ ${bound.least}` : `≤ ${bound.most}`}`;
}

function holds(value: number, bound: Bound): boolean {
  return 'least' in bound ? value >= bound.least : value <= bound.most;
}

/**
 * Runs the contestants in turns, each round the other way round, because the machine's speed
 * drifts: what stands side by side in one round may be divided by each other.
 * @returns the samples of each contestant, one per round
 */
export async function inTurns<Name extends string, Sample>(
  rounds: number,
  contestants: Record<Name, () => Promise<Sample>>,
): Promise<Record<Name, Sample[]>> {
  const names = Object.keys(contestants) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as Record<
    Name,
    Sample[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      samples[name].push(await contestants[name]());
    }
  }
  return samples;
}

/** The median of the rounds' ratios, not the ratio of medians: a slow round slows both. */
export function ratioOf(samples: readonly number[], of: readonly number[]): number {
  return median(samples.map((sample, round) => sample / of[round]!));
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value below which `percent` of the samples lie; NaN without samples. */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const place = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (place - below);
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
