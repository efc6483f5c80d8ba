import { AORTA, LUNG, STENOSIS } from './referrals/after-acceptance.ts';
import { ANEURYSM, BREAST, KNEE, STOMACH } from './referrals/before-broadcast.ts';
import { TETRALOGY, VALVE } from './referrals/broadcasting.ts';
import type { SeedReferral } from './referrals/shape.ts';

export type * from './referrals/shape.ts';

/**
 * Eight cases of patients who do not exist, one in nearly each state of a referral. Passports read
 * `XX000000n`, telephones begin with +000, addresses end in `.example`.
 */
export const REFERRALS: readonly SeedReferral[] = [
  BREAST,
  STOMACH,
  KNEE,
  ANEURYSM,
  VALVE,
  TETRALOGY,
  LUNG,
  AORTA,
  STENOSIS,
];
