import { casePath, offerPath } from '#app/features/referrals/addresses.ts';

export const papersPath = (code: string) => casePath(code, 'papers');
export const paperPath = (code: string, paperId: string) => casePath(code, 'papers', paperId);
/** As a hospital reaches it that is asked. */
export const releasedPath = (offerId: string, paperId: string) =>
  offerPath(offerId, 'papers', paperId);
/** Where a form brings papers; `from` leads back to the page on which it stands. */
export const bringPath = (code: string, from?: 'case' | 'consent' | 'review') =>
  `/files/case?case=${encodeURIComponent(code)}${from ? `&from=${from}` : ''}`;
/** The original, as a download. */
export const originalPath = (paperId: string) => `/files/papers/${paperId}`;
/** A page of it, as a picture. */
export const sheetPath = (paperId: string, page: number, size: 'small' | 'large') =>
  `/files/papers/${paperId}/pages/${page}?size=${size}`;

/** What the picker offers; what a file is, the forum finds out by its content. */
export const ACCEPT = '.pdf,.jpg,.jpeg,.png,.dcm,.dicom,.txt';
