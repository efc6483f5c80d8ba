import { Form } from '@remix-run/react';
import { useT } from '#app/i18n/use-t.ts';
import { Submit } from '#app/ui/index.ts';
import { announcementAddress } from './addresses.ts';

/** Takes an announcement off one's own home page, or puts it back. */
export function PutAway({ id, away, next }: { id: string; away: boolean; next: string }) {
  const t = useT('announcements');
  return (
    <Form method="post" action={announcementAddress(id, '/put-away')} preventScrollReset>
      <input type="hidden" name="next" value={next} />
      {away && <input type="hidden" name="back" value="on" />}
      <Submit tone="quiet">{away ? t('putBack') : t('putAway')}</Submit>
    </Form>
  );
}
