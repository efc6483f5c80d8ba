/** Certifications, registrations and contracts that the secretariat keeps. */
export const CERTIFICATION_KINDS = [
  'JIH',
  'JMIP',
  'coordinatorContract',
  'AMTAC',
  'guarantorA',
  'guarantorB',
  'ISO13485',
  'PrivacyMark',
] as const;
export type CertificationKind = (typeof CERTIFICATION_KINDS)[number];

/**
 * What somebody must not have lost to be given new patients, and which certifications say that they
 * have it: any one of them that holds is enough.
 *
 * - JIH: the recommendation of Medical Excellence JAPAN, in whose name a case is offered.
 * - coordinatorContract: hospitals take patients through a coordinator only, under a contract on who
 *   answers for what (Ministry of Economy, Trade and Industry, 国際医療コーディネートサービス業務マニュアル).
 * - guarantor: the registration without which nobody issues a guarantee for a medical stay visa
 *   (Ministry of Foreign Affairs, 医療滞在ビザ 身元保証機関; list A of travel agencies, list B of
 *   international medical coordinators).
 *
 * Everything else, such as JMIP, costs points in matching when it ends, and stops nobody.
 */
export const STANDINGS = {
  JIH: ['JIH'],
  coordinatorContract: ['coordinatorContract'],
  guarantor: ['guarantorA', 'guarantorB'],
} as const satisfies Record<string, readonly CertificationKind[]>;
export type CertifiedStanding = keyof typeof STANDINGS;
/** The membership of the forum is one too, and ends by what the secretariat decides. */
export type Standing = CertifiedStanding | 'membership';
export const STANDING_KINDS: readonly string[] = Object.values(STANDINGS).flat();

/** So many days before its end the people of a certification are told of it, each once. */
export const REMINDER_DAYS = [90, 60, 30] as const;
