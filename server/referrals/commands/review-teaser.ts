import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { announce, lockSeen, onCase, touch } from '../cases.ts';
import { finerReader, guardOf, toldNow } from '../guard.ts';
import { readIdentified } from '../projections.ts';
import { tracesIn } from '../rules/identifying-text.ts';
import { holds, stepOf, WIDEST } from '../rules/widening.ts';
import { CaseCode, Told } from '../schemas.ts';
import { by, enter } from '../timeline.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

export const reviewTeaser = command('referrals.reviewTeaser', {
  summary:
    'The officer writes the text for the broadcast in both languages, says how far the coded facts are widened, and vouches for it. A text that points to the patient is refused. Without a widening, the least one by which nobody can be recognised is taken.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    teaser: z.strictObject({ ja: text(1500), en: text(1500) }),
    request: z.strictObject({ ja: text(300), en: text(300) }),
    /** "I know of nothing in it by which the patient could be recognised." */
    vouched: z.literal(true, 'required'),
    told: Told.optional(),
  }),
  subject: referral.of('code'),
  gate: 'referral.broadcast',
  async run({ input, subject, actor, tx, emit, audit, services }) {
    const row = await lockSeen(tx, subject.id, input.version, actor);
    const identity = await readIdentified(tx, services.keyRing, row.id);
    const { teaser, request } = input;
    const guard = await guardOf(tx, row.id);
    const told = input.told ?? guard.proposal ?? WIDEST;
    const finer = await finerReader(tx, row.id, told);
    const issues = [
      ['teaser.ja', teaser.ja],
      ['teaser.en', teaser.en],
      ['request.ja', request.ja],
      ['request.en', request.en],
    ].flatMap(([path, words]) =>
      [...tracesIn(words!, identity), ...finer(words!)].map((kind) => ({
        path: path!,
        message: `trace.${kind}`,
      })),
    );
    if (issues.length > 0) throw invalid('TEASER_IDENTIFIES', undefined, issues);
    // An answer that all may read was held against the place as it was told then.
    const before = await toldNow(tx, row.id);
    if (stepOf(told, 'place') > stepOf(before.widening, 'place')) {
      await tx.sql`UPDATE case_question SET shared = false WHERE referral_id = ${row.id} AND shared`;
    }
    await touch(tx, row.id, [
      sql`teaser = ${JSON.stringify(teaser)}::jsonb`,
      sql`request = ${JSON.stringify(request)}::jsonb`,
      sql`teaser_reviewed_at = ${tx.now}`,
      sql`teaser_reviewed_by = ${actor.personId}`,
      sql`teaser_version = teaser_version + 1`,
      sql`told_place = ${told.place}`,
      sql`told_age = ${told.age}`,
      sql`told_disease = ${told.disease}`,
      sql`told_sex = ${told.sex}`,
    ]);
    await enter(tx, { referralId: row.id, type: 'teaserReviewed', ...by(actor) });
    await announce(emit, [onCase(row.id, 'case.teaserReviewed')]);
    audit({ referralId: row.id, compared: 'identity', told });
    /** `ready`: it may be offered as it is told now. */
    const ready = holds(guard, told);
    return { code: row.code, version: row.version + 1, told, ready };
  },
});
