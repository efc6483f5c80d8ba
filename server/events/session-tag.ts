import { createHash } from 'node:crypto';
import type { SessionWithSpeakers } from './sessions.ts';

/** A mark that changes with the content of a session: who saves shows which state they looked at. */
export function sessionTag(session: SessionWithSpeakers): string {
  const { title, kind, room, startsAt, endsAt, spokenLangs, interpretation } = session;
  const speakers = session.speakers.map(({ name, affiliation, part }) => [name, affiliation, part]);
  const content = [title, kind, room, startsAt, endsAt, spokenLangs, interpretation, speakers];
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 12);
}
