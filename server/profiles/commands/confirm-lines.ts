import { organisation } from '#server/membership/index.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { keepLine } from '../history.ts';
import { ConfirmLines } from '../schemas.ts';

/** Says that every line of a profile is still so, in one press. What was unchecked stays so. */
export const confirmLines = command('profiles.confirmLines', {
  summary: 'Says that all lines of an organisation’s capability profile are still as they stand',
  input: ConfirmLines,
  subject: organisation.of('orgId'),
  gate: 'profile.write',
  async run({ subject, actor, tx }) {
    const confirmed = await tx.sql`
      UPDATE capability SET reviewed_on = ${dayInJapan(tx.now)}::date WHERE org_id = ${subject.id} RETURNING 1`;
    if (confirmed.length > 0) {
      await keepLine(tx, actor, { orgId: subject.id, recordId: null, act: 'confirmed' });
    }
    return { confirmed: confirmed.length };
  },
});
