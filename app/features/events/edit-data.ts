import { useRouteLoaderData } from '@remix-run/react';
import type { Answer } from '#server/forum.ts';

export type EditData = Answer<'events.editPage'>;
export type EditSession = EditData['sessions'][number];

/** The event that the steps of the editor share, read by the route above them. */
export function useEdited(): EditData {
  return (useRouteLoaderData('routes/events/edit') as { data: EditData }).data;
}

/** A clock reading so many minutes later: `2027-03-12T09:30`. */
export function later(local: string, minutes: number): string {
  return new Date(Date.parse(`${local}Z`) + minutes * 60_000).toISOString().slice(0, 16);
}
