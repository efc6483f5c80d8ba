export { casePath } from '#server/referrals/plain.ts';

export function offerPath(offerId: string, ...rest: string[]): string {
  return ['/referrals/offers', offerId, ...rest].join('/');
}

/** A case code as people read it: K7QF-2M9X-3. */
export function displayCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The stored form of a code as somebody may have typed it: in any case and width, with or without hyphens. */
export function storedCode(typed: string | undefined): string {
  const plain = (typed ?? '').normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '');
  return `${plain.slice(0, 8)}-${plain.slice(8)}`;
}
