import type { Label, Reason } from '../schemas.ts';

/** What a case asks of a hospital. */
export type CaseNeed = {
  specialty: string;
  icdBlock: string;
  country: string;
  languages: readonly string[];
};

/** What a hospital says of itself. */
export type Profile = {
  departments: readonly {
    specialty: string;
    capacity: string;
    capacityUntil: string | null;
    yearlyCases: number | null;
  }[];
  capabilities: readonly { kind: string; code: string; evidence: Label | null }[];
  certifications: readonly { kind: string; validFrom: string; validTo: string | null }[];
};

export type Match = {
  /** 0–100, for the secretariat's order only; hospitals are told the reasons, never the number. */
  score: number;
  reasons: Reason[];
  /** Why it cannot be asked, or should be asked with care. */
  obstacle: 'noDepartment' | 'paused' | null;
  notes: ('certificationLapsed' | 'limited' | 'noLanguage')[];
};

const WEIGHT = {
  accepting: 40,
  limited: 22,
  disease: 15,
  language: 15,
  country: 15,
  JIH: 10,
  JMIP: 5,
};
const CERTIFICATIONS = ['JIH', 'JMIP'] as const;

/** Diseases of the profile vocabulary that speak for a block of ICD-10, by the letters they share. */
const DISEASES: readonly [prefix: RegExp, codes: readonly string[]][] = [
  [/^I[0-5]/, ['heart-disease', 'cardiovascular-diseases']],
  [/^I6/, ['brain-disorders', 'cerebral-aneurysm', 'cardiovascular-diseases']],
  [/^I[7-9]/, ['cardiovascular-diseases']],
  [/^C50/, ['breast-cancer', 'cancer']],
  [/^C3/, ['lung-cancer', 'cancer']],
  [/^(C|D[0-4])/, ['cancer']],
  [/^J/, ['respiratory-diseases', 'lung-nodules', 'diffuse-lung-disease']],
  [/^K/, ['digestive-diseases']],
  [/^G/, ['neurological-diseases', 'brain-disorders']],
  [/^E1/, ['diabetes', 'type-2-diabetes', 'lifestyle-related-diseases']],
  [/^F/, ['mental-disorders']],
  [/^(A|B)/, ['infectious-diseases']],
  [/^(P|Q)/, ['pediatric-diseases']],
];

/** How well a hospital fits a case, and why, in reasons that can be shown. Pure. */
export function match(need: CaseNeed, profile: Profile, today: string): Match {
  const department = profile.departments.find((each) => each.specialty === need.specialty);
  const capacity = department ? capacityOn(department, today) : null;
  const found: { points: number; reason: Reason }[] = [];
  if (department && (capacity === 'accepting' || capacity === 'limited')) {
    found.push({
      points: WEIGHT[capacity],
      reason: {
        kind: 'department',
        specialty: department.specialty,
        capacity,
        yearlyCases: department.yearlyCases,
      },
    });
  }
  for (const [kind, codes] of [
    ['disease', diseasesOf(need.icdBlock)],
    ['language', need.languages],
    ['country', [need.country]],
  ] as const) {
    const line = profile.capabilities.find(
      (each) => each.kind === kind && codes.includes(each.code),
    );
    if (line) {
      const { code, evidence } = line;
      found.push({ points: WEIGHT[kind], reason: { kind, code, evidence } });
    }
  }
  for (const code of CERTIFICATIONS) {
    const valid = profile.certifications.find(
      (each) => each.kind === code && each.validFrom <= today && (each.validTo ?? today) >= today,
    );
    if (valid) {
      found.push({
        points: WEIGHT[code],
        reason: { kind: 'certification', code, validTo: valid.validTo },
      });
    }
  }
  return {
    score: found.reduce((sum, { points }) => sum + points, 0),
    reasons: found.map(({ reason }) => reason),
    obstacle: !department ? 'noDepartment' : capacity === 'paused' ? 'paused' : null,
    notes: notesOf(profile, need, capacity, today),
  };
}

/** A capacity with an end falls back to accepting when the end has passed. */
function capacityOn(
  department: { capacity: string; capacityUntil: string | null },
  today: string,
): string {
  const { capacity, capacityUntil } = department;
  return capacityUntil !== null && capacityUntil < today ? 'accepting' : capacity;
}

function diseasesOf(icdBlock: string): readonly string[] {
  return DISEASES.find(([prefix]) => prefix.test(icdBlock))?.[1] ?? [];
}

function notesOf(profile: Profile, need: CaseNeed, capacity: string | null, today: string) {
  const notes: Match['notes'] = [];
  if (capacity === 'limited') notes.push('limited');
  const lapsed = profile.certifications.some(
    ({ kind, validTo }) => kind === 'JIH' && validTo !== null && validTo < today,
  );
  if (lapsed) notes.push('certificationLapsed');
  const speaks = profile.capabilities.some(
    ({ kind, code }) => kind === 'language' && need.languages.includes(code),
  );
  if (!speaks && need.languages.length > 0) notes.push('noLanguage');
  return notes;
}
