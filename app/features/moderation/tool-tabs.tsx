import { ANNOUNCEMENTS } from '#app/features/announcements/addresses.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Tabs } from '#app/ui/index.ts';
import { HELD_POSTS, MODERATION } from './addresses.ts';

/** The parts of the secretariat's tools: how many first posts wait, how many announcements are current. */
export function ToolTabs({ held, announcements }: { held: number; announcements: number }) {
  const t = useT('moderation');
  return (
    <Tabs
      label={t('tools.label')}
      items={[
        { to: MODERATION, label: t('tools.reports'), end: true },
        { to: HELD_POSTS, label: t('tools.held'), count: held, end: true },
        { to: ANNOUNCEMENTS, label: t('tools.announcements'), count: announcements, end: true },
      ]}
    />
  );
}
