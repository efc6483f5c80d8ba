/**
 * What each part of a fit is worth, by the question that is asked, and how long a statement counts as
 * known. The best of each part adds up to 100, so that a score is a share of what could be had. The
 * numbers are judgements of the secretariat and stand here alone; every page shows the points of
 * each part beside its reason. What they rest on:
 *
 * - capacity: whether the department takes patients now. HL7's SDOH Clinical Care guide has the
 *   status asked before a request is sent, because nothing else helps without it.
 * - disease, language, country: what the international offices of hospitals ask first, and what
 *   the Ministry of Health's manual for accepting patients from abroad
 *   (外国人患者の受入れのための医療機関向けマニュアル) has a hospital prepare: experience, interpreting,
 *   and knowing where the patient comes from.
 * - JIH: recognised by Medical Excellence JAPAN for patients who travel; JMIP: certified by the
 *   Japan Medical Education Foundation, for three years. They confirm what the rest says.
 */
export const WEIGHTS = {
  referral: {
    accepting: 40,
    limited: 22,
    unconfirmed: 15,
    /** The disease itself, and a wider group that it belongs to. */
    disease: 15,
    diseaseGroup: 8,
    language: 15,
    country: 15,
    JIH: 10,
    JMIP: 5,
  },
} as const;
export type Weights = (typeof WEIGHTS)['referral'];
