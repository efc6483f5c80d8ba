import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import type { FormState } from '#app/ui/index.ts';

export type EstimatesView = Answer<'estimates.ofCase'>;
export type VersionView = EstimatesView['versions'][number];
export type EstimateDetail = Answer<'estimates.detail'>;

/** What the page of a version and its parts are given. */
export type EstimatePageProps = {
  of: EstimatesView;
  shown: VersionView;
  detail: EstimateDetail;
  today: string;
  state: FormState;
  t: T<'estimates'>;
  format: Format;
};

export const TONES = {
  draft: 'neutral',
  issued: 'waiting',
  accepted: 'good',
  declined: 'caution',
  superseded: 'neutral',
  expired: 'caution',
} as const;

export function yen(amount: number, format: Format): string {
  return format.money({ minor: amount, currency: 'JPY' });
}

/** A sum from its lowest to its highest. */
export function yenRange({ low, high }: { low: number; high: number }, format: Format): string {
  return low === high ? yen(low, format) : `${yen(low, format)} – ${yen(high, format)}`;
}

/** A line's own words in the reader's language, else in the one that there is. */
export function lineText(line: { ja: string; en: string }, lang: Lang): string {
  return (lang === 'ja' ? line.ja || line.en : line.en || line.ja).trim();
}
