import { useT } from '#app/i18n/use-t.ts';
import { Tabs } from '#app/ui/index.ts';
import { MODERATION } from './addresses.ts';

/** The parts of the secretariat's tools. */
export function ToolTabs() {
  const t = useT('moderation');
  return (
    <Tabs
      label={t('tools.label')}
      items={[{ to: MODERATION, label: t('tools.reports'), end: true }]}
    />
  );
}
