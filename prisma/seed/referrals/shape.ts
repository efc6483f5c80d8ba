import type {
  CaseFacts,
  Clinical,
  Identity,
  Refusal,
  Urgency,
  Willing,
} from '#server/referrals/schemas.ts';
import type { EventType } from '#server/referrals/timeline.ts';
import type { Text } from '../cast/shape.ts';

/** A moment: working days from today and the time in Japan. */
export type Moment = readonly [workdays: number, time: string];

export type SeedOffer = {
  org: string;
  status:
    | 'sent'
    | 'viewed'
    | 'interested'
    | 'willing'
    | 'declined'
    | 'accepted'
    | 'notSelected'
    | 'withdrawn';
  sent: Moment;
  viewed?: Moment;
  /** When it answered, or said that it wanted to look closer. */
  answered?: Moment;
  answeredBy?: string;
  /** When a hospital takes a case: who would treat it, and the days until it could. */
  takes?: { department: string; physician: string; earliestDays: number; note: string };
  /** A rough answer while answers are collected, with the days from now of its earliest day and its end. */
  willing?: Omit<Willing, 'earliestOn' | 'validUntil' | 'currency'> & {
    earliestDays: number;
    validDays: number;
  };
  refuses?: Refusal;
};

export type SeedStep = {
  type: EventType;
  when: Moment;
  by?: string;
  to?: SeedReferral['state'];
};

export type SeedReferral = {
  key: string;
  /** Eight characters of the case code; the check character is computed. */
  code: string;
  state:
    | 'draft'
    | 'submitted'
    | 'intakeReview'
    | 'broadcasting'
    | 'accepted'
    | 'scheduled'
    | 'arrived'
    | 'inTreatment'
    | 'discharged'
    | 'closed';
  mode: 'COLLECT' | 'FIRST_ACCEPT';
  partner: string;
  createdBy: string;
  facilitator?: string;
  officer?: string;
  urgency: Urgency;
  specialty: string;
  icdBlock: string;
  sex: 'female' | 'male';
  /** Age in months on the day of the seed: birth date and age band follow from it. */
  ageMonths: number;
  country: string;
  languages: readonly string[];
  /** Months from now that treatment is wanted in. */
  wanted: readonly [from: number, to: number];
  companions: number;
  payer: string;
  needs: Pick<CaseFacts, 'mobility' | 'interpreter' | 'interpreterLang' | 'diet'>;
  request: Text;
  /** Written and reviewed by the officer for the broadcast. */
  teaser?: Text;
  teaserReviewed?: Moment;
  acceptedBy?: string;
  consent?: { givenBy: 'patient' | 'guardian'; lang: string; when: Moment };
  identity: Omit<Identity, 'birthDate'>;
  clinical: Clinical;
  offers: readonly SeedOffer[];
  timeline: readonly SeedStep[];
};
