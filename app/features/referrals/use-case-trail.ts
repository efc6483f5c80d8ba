import { useT } from '#app/i18n/use-t.ts';
import type { Crumb } from '#app/ui/index.ts';
import { casePath, displayCode } from './addresses.ts';

/** The way to a page of patient referrals: their list, and the case by its code. */
export function useCaseTrail(code?: string): Crumb[] {
  const t = useT('shell');
  const list = { label: t('nav.referrals'), to: '/referrals' };
  return code ? [list, { label: displayCode(code), to: casePath(code) }] : [list];
}
