import { MEMBERS } from '#app/features/membership/directory.tsx';
import type { T } from '#app/i18n/use-t.ts';
import { profileOf } from './addresses.ts';

/** Where the pages of a profile are: the members, the organisation, its profile. */
export function profileTrail(
  { slug, name, nameLang }: { slug: string; name: string; nameLang?: string | undefined },
  names: T<'membership'>,
  t?: T<'profiles'>,
) {
  return [
    { label: names('title'), to: MEMBERS },
    { label: name, lang: nameLang, to: `${MEMBERS}/${slug}` },
    ...(t ? [{ label: t('title'), to: profileOf(slug) }] : []),
  ];
}
