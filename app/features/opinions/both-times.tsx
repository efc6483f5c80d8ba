import { JAPAN } from '#app/features/appointments/view.ts';
import { useT } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { Time } from '#app/ui/index.ts';
import styles from './opinions.module.css';

/** A moment by the clocks of both sides, who meet by video. */
export function BothTimes({
  at,
  sender,
  format,
}: {
  at: string;
  /** The time zone of the sending side. */
  sender: string;
  format: Format;
}) {
  const t = useT('opinions');
  const same = format.dateTime(at, sender) === format.dateTime(at, JAPAN);
  // Whoever lives by one of the two clocks reads the own time as it is.
  const lives = format.ownTime(at, JAPAN) === '' || format.ownTime(at, sender) === '';
  return (
    <span className={styles.times}>
      <span>
        <Time at={at} format={format} zone={JAPAN} own={!lives} />{' '}
        <small>{t('zone.hospital')}</small>
      </span>
      {!same && (
        <span>
          <Time at={at} format={format} zone={sender} own={!lives} />{' '}
          <small>{t('zone.sender')}</small>
        </span>
      )}
    </span>
  );
}
