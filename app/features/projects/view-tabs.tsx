import { useT } from '#app/i18n/use-t.ts';
import { Tabs } from '#app/ui/index.ts';

/** The same projects as a list and as a board. */
export function ViewTabs() {
  const t = useT('projects');
  return (
    <Tabs
      label={t('views')}
      items={[
        { to: '/discussions', label: t('list'), end: true },
        { to: '/discussions/board', label: t('board') },
      ]}
    />
  );
}
