import type { Label } from './schemas.ts';

/** What is asked for. */
export type Need = {
  specialty: string;
  /** A block of ICD-10, `I30-I52`. */
  icdBlock: string;
  country: string;
  languages: readonly string[];
  /** Certificates without which nobody is asked. */
  requires: readonly string[];
};

export type Department = {
  specialty: string;
  capacity: string;
  /** Until when that is said to hold. */
  capacityUntil: string | null;
  /** When somebody last said that it is so. */
  capacityReviewedOn: string | null;
  yearlyCases: number | null;
};

export type CapabilityLine = {
  /** `disease`, `language`, `country`, …; `outOfScope` with a range of ICD-10 as its code. */
  kind: string;
  code: string;
  evidence: Label | null;
  reviewedOn: string | null;
  /** When the secretariat looked at it as it stands; null where nobody has since it was changed. */
  checkedOn: string | null;
};

/** What an organisation says of itself, and what is known of it. Days are `YYYY-MM-DD`. */
export type Profile = {
  departments: readonly Department[];
  capabilities: readonly CapabilityLine[];
  certifications: readonly { kind: string; validFrom: string; validTo: string | null }[];
  membership: { status: 'active' | 'grace' | 'lapsed'; until: string | null };
};
