import type { T } from '#app/i18n/use-t.ts';
import type { Answer } from '#server/forum.ts';

type Kind = Pick<Answer<'papers.ofCase'>['papers'][number], 'kind' | 'consentVersion'>;

/** What a paper is; of a signed consent also which one. */
export function kindOf({ kind, consentVersion }: Kind, t: T<'papers'>): string {
  return consentVersion ? t('kind.consentOf', { version: consentVersion }) : t(`kind.${kind}`);
}
