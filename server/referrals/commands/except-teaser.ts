import { z } from 'zod';
import { conflict, forbidden, invalid } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { announce, lockSeen, onCase, touch } from '../cases.ts';
import { sealException } from '../exceptions.ts';
import { guardOf, isOwnOutline, toldNow } from '../guard.ts';
import { EXCEPTION_WORDS } from '../plain.ts';
import { tracesIn } from '../rules/identifying-text.ts';
import { holds } from '../rules/widening.ts';
import { CaseCode } from '../schemas.ts';
import { caseKeyOf } from '../sealing.ts';
import { tellCase, theOfficer } from '../telling.ts';
import { by, enter } from '../timeline.ts';

export const exceptTeaser = command('referrals.exceptTeaser', {
  summary:
    'A privacy officer lets a case be offered although few patients are alike, with a reason. It stands for the outline as it is now: another check of it asks again.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    reason: z.string().trim().min(EXCEPTION_WORDS.least).max(EXCEPTION_WORDS.most),
  }),
  subject: referral.of('code'),
  gate: 'referral.exceptTeaser',
  async run({ input, subject, actor, tx, emit, audit, services }) {
    const row = await lockSeen(tx, subject.id, input.version, actor);
    const told = await toldNow(tx, row.id);
    if (isOwnOutline(row, told, actor.personId)) throw forbidden('SECOND_PERSON_NEEDED');
    // The patient is closed to a privacy officer: addresses, days and numbers are looked for alone.
    if (tracesIn(input.reason, null).length > 0) {
      throw invalid('WORDS_IDENTIFY', undefined, [{ path: 'reason', message: 'identifies' }]);
    }
    const { widening, teaserVersion, reviewed } = told;
    const guard = await guardOf(tx, row.id);
    if (!reviewed || holds(guard, widening)) throw conflict('NO_EXCEPTION_NEEDED');
    const id = newOpaqueId();
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const sealed = sealException(key, { id, referralId: row.id }, input.reason);
    const made = await tx.sql`
      INSERT INTO teaser_override (id, referral_id, teaser_version, person_id, sealed_reason, at)
      VALUES (${id}, ${row.id}, ${teaserVersion}, ${actor.personId}, ${sealed}, ${tx.now})
      ON CONFLICT (referral_id, teaser_version) DO NOTHING RETURNING 1`;
    if (made.length === 0) throw conflict('NO_EXCEPTION_NEEDED');
    await touch(tx, row.id);
    await enter(tx, { referralId: row.id, type: 'teaserExcepted', ...by(actor) });
    await announce(emit, [onCase(row.id, 'case.teaserExcepted')]);
    await tellCase(tx, row, 'referral.teaserExcepted', theOfficer(row), actor.personId);
    audit({ referralId: row.id, exception: id, told: widening });
    return { code: row.code, version: row.version + 1 };
  },
});
