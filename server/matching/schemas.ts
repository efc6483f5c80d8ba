import type { CertifiedStanding } from '#server/certifications/index.ts';

export type Label = Partial<Record<'ja' | 'en' | 'zh' | 'ko', string | null>>;

/** The certificates that speak for a hospital, in the order in which they are shown. */
export const CERTIFICATIONS = ['JIH', 'JMIP'] as const;
export type Certification = (typeof CERTIFICATIONS)[number];

/** What a department takes on as far as it is known: what was said too long ago is `unconfirmed`. */
export type KnownCapacity = 'accepting' | 'limited' | 'unconfirmed';

/** Why somebody fits. Facts of its own profile; kept with an offer, and never a number of points. */
export type Reason =
  | {
      kind: 'department';
      specialty: string;
      capacity: KnownCapacity;
      yearlyCases: number | null;
    }
  | { kind: 'disease'; code: string; evidence: Label | null }
  | { kind: 'language'; code: string; evidence: Label | null }
  | { kind: 'country'; code: string; evidence: Label | null }
  | { kind: 'certification'; code: string; validTo: string | null };

/** What speaks against somebody who can be asked all the same, with the points that it costs. */
export type Doubt =
  | { kind: 'limited'; until: string | null; cost: number }
  | { kind: 'noLanguage'; cost: number }
  | { kind: 'certificationLapsed'; code: Certification; validTo: string; cost: number }
  | { kind: 'membershipGrace'; cost: 0 };

/** What the profile does not say, or said so long ago that somebody should ask before relying on it. */
export type Unknown =
  | { kind: 'capacity'; since: string | null }
  | { kind: 'yearlyCases' }
  | { kind: 'disease' }
  | { kind: 'language' }
  | { kind: 'country' }
  | { kind: 'old'; of: 'disease' | 'language' | 'country'; reviewedOn: string }
  | { kind: 'unchecked'; of: 'disease' | 'language' | 'country' };

/** Why somebody cannot be asked at all, whatever else speaks for it. Days are `YYYY-MM-DD`. */
export type Obstacle =
  | { kind: 'noDepartment' }
  | { kind: 'paused'; until: string | null }
  | { kind: 'outOfScope'; code: string; evidence: Label | null }
  | { kind: 'certificationMissing'; code: Certification; validTo: string | null }
  | { kind: 'standingLapsed'; code: CertifiedStanding; validTo: string }
  | { kind: 'membershipLapsed'; until: string | null };
