import type { Tx } from '#server/platform/database/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import { sameLabel } from './collisions.ts';
import type { Label, SpeakerPart } from './schemas.ts';
import type { SpeakerRow } from './sessions.ts';

export type NewSpeaker = {
  part: SpeakerPart;
  name: Label;
  affiliation: Label;
  personId?: string | null;
  orgId?: string | null;
};

/** Sets the speakers of a session, in the given order. */
export async function writeSpeakers(
  tx: Tx,
  sessionId: string,
  speakers: NewSpeaker[],
): Promise<void> {
  await tx.sql`DELETE FROM session_speaker WHERE session_id = ${sessionId}`;
  for (const [position, { part, name, affiliation, personId, orgId }] of speakers.entries()) {
    await tx.sql`
      INSERT INTO session_speaker (id, session_id, position, part, person_id, org_id, name, affiliation)
      VALUES (${newId()}, ${sessionId}, ${position}, ${part}, ${personId ?? null}, ${orgId ?? null},
        ${JSON.stringify(name)}, ${JSON.stringify(affiliation)})`;
  }
}

/** The person and organisation behind a speaker of this name, where they are known. */
export function personBehind(known: readonly SpeakerRow[], name: Label) {
  const found = known.find((each) => sameLabel(each.name, name));
  return { personId: found?.personId ?? null, orgId: found?.orgId ?? null };
}
