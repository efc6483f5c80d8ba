import { sql } from '#server/platform/access/access.ts';
import { conflict, forbidden, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { organisation } from '#server/membership/index.ts';
import { ballot, votesOf } from '../access.ts';
import { tellPages } from '../closing.ts';
import { takesAnswer } from '../rules.ts';
import { CastVote } from '../schemas.ts';

/**
 * An organisation's one vote, by its representative or by whom it lent its vote to. The key of the row
 * keeps it to one; whoever changes a vote says which version of it they saw. The poll's row is held
 * open while the vote is written, so a vote and the end of the voting come one after the other.
 */
export const castVote = command('decisions.castVote', {
  summary: 'Casts or changes the one vote of an organisation, until voting ends.',
  input: CastVote,
  subject: ballot.of('pollId'),
  gate: 'poll.vote',
  words: ['reason'],
  refs: { orgId: { noun: organisation, action: 'org.viewMember' } },
  limit: { points: 30, seconds: 60 },
  async run({ input, subject, actor, tx, audit }) {
    const orgId = input.orgId ?? actor.orgId!;
    const right = votesOf(actor, subject).find((one) => one.orgId === orgId);
    if (!right) throw forbidden('NOT_YOUR_VOTE');
    const { rows: open } = await tx.query(
      sql`SELECT 1 FROM poll WHERE id = ${subject.id}::uuid AND state = 'open'
             AND closes_at > ${tx.now}::timestamptz FOR SHARE`,
    );
    if (open.length === 0) throw conflict('VOTING_ENDED');

    const options = await tx.sql<{ id: string }>`
      SELECT id FROM poll_option WHERE poll_id = ${subject.id}`;
    const answer = { choice: input.choice ?? null, marks: input.marks ?? {} };
    if (
      !takesAnswer(
        subject.kind,
        options.map(({ id }) => id),
        answer,
      )
    ) {
      throw invalid('INVALID_INPUT', undefined, [
        { path: options.length > 0 ? 'marks' : 'choice', message: 'required' },
      ]);
    }
    const reason = input.reason || null;
    const { rows } = await tx.query<{ version: number }>(
      input.version === null
        ? sql`INSERT INTO vote (poll_id, org_id, choice, reason, cast_by, cast_for, proxy_id, at)
              VALUES (${subject.id}::uuid, ${orgId}::uuid, ${answer.choice}, ${reason}, ${actor.personId}::uuid,
                      ${actor.orgId}::uuid, ${right.proxyId}::uuid, ${tx.now}::timestamptz)
              ON CONFLICT (poll_id, org_id) DO NOTHING RETURNING version`
        : sql`UPDATE vote SET choice = ${answer.choice}, reason = ${reason}, cast_by = ${actor.personId}::uuid,
                     cast_for = ${actor.orgId}::uuid, proxy_id = ${right.proxyId}::uuid,
                     at = ${tx.now}::timestamptz, version = version + 1
               WHERE poll_id = ${subject.id}::uuid AND org_id = ${orgId}::uuid
                 AND version = ${input.version}::int RETURNING version`,
    );
    if (!rows[0]) throw conflict('VOTED_MEANWHILE');
    for (const [optionId, value] of Object.entries(answer.marks)) {
      await tx.sql`
        INSERT INTO vote_mark (poll_id, org_id, option_id, value)
        VALUES (${subject.id}, ${orgId}, ${optionId}, ${value})
        ON CONFLICT (poll_id, org_id, option_id) DO UPDATE SET value = excluded.value`;
    }
    await tellPages(tx, subject);
    // What was voted is no business of the log; that it was, and by whom, is.
    audit({ threadId: subject.threadId, forOrg: orgId, proxy: right.proxyId });
    return { version: rows[0].version, threadId: subject.threadId };
  },
});
