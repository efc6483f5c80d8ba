import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { organisation } from '../access.ts';
import { ConfirmCapacity } from '../schemas.ts';

/** Says that all is still as it was said, in one press. What had an end that has passed is not. */
export const confirmCapacity = command('membership.confirmCapacity', {
  summary: 'Says that an organisation’s departments still take on what was last said',
  input: ConfirmCapacity,
  subject: organisation.of('orgId'),
  gate: 'org.capacity',
  async run({ subject, tx }) {
    const today = dayInJapan(tx.now);
    const { count } = await tx.text(
      `UPDATE department SET capacity_reviewed_on = $2::date
        WHERE org_id = $1 AND closed_at IS NULL AND (capacity_until IS NULL OR capacity_until >= $2::date)`,
      [subject.id, today],
    );
    return { confirmed: count };
  },
});
