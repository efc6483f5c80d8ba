import { z } from 'zod';
import { assess, profilesOf, WEIGHTS, type Obstacle, type Reason } from '#server/matching/index.ts';
import { anywhere, sql } from '#server/platform/access/access.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { COUNTRIES, PATIENT_LANGUAGES } from '../schemas.ts';

export const precheck = query('referrals.precheck', {
  summary:
    'How many hospitals could be asked for a patient, before the long form: the number, how many of them say what, and why others cannot be asked. No hospital is named, nothing is kept.',
  input: z.strictObject({
    specialty: z.string().trim().min(1).max(80),
    icdBlock: z.string().trim().max(16).default(''),
    country: z.union([z.literal(''), z.enum(COUNTRIES)]).default(''),
    language: z.union([z.literal(''), z.enum(PATIENT_LANGUAGES)]).default(''),
  }),
  subject: anywhere,
  gate: 'referral.create',
  limit: { points: 60, seconds: 60 },
  async run({ input, tx }) {
    const { language, ...facts } = input;
    const need = { ...facts, languages: language ? [language] : [], requires: [] };
    const today = dayInJapan(tx.now);
    const hospitals = await profilesOf(tx, sql`o.kind = 'hospital'`, need, today);
    const assessed = hospitals.map(({ profile }) => assess(need, profile, WEIGHTS.referral, today));
    const able = assessed.filter(({ obstacles }) => obstacles.length === 0);
    return {
      able: able.length,
      /** Of those, how many say so of themselves. */
      reasons: counted(able.flatMap(({ parts }) => parts.map(({ reason }) => aspectOf(reason)))),
      /** Of the others, the first thing that stands in the way. */
      obstacles: counted(
        assessed.flatMap(({ obstacles }) => obstacles.slice(0, 1).map(({ kind }) => kind)),
      ),
    };
  },
});

export type Aspect = Reason['kind'] | 'accepting';

/** A department that takes patients on now is another thing than one that is only there. */
function aspectOf(reason: Reason): Aspect {
  return reason.kind === 'department' && reason.capacity === 'accepting'
    ? 'accepting'
    : reason.kind;
}

function counted<Kind extends Aspect | Obstacle['kind']>(
  kinds: readonly Kind[],
): { kind: Kind; count: number }[] {
  const counts = new Map<Kind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}
