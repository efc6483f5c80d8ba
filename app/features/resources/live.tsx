import { useRevalidator } from '@remix-run/react';
import { useChannel } from '#app/realtime/use-channel.ts';

/** A resource was changed; appointments and departments tell the lists of the organisation. */
const TELLS = ['resource.changed', 'worklist.changed'];

/** Reads the page anew when somebody else books, gives up or changes what it shows. */
export function LiveResources({ channel }: { channel: { id: string; asOf: number } }) {
  const { revalidate } = useRevalidator();
  useChannel('org', channel.id, channel.asOf, {
    apply(events) {
      if (events.some(({ type }) => TELLS.includes(type))) revalidate();
    },
    resync: revalidate,
    closed: revalidate,
  });
  return null;
}
