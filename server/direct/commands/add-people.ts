import { refuseBlocked, thread } from '#server/discussions/index.ts';
import { notify } from '#server/notifications/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { append } from '#server/platform/channels/log.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { contact } from '../access.ts';
import { groupOnly } from '../rules.ts';
import { AddPeople, MOST_PEOPLE } from '../schemas.ts';

/** Takes people into a conversation of several. They read what is written from then on. */
export const addPeople = command('direct.addPeople', {
  summary: 'Adds people to a conversation of several; they see what is written from then on.',
  input: AddPeople,
  subject: thread.of('threadId'),
  gate: 'direct.manage',
  refs: { personIds: { noun: contact, action: 'direct.start' } },
  limit: { points: 20, seconds: 60 },
  async run({ input, subject, actor, tx, emit, audit }) {
    groupOnly(subject);
    const threadId = subject.id;
    await refuseBlocked(tx, actor.personId!, input.personIds);
    // The event's place is where they come in; taking it locks the conversation until the end.
    const seq = await emit(
      { kind: 'thread', id: threadId },
      'people.changed',
      { threadId },
      { acl: true },
    );
    const added = await tx.sql<{ personId: string }>`
      INSERT INTO thread_person (thread_id, person_id, visible_from_seq, joined_at, added_by)
      SELECT ${threadId}, person_id, ${seq}, ${tx.now}, ${actor.personId}
        FROM unnest(${input.personIds}::uuid[]) AS person_id
      ON CONFLICT (thread_id, person_id) DO UPDATE
        SET visible_from_seq = excluded.visible_from_seq, joined_at = excluded.joined_at,
            added_by = excluded.added_by, left_at = NULL
        WHERE thread_person.left_at IS NOT NULL
      RETURNING person_id AS "personId"`;
    const [{ count }] = (await tx.sql<{ count: number }>`
      SELECT count(*)::int AS count FROM thread_person
       WHERE thread_id = ${threadId} AND left_at IS NULL`) as [{ count: number }];
    if (count > MOST_PEOPLE) throw conflict('GROUP_FULL');
    const addedIds = added.map((one) => one.personId).toSorted();
    await tx.sql`
      INSERT INTO read_state (person_id, thread_id, last_read_seq, at)
      SELECT person_id, ${threadId}, ${seq}, ${tx.now} FROM unnest(${addedIds}::uuid[]) AS person_id
      ON CONFLICT (person_id, thread_id) DO UPDATE
        SET last_read_seq = greatest(read_state.last_read_seq, excluded.last_read_seq)`;
    await notify(tx, {
      type: 'direct.added',
      subject: { kind: 'thread', id: threadId },
      to: sql`m.person_id = ANY (${addedIds}::uuid[])`,
      actorId: actor.personId,
    });
    for (const id of addedIds) {
      await append(tx, { kind: 'person', id }, 'direct.written', { threadId });
    }
    audit({ personIds: addedIds });
    return { threadId, added: addedIds.length };
  },
});
