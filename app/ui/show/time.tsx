import type { Format, Money as Amount } from '#server/platform/i18n/format.ts';

type TimeProps = {
  at: string;
  /** From `useFormat()`, once per page. */
  format: Format;
  show?: 'dateTime' | 'date' | 'day' | 'shortDay' | 'time';
  /** The zone of the place, where it is not the reader's; the reader's own time stands beside it. */
  zone?: string | undefined;
  /** False where the reader's own time stands beside it already. */
  own?: boolean;
};

/** A moment as the reader's language writes it, and as machines do. */
export function Time({ at, format, show = 'dateTime', zone, own = true }: TimeProps) {
  const here = own && zone && show === 'dateTime' ? format.ownTime(at, zone) : '';
  return (
    <time dateTime={at}>
      {format[show](at, zone)}
      {here && <small> {here}</small>}
    </time>
  );
}

/** From … to …, the second date only where it differs. */
export function TimeSpan({
  from,
  to,
  format,
  show = 'date',
  zone,
}: {
  from: string;
  to: string;
  format: Format;
  /** How days are written. */
  show?: 'date' | 'day';
  zone?: string | undefined;
}) {
  const sameDay = format.dayKey(from, zone) === format.dayKey(to, zone);
  return (
    <span>
      <time dateTime={from}>
        {format[show](from, zone)} {format.time(from, zone)}
      </time>
      –
      <time dateTime={to}>
        {!sameDay && `${format[show](to, zone)} `}
        {format.time(to, zone)}
      </time>{' '}
      {format.zoneName(from, zone)}
    </span>
  );
}

export function Money({ amount, format }: { amount: Amount; format: Format }) {
  return <data value={`${amount.minor} ${amount.currency}`}>{format.money(amount)}</data>;
}
