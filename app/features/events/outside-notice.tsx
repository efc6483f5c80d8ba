import { LabelText } from '#app/i18n/label-text.tsx';
import { useLang, type T } from '#app/i18n/use-t.ts';
import { Notice } from '#app/ui/index.ts';
import type { EditData } from './edit-data.ts';
import type { Faults } from './form-faults.ts';

/** The sessions that a change of the event's times would leave outside. */
export function OutsideNotice({
  event,
  faults,
  t,
}: {
  event: EditData;
  faults: Faults;
  t: T<'events'>;
}) {
  const lang = useLang();
  const ids = faults.inTheWay
    .filter(({ over }) => over === 'outside')
    .map((each) => each.sessionId);
  const outside = event.sessions.filter(({ id }) => ids.includes(id));
  if (outside.length === 0) return null;
  return (
    <Notice tone="danger" title={t('edit.outside')}>
      <ul>
        {outside.map((session) => (
          <li key={session.id}>
            <LabelText of={session.title} lang={lang} /> {session.starts.slice(11)}–
            {session.ends.slice(11)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
