import { casePath, offerPath } from '#app/features/referrals/addresses.ts';

export const papersPath = (code: string) => casePath(code, 'papers');
export const paperPath = (code: string, paperId: string) => casePath(code, 'papers', paperId);
/** As a hospital reaches it that is asked. */
export const releasedPath = (offerId: string, paperId: string) =>
  offerPath(offerId, 'papers', paperId);
/** Where the form brings papers. */
export const bringPath = (code: string) => `/files/case?case=${encodeURIComponent(code)}`;
/** The original, as a download. */
export const originalPath = (paperId: string) => `/files/papers/${paperId}`;
/** A page of it, as a picture. */
export const sheetPath = (paperId: string, page: number, size: 'small' | 'large') =>
  `/files/papers/${paperId}/pages/${page}?size=${size}`;

/** What the picker offers; what a file is, the forum finds out by its content. */
export const ACCEPT = '.pdf,.jpg,.jpeg,.png,.dcm,.dicom,.txt';
