/** Whether a second opinion comes before a journey that is still wished for, or in its place. */
export const OPINION_AIMS = ['before', 'instead'] as const;
export type OpinionAim = (typeof OPINION_AIMS)[number];
