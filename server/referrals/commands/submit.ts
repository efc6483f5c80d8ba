import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { announce, intakeClock, lockSeen, move, onCase, worklistsOf } from '../cases.ts';
import { CaseCode } from '../schemas.ts';
import { requireNeeds } from '../missing.ts';
import { tellCase, theDesk } from '../telling.ts';
import { by } from '../timeline.ts';

export const submit = command('referrals.submit', {
  summary: 'Hands a draft to the secretariat. What is missing is named piece by piece.',
  input: z.strictObject({ code: CaseCode, version: z.number().int().min(0) }),
  subject: referral.of('code'),
  gate: 'referral.submit',
  async run({ input, subject, actor, tx, emit, audit, services }) {
    const row = await lockSeen(tx, subject.id, input.version, actor);
    await requireNeeds(tx, services.keyRing, row, 'submit');
    const state = await move(tx, row, 'submit', by(actor), {
      set: [sql`submitted_at = ${tx.now}`, ...intakeClock(tx.now, row.urgency)],
    });
    await announce(emit, [onCase(row.id, 'case.submitted'), ...(await worklistsOf(tx, row))]);
    const to = row.officerId ? sql`m.person_id = ${row.officerId}::uuid AND ${theDesk}` : theDesk;
    await tellCase(tx, row, 'referral.submitted', to, actor.personId);
    audit({ referralId: row.id });
    return { code: row.code, state, version: row.version + 1 };
  },
});
