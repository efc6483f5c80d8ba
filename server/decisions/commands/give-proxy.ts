import { sql } from '#server/platform/access/access.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { organisation } from '#server/membership/index.ts';
import { notify } from '#server/notifications/index.ts';
import { GiveProxy, LONGEST_PROXY_DAYS } from '../schemas.ts';
import { receiver } from '../receiver.ts';

const OVERLAPS = '23P01';

/**
 * Lends an organisation's vote for some days. To a person: a colleague; to an organisation: its
 * representative then votes for both. One at a time, which an exclusion constraint keeps.
 */
export const giveProxy = command('decisions.giveProxy', {
  summary:
    'Lends the acting organisation’s vote to a colleague or another organisation for some days.',
  input: GiveProxy,
  subject: organisation.of('orgId'),
  gate: 'poll.delegate',
  refs: {
    toPersonId: { noun: receiver, action: 'thread.view' },
    toOrgId: { noun: organisation, action: 'org.viewMember' },
  },
  async run({ input, subject, actor, tx, audit }) {
    const startsAt = new Date(input.startsAt);
    const endsAt = new Date(input.endsAt);
    const days = (endsAt.getTime() - startsAt.getTime()) / 86_400_000;
    if (days <= 0 || days > LONGEST_PROXY_DAYS || endsAt <= tx.now) {
      const message = days > LONGEST_PROXY_DAYS ? 'tooFar' : 'notFuture';
      throw invalid('INVALID_INPUT', undefined, [{ path: 'endsAt', message }]);
    }
    if (input.toOrgId === subject.id) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'toOrgId', message: 'invalid' }]);
    }
    const proxyId = newId();
    await tx
      .query(
        sql`INSERT INTO vote_proxy (id, org_id, to_person_id, to_org_id, starts_at, ends_at, given_by, given_at)
            VALUES (${proxyId}::uuid, ${subject.id}::uuid, ${input.toPersonId ?? null}::uuid,
                    ${input.toOrgId ?? null}::uuid, ${startsAt}::timestamptz, ${endsAt}::timestamptz,
                    ${actor.personId}::uuid, ${tx.now}::timestamptz)`,
      )
      .catch((error: { code?: string }) => {
        throw error.code === OVERLAPS ? conflict('PROXY_OVERLAPS') : error;
      });
    await notify(tx, {
      type: 'poll.proxyGiven',
      subject: { kind: 'organisation', id: subject.id },
      to: input.toPersonId
        ? sql`(m.person_id = ${input.toPersonId}::uuid AND o.id = ${subject.id}::uuid)`
        : sql`(o.id = ${input.toOrgId}::uuid AND 'representative' = ANY (m.roles))`,
      actorId: actor.personId,
    });
    audit({ proxyId, toPerson: input.toPersonId ?? null, toOrg: input.toOrgId ?? null });
    return { proxyId };
  },
});
