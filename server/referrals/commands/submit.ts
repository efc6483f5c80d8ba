import { z } from 'zod';
import { sql } from '../../platform/access/access.ts';
import { invalid } from '../../platform/errors.ts';
import { command } from '../../platform/use-case.ts';
import { referral } from '../access.ts';
import { announce, lockSeen, move, onCase, worklistsOf } from '../cases.ts';
import { CaseCode } from '../schemas.ts';
import { missingPieces } from '../missing.ts';
import { tellCase, theDesk } from '../telling.ts';
import { by, enter } from '../timeline.ts';

export const submit = command('referrals.submit', {
  summary: 'Hands a draft to the secretariat. What is missing is named piece by piece.',
  input: z.strictObject({ code: CaseCode, version: z.number().int().min(0) }),
  subject: referral.of('code'),
  gate: 'referral.submit',
  async run({ input, subject, actor, tx, emit, audit, services }) {
    const row = await lockSeen(tx, subject.id, input.version);
    const missing = await missingPieces(tx, services.keyRing, row, [
      'identity',
      'clinical',
      'facts',
      'consent.platform',
    ]);
    if (missing.length > 0) {
      throw invalid(
        'MISSING_PIECES',
        undefined,
        missing.map((path) => ({ path, message: 'required' })),
      );
    }
    const state = await move(tx, row, 'submit', [sql`submitted_at = ${tx.now}`]);
    await enter(tx, {
      referralId: row.id,
      type: 'submitted',
      ...by(actor),
      from: row.state,
      to: state,
    });
    await announce(emit, [onCase(row.id, 'case.submitted'), ...(await worklistsOf(tx, row))]);
    const to = row.officerId ? sql`m.person_id = ${row.officerId}::uuid AND ${theDesk}` : theDesk;
    await tellCase(tx, row, 'referral.submitted', to, actor.personId);
    audit({ referralId: row.id });
    return { code: row.code, state, version: row.version + 1 };
  },
});
