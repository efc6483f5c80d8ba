import { useT } from '#app/i18n/use-t.ts';
import { Tabs } from '#app/ui/index.ts';

/** The same projects as a list, as a board and as a roadmap; and what they apply for. */
export function ViewTabs() {
  const t = useT('projects');
  return (
    <Tabs
      label={t('views')}
      items={[
        { to: '/discussions', label: t('list'), end: true },
        { to: '/discussions/board', label: t('board') },
        { to: '/discussions/roadmap', label: t('roadmap') },
        { to: '/discussions/consortia', label: t('consortia') },
      ]}
    />
  );
}
