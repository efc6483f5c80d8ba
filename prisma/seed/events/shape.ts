import type { Name, Text } from '../cast/shape.ts';

export type SeedSpeaker = {
  /** Key of a person of the cast, who appears under their own name and organisation. */
  who: string;
  as?: string;
  part: 'speaker' | 'chair' | 'panelist' | 'interpreter';
};

export type SeedSession = {
  kind: 'opening' | 'talk' | 'panel' | 'exchange' | 'consultation' | 'stream' | 'break' | 'closing';
  title: Text;
  room: Text;
  /** Day of the event, from 1, and Japanese times. */
  day: number;
  from: string;
  to: string;
  spoken: readonly string[];
  interpretation: readonly { from: string; to: string; mode: 'simultaneous' | 'consecutive' }[];
  speakers: readonly SeedSpeaker[];
};

export type SeedEvent = {
  key: string;
  /** Id of the vocabulary `eventKinds`. */
  kind: string;
  state: 'draft' | 'published';
  audience: 'public' | 'members';
  title: Name;
  series?: Text;
  host: Text;
  place: Text;
  format: 'onsite' | 'online' | 'hybrid';
  /** The first given weekday (0 = Sunday) at least so many days ahead. */
  opens: { days: number; weekday: number };
  /** Japanese times of the first and the last day. */
  from: string;
  to: string;
  lastsDays: number;
  seats?: number;
  seatsPerOrg?: number;
  description: Text;
  sessions: readonly SeedSession[];
  /** People of the cast with a seat, in the order in which they registered, and who gave theirs back. */
  registered: readonly string[];
  cancelled: readonly string[];
  createdBy: string;
};
