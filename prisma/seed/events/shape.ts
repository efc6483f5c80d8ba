import type { Interpretation, SessionKind, SpeakerPart } from '#server/events/schemas.ts';
import type { Name, Text } from '../cast/shape.ts';

export type SeedSpeaker = {
  /** Key of a person of the cast, who appears under their own name and organisation. */
  who: string;
  as?: string;
  part: SpeakerPart;
};

export type SeedSession = {
  kind: SessionKind;
  title: Text;
  room: Text;
  /** Day of the event, from 1, and Japanese times. */
  day: number;
  from: string;
  to: string;
  spoken: readonly string[];
  interpretation: readonly Interpretation[];
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
