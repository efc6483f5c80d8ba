import { lapsesOn } from '#server/certifications/index.ts';
import { capacityOn, isOlder } from '#server/membership/index.ts';
import { REVIEW_DAYS } from '#server/profiles/index.ts';
import { coversBlock, diseasesOf } from './diseases.ts';
import type { CapabilityLine, Department, Need, Profile } from './profile.ts';
import {
  CERTIFICATIONS,
  type Certification,
  type Doubt,
  type KnownCapacity,
  type Obstacle,
  type Reason,
  type Unknown,
} from './schemas.ts';
import type { Weights } from './weights.ts';

/** One part of a score with the reason for it; the points of all parts are the score. */
export type Part = { points: number; reason: Reason };

export type Assessment = {
  /** 0–100, for the order only; who is asked is told the reasons, never the number. */
  score: number;
  parts: Part[];
  doubts: Doubt[];
  unknown: Unknown[];
  /** Why it cannot be asked; empty where it can. */
  obstacles: Obstacle[];
  /** Cases a year of the department that is asked for: between equal scores the more experienced comes first. */
  yearlyCases: number | null;
};

/** What the parts of an assessment are read from. */
type Question = {
  need: Need;
  profile: Profile;
  weights: Weights;
  today: string;
  department: Department | undefined;
  capacity: KnownCapacity | 'paused' | null;
  lines: Partial<Record<Asked, CapabilityLine>>;
};

const ASKED = ['disease', 'language', 'country'] as const;
type Asked = (typeof ASKED)[number];

/**
 * How well a profile fits a need on a day: why, what speaks against it, what is not known, and what
 * forbids asking at all. Pure: the same profile and day give the same answer.
 */
export function assess(need: Need, profile: Profile, weights: Weights, today: string): Assessment {
  const department = profile.departments.find((each) => each.specialty === need.specialty);
  const question: Question = {
    need,
    profile,
    weights,
    today,
    department,
    capacity: department ? capacityOn(department, today) : null,
    lines: linesFor(need, profile),
  };
  const parts = [
    ...departmentPart(question),
    ...ASKED.flatMap((kind) => linePart(question, kind)),
    ...certificationParts(question),
  ];
  return {
    score: parts.reduce((sum, { points }) => sum + points, 0),
    parts,
    doubts: doubtsOf(question),
    unknown: unknownOf(question),
    obstacles: obstaclesOf(question),
    yearlyCases: department?.yearlyCases ?? null,
  };
}

type Ranked = Pick<Assessment, 'score' | 'yearlyCases'> & {
  orgId: string;
  obstacles: readonly unknown[];
};

/**
 * Those who can be asked first, the best fit first, then the more cases a year; equals by their id,
 * so that the order is the same each time.
 */
export function byFit(a: Ranked, b: Ranked): number {
  return (
    Number(a.obstacles.length > 0) - Number(b.obstacles.length > 0) ||
    b.score - a.score ||
    (b.yearlyCases ?? -1) - (a.yearlyCases ?? -1) ||
    (a.orgId < b.orgId ? -1 : a.orgId > b.orgId ? 1 : 0)
  );
}

/** The line of each kind that answers the need; of several diseases the one that says most. */
function linesFor(need: Need, { capabilities }: Profile): Question['lines'] {
  const codes = {
    disease: diseasesOf(need.icdBlock).map(({ code }) => code),
    language: need.languages,
    country: [need.country],
  };
  const line = (kind: Asked) =>
    codes[kind]
      .map((code) => capabilities.find((each) => each.kind === kind && each.code === code))
      .find((found) => found !== undefined);
  return Object.fromEntries(
    ASKED.flatMap((kind) => {
      const found = line(kind);
      return found ? [[kind, found]] : [];
    }),
  );
}

function departmentPart({ department, capacity, weights }: Question): Part[] {
  if (!department || capacity === null || capacity === 'paused') return [];
  const { specialty, yearlyCases } = department;
  return [
    { points: weights[capacity], reason: { kind: 'department', specialty, capacity, yearlyCases } },
  ];
}

function linePart({ need, lines, weights }: Question, kind: Asked): Part[] {
  const line = lines[kind];
  if (!line) return [];
  const { code, evidence } = line;
  const wide =
    kind === 'disease' && diseasesOf(need.icdBlock).some((each) => each.code === code && each.wide);
  return [
    { points: wide ? weights.diseaseGroup : weights[kind], reason: { kind, code, evidence } },
  ];
}

