/** How many cases a person may export on a day of Japan. The table `case_export` holds to it. */
export const EXPORTS_A_DAY = 10;
/** For how long the link of an export is good, once. */
export const LINK_MINUTES = 10;
