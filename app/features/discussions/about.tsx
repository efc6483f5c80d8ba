import { Link } from '@remix-run/react';
import type { EventName } from '#server/discussions/queries/spaces.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import type { Lang } from '#app/i18n/lang.ts';
import { Notice } from '#app/ui/index.ts';
import type { Discuss } from './words.ts';

/** Over the form of a new thread: the event that it will be tied to. */
export function About({
  event,
  lang,
  format,
  t,
}: {
  event: EventName;
  lang: Lang;
  format: Format;
  t: Discuss;
}) {
  return (
    <Notice tone="info" title={t('new.about')}>
      <input type="hidden" name="eventId" value={event.id} />
      <Link to={`/events/${event.id}`}>
        <LabelText of={event.title} lang={lang} />
      </Link>{' '}
      <span>({format.calendarDate(event.on)})</span>
      <br />
      {t('new.aboutHint')}
    </Notice>
  );
}
