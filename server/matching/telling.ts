import type { Assessment } from './assess.ts';
import { diseasesOf } from './diseases.ts';
import type { Reason } from './schemas.ts';

/** What the one who is asked is told of the case anyway, with what was widened or left out. */
export type Told = {
  /** Null where the request names no country, or only a region. */
  country: string | null;
  languages: readonly string[];
  icdBlock: string | null;
};

/**
 * The reasons that may be said to the one who is asked. Points, doubts and what is unknown are for
 * the officer alone; and a reason must not give away what the request leaves out so that nobody can
 * be recognised: “experience with Mongolia” would name the country of a case “from East Asia”.
 * What remains are facts of the reader's own profile.
 */
export function reasonsFor({ parts }: Pick<Assessment, 'parts'>, told: Told): Reason[] {
  const diseases = told.icdBlock ? diseasesOf(told.icdBlock).map(({ code }) => code) : [];
  return parts
    .map(({ reason }) => reason)
    .filter((reason) => {
      if (reason.kind === 'country') return reason.code === told.country;
      if (reason.kind === 'language') return told.languages.includes(reason.code);
      if (reason.kind === 'disease') return diseases.includes(reason.code);
      return true;
    });
}
