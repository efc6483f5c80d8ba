import { ANNOUNCEMENTS } from '#app/features/announcements/addresses.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Tabs } from '#app/ui/index.ts';
import { MODERATION } from './addresses.ts';

/** The parts of the secretariat's tools. `announcements`: how many are current. */
export function ToolTabs({ announcements }: { announcements: number }) {
  const t = useT('moderation');
  return (
    <Tabs
      label={t('tools.label')}
      items={[
        { to: MODERATION, label: t('tools.reports'), end: true },
        { to: ANNOUNCEMENTS, label: t('tools.announcements'), count: announcements, end: true },
      ]}
    />
  );
}
