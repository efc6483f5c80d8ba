import { forbidden } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { thread, type ThreadRow } from '../access.ts';
import { waitForThread } from '../hold-thread.ts';
import { tellTie, tie, untie } from '../links.ts';
import { TieRecord, UntieRecord } from '../schemas.ts';

/**
 * Ties a record to a thread: its author does, whoever leads its project, and the secretariat. Whoever
 * ties it must see it, and it stays visible to nobody else than before. Of a referral the thread says
 * nothing at all, as in a project: a turn would tell everybody that there is one.
 */
export const tieRecord = command('discussions.tieRecord', {
  summary: 'Ties an event, a library item or a referral (by its code) to a thread.',
  input: TieRecord,
  subject: thread.of('threadId'),
  gate: 'thread.link',
  limit: { points: 30, seconds: 60 },
  async run({ input, subject, actor, tx, audit }) {
    await waitForThread(tx, threadOnly(subject).id);
    const recordId = await tie(tx, actor, 'thread_link', subject.id, input);
    if (recordId) await tellTie(tx, subject.id, actor, 'tied', { kind: input.kind, recordId });
    audit({ kind: input.kind, recordId });
    return { tied: recordId !== null };
  },
});

/** Unties a record that one sees. */
export const untieRecord = command('discussions.untieRecord', {
  summary: 'Unties a record from a thread.',
  input: UntieRecord,
  subject: thread.of('threadId'),
  gate: 'thread.link',
  limit: { points: 30, seconds: 60 },
  async run({ input, subject, actor, tx, audit }) {
    await waitForThread(tx, threadOnly(subject).id);
    const untied = await untie(tx, actor, 'thread_link', subject.id, input.linkId);
    if (untied) await tellTie(tx, subject.id, actor, 'untied', untied);
    audit({ ...untied });
    return { untied: untied !== undefined };
  },
});

/** Chats have no subject, and conversations are their people's alone. */
function threadOnly(subject: ThreadRow): ThreadRow {
  if (subject.kind !== 'thread') throw forbidden();
  return subject;
}
