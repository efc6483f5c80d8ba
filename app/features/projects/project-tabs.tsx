import { libraryAddress, projectAddress } from '#app/features/discussions/addresses.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Tabs } from '#app/ui/index.ts';

/** The parts of a project: what is said, what was planned and done, who takes part. */
export function ProjectTabs({ slug, isDesk = false }: { slug: string; isDesk?: boolean }) {
  const t = useT('projects');
  const to = projectAddress(slug);
  return (
    <Tabs
      label={t('tabs')}
      items={[
        { to, label: t('tab.talk'), end: true },
        ...(isDesk ? [] : [{ to: `${to}/plan`, label: t('tab.plan') }]),
        { to: libraryAddress(slug), label: t('tab.files') },
        { to: `${to}/people`, label: t('tab.people') },
      ]}
    />
  );
}
