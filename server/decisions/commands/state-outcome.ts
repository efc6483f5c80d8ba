import { audience, sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { addTurn } from '#server/discussions/index.ts';
import { notify } from '#server/notifications/index.ts';
import { poll } from '../access.ts';
import { StateOutcome } from '../schemas.ts';

/** What was decided is said by a person: a majority among those who answered is not assumed to be it. */
export const stateOutcome = command('decisions.stateOutcome', {
  summary: 'States the outcome of a poll that has closed, or corrects the statement.',
  input: StateOutcome,
  subject: poll.of('pollId'),
  gate: 'poll.tend',
  words: ['outcome'],
  async run({ input, subject, actor, tx, audit }) {
    if (subject.state === 'open') throw conflict('STILL_VOTING');
    const { rows } = await tx.query<{ first: boolean }>(
      sql`WITH before AS (SELECT outcome FROM poll WHERE id = ${subject.id}::uuid)
          UPDATE poll SET outcome = ${input.outcome}, outcome_lang = ${input.lang},
                 outcome_by = ${actor.personId}::uuid, outcome_at = ${tx.now}::timestamptz, version = version + 1
           WHERE id = ${subject.id}::uuid AND version = ${input.version}::int
          RETURNING (SELECT outcome IS NULL FROM before) AS first`,
    );
    if (!rows[0]) throw conflict('STALE_VERSION');
    await addTurn(tx, subject.threadId, actor, {
      kind: 'outcome',
      reason: input.outcome.slice(0, 500),
      pollId: subject.id,
    });
    if (rows[0].first) {
      await notify(tx, {
        type: 'poll.outcome',
        subject: { kind: 'thread', id: subject.threadId },
        to: sql`(${audience('thread.view', poll, subject)} AND 'representative' = ANY (m.roles)
                 AND o.id = ANY (${subject.voters}::uuid[]))`,
        actorId: actor.personId,
        except: actor.personId,
      });
    }
    audit({ threadId: subject.threadId });
    return { threadId: subject.threadId };
  },
});