function certificationParts({ profile, weights, today }: Question): Part[] {
  return CERTIFICATIONS.flatMap((code): Part[] => {
    const valid = validOn(profile, code, today);
    if (!valid) return [];
    const { validTo } = valid;
    return [{ points: weights[code], reason: { kind: 'certification', code, validTo } }];
  });
}

function validOn({ certifications }: Profile, code: string, today: string) {
  return certifications.find(
    (each) => each.kind === code && each.validFrom <= today && (each.validTo ?? today) >= today,
  );
}

/** The last day of the newest certificate that has run out; null where there is none. */
function ranOut({ certifications }: Profile, code: string, today: string): string | null {
  return certifications.reduce<string | null>(
    (last, { kind, validTo }) =>
      kind === code && validTo !== null && validTo < today && validTo > (last ?? '')
        ? validTo
        : last,
    null,
  );
}

function doubtsOf(question: Question): Doubt[] {
  const { need, profile, weights, today, department, capacity, lines } = question;
  const doubts: Doubt[] = [];
  if (department && capacity === 'limited') {
    const cost = weights.accepting - weights.limited;
    doubts.push({ kind: 'limited', until: department.capacityUntil, cost });
  }
  if (need.languages.length > 0 && !lines.language && says(profile, 'language')) {
    doubts.push({ kind: 'noLanguage', cost: weights.language });
  }
  for (const code of CERTIFICATIONS) {
    if (need.requires.includes(code) || validOn(profile, code, today)) continue;
    const validTo = ranOut(profile, code, today);
    if (validTo) doubts.push({ kind: 'certificationLapsed', code, validTo, cost: weights[code] });
  }
  if (profile.membership.status === 'grace') doubts.push({ kind: 'membershipGrace', cost: 0 });
  return doubts;
}

function unknownOf({ need, profile, today, department, capacity, lines }: Question): Unknown[] {
  const unknown: Unknown[] = [];
  if (department && capacity === 'unconfirmed') {
    const { capacityUntil, capacityReviewedOn } = department;
    unknown.push({ kind: 'capacity', since: capacityUntil ?? capacityReviewedOn });
  }
  if (department && department.yearlyCases === null) unknown.push({ kind: 'yearlyCases' });
  if (!lines.disease && diseasesOf(need.icdBlock).length > 0) unknown.push({ kind: 'disease' });
  if (need.languages.length > 0 && !says(profile, 'language')) unknown.push({ kind: 'language' });
  if (!lines.country) unknown.push({ kind: 'country' });
  for (const of of ASKED) {
    const reviewedOn = lines[of]?.reviewedOn;
    if (reviewedOn && isOlder(reviewedOn, REVIEW_DAYS, today)) {
      unknown.push({ kind: 'old', of, reviewedOn });
    }
    if (lines[of]?.checkedOn === null) unknown.push({ kind: 'unchecked', of });
  }
  return unknown;
}

function obstaclesOf({ need, profile, today, department, capacity }: Question): Obstacle[] {
  const obstacles: Obstacle[] = [];
  if (!department) obstacles.push({ kind: 'noDepartment' });
  if (department && capacity === 'paused') {
    obstacles.push({ kind: 'paused', until: department.capacityUntil });
  }
  const excluded = profile.capabilities.find(
    ({ kind, code }) => kind === 'outOfScope' && coversBlock(code, need.icdBlock),
  );
  if (excluded) {
    obstacles.push({ kind: 'outOfScope', code: excluded.code, evidence: excluded.evidence });
  }
  for (const code of need.requires as readonly Certification[]) {
    if (validOn(profile, code, today)) continue;
    obstacles.push({ kind: 'certificationMissing', code, validTo: ranOut(profile, code, today) });
  }
  for (const { standing, endedOn } of lapsesOn(profile.certifications, today)) {
    obstacles.push({ kind: 'standingLapsed', code: standing, validTo: endedOn });
  }
  const { status, until } = profile.membership;
  if (status === 'lapsed') obstacles.push({ kind: 'membershipLapsed', until });
  return obstacles;
}

function says({ capabilities }: Profile, kind: Asked): boolean {
  return capabilities.some((each) => each.kind === kind);
}
