import { MEMBERS } from '#app/features/membership/directory.tsx';
import { useT } from '#app/i18n/use-t.ts';
import type { Crumb } from '#app/ui/index.ts';
import { resourcesOf } from './addresses.ts';

/** The way to what an organisation has to be booked, and on to one page of it. */
export function useResourcesTrail(
  of: { slug: string; name: string; nameLang: string | undefined },
  within: boolean,
): Crumb[] {
  const names = useT('membership');
  const t = useT('resources');
  return [
    { label: names('title'), to: MEMBERS },
    { label: of.name, lang: of.nameLang, to: `${MEMBERS}/${of.slug}` },
    ...(within ? [{ label: t('title'), to: resourcesOf(of.slug) }] : []),
  ];
}
