import { ANNOUNCEMENTS } from '#app/features/announcements/addresses.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Tabs } from '#app/ui/index.ts';
import { HANDOVERS, HELD_POSTS, MODERATION } from './addresses.ts';

type Counts = { held: number; announcements: number; handovers: number };

/** The parts of the secretariat's tools, with how much waits or is current in each. */
export function ToolTabs({ held, announcements, handovers }: Counts) {
  const t = useT('moderation');
  return (
    <Tabs
      label={t('tools.label')}
      items={[
        { to: MODERATION, label: t('tools.reports'), end: true },
        { to: HELD_POSTS, label: t('tools.held'), count: held, end: true },
        { to: HANDOVERS, label: t('tools.handovers'), count: handovers, end: true },
        { to: ANNOUNCEMENTS, label: t('tools.announcements'), count: announcements, end: true },
      ]}
    />
  );
}
