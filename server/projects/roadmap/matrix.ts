import { byRegion, type Region } from '../regions.ts';
import type { RoadmapProject } from './reading.ts';
import { rollUp, type RolledUp } from './rolling-up.ts';

/** Where projects of no country, or of no field, stand. */
export const NONE = 'none';

export type MatrixCell = { theme: string; projectIds: string[] } & RolledUp;
export type MatrixRow = {
  /** ISO 3166-1 alpha-2, or `none`. */
  country: string;
  cells: MatrixCell[];
  /** Referrals of the year from there; null where they are too few to be told, or not the reader's to count. */
  referrals: number | null;
};
export type RoadmapMatrix = {
  /** Columns: every industry theme, and `none` where something stands there. */
  themes: string[];
  groups: { region: Region | typeof NONE; rows: MatrixRow[] }[];
};

/**
 * Projects by country and theme. One of several countries or themes stands in each of its cells, so
 * cells are not to be added up.
 */
export function matrixOf(
  projects: readonly RoadmapProject[],
  given: {
    themes: readonly string[];
    /** The theme of each field. */
    themeOf: ReadonlyMap<string, string>;
    referrals: Record<string, number> | null;
    today: string;
  },
): RoadmapMatrix {
  const placed = projects.map((project) => ({ project, at: placesOf(project, given.themeOf) }));
  const isLoose = placed.some(({ at }) => at.themes.includes(NONE));
  const themes = [...given.themes, ...(isLoose ? [NONE] : [])];

  const rowOf = (country: string): MatrixRow => ({
    country,
    referrals: given.referrals?.[country] ?? null,
    cells: themes.flatMap((theme) => {
      const here = placed
        .filter(({ at }) => at.countries.includes(country) && at.themes.includes(theme))
        .map(({ project }) => project);
      if (here.length === 0) return [];
      return [{ theme, projectIds: here.map(({ id }) => id), ...rollUp(here, given.today) }];
    }),
  });

  const countries = placed.flatMap(({ at }) => at.countries);
  const groups: RoadmapMatrix['groups'] = byRegion(countries.filter((code) => code !== NONE)).map(
    ({ region, countries: codes }) => ({ region, rows: codes.map(rowOf) }),
  );
  if (countries.includes(NONE)) groups.push({ region: NONE, rows: [rowOf(NONE)] });
  return { themes, groups };
}

function placesOf(project: RoadmapProject, themeOf: ReadonlyMap<string, string>) {
  const themes = new Set(project.fields.map((field) => themeOf.get(field) ?? NONE));
  return {
    countries: project.countries.length > 0 ? project.countries : [NONE],
    themes: themes.size > 0 ? [...themes] : [NONE],
  };
}
