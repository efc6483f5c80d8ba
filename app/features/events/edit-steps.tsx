import type { T } from '#app/i18n/use-t.ts';
import { ProgressSteps, Tabs } from '#app/ui/index.ts';

/** The three steps to a published event: places to go to once there is a draft. */
export function EditSteps({ eventId, t }: { eventId?: string; t: T<'events'> }) {
  if (!eventId) {
    return (
      <ProgressSteps
        label={t('edit.steps')}
        steps={(['basics', 'programme', 'publish'] as const).map((key, i) => ({
          key,
          title: t(`edit.${key}`),
          state: i === 0 ? 'current' : 'ahead',
        }))}
      />
    );
  }
  const base = `/events/${eventId}/edit`;
  return (
    <Tabs
      label={t('edit.steps')}
      items={[
        { to: base, label: t('edit.basics'), end: true },
        { to: `${base}/programme`, label: t('edit.programme') },
        { to: `${base}/publish`, label: t('edit.publish') },
      ]}
    />
  );
}
