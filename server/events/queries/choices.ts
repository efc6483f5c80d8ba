import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import {
  EVENT_AUDIENCES,
  EVENT_FORMATS,
  EVENT_KINDS,
  INTERPRETATION_MODES,
  SESSION_KINDS,
  SPEAKER_PARTS,
  TONGUES,
  VENUE_ZONES,
} from '../schemas.ts';

export const choices = query('events.choices', {
  summary: 'The words that an event and its sessions may be described with.',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'event.write',
  async run() {
    return {
      kinds: [...EVENT_KINDS],
      formats: [...EVENT_FORMATS],
      audiences: [...EVENT_AUDIENCES],
      zones: [...VENUE_ZONES],
      sessionKinds: [...SESSION_KINDS],
      parts: [...SPEAKER_PARTS],
      modes: [...INTERPRETATION_MODES],
      tongues: [...TONGUES],
    };
  },
});
