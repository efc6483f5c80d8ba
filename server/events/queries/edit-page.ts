import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { query } from '#server/platform/use-case.ts';
import { localOf } from '#server/platform/times.ts';
import { event } from '../access.ts';
import { publishFaults } from '../rules.ts';
import { countSeats } from '../seats.ts';
import { sessionTag } from '../session-tag.ts';
import { sessionsOf } from '../sessions.ts';
import { descriptionOf } from '../texts.ts';
import { headOf } from '../view.ts';

export const editPage = query('events.editPage', {
  summary:
    'An event as the secretariat edits it: times as the venue’s clock shows them, texts in all languages, and what is missing before it may be published.',
  input: z.strictObject({ eventId: id('event') }),
  subject: event.of('eventId'),
  gate: 'event.write',
  async run({ subject, tx }) {
    const local = (at: Date) => localOf(at, subject.timeZone);
    const closes = subject.registrationClosesAt;
    const sessions = await sessionsOf(tx, subject.id);
    return {
      ...headOf(subject, await countSeats(tx, subject), tx.now),
      starts: local(subject.startsAt),
      ends: local(subject.endsAt),
      registrationCloses: closes && local(closes),
      description: await descriptionOf(tx, subject.id),
      sessions: sessions.map((session) => ({
        id: session.id,
        kind: session.kind,
        title: session.title,
        room: session.room,
        starts: local(session.startsAt),
        ends: local(session.endsAt),
        spokenLangs: session.spokenLangs,
        interpretation: session.interpretation,
        speakers: session.speakers.map(({ name, affiliation, part }) => ({
          name,
          affiliation,
          part,
        })),
        seen: sessionTag(session),
      })),
      faults: publishFaults(subject, sessions, tx.now),
    };
  },
});
