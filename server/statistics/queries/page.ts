import { z } from 'zod';
import { SMALLEST_COUNT } from '#server/referrals/index.ts';
import { anywhere } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { countersOf } from '../counters.ts';
import { isPublic } from '../access.ts';
import { figuresFor, type Figures } from '../figures.ts';
import { publishedFor } from '../publishing.ts';
import { ownSpan, publishedSpan } from '../rules.ts';

export const page = query('statistics.page', {
  summary:
    'What hospitals and guarantors have reached by the rules of their certifications, how long acceptances took by specialty and country, and what became of requests. Whoever counts patients that are not theirs is told of no group below ten.',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'referral.stats',
  run: ({ actor, tx }) => statisticsFor(tx, actor),
});

const NOTHING: Figures = { specialties: null, countries: null, outcomes: null };

/** All that a caller may know in numbers, with the names of what is counted. */
export async function statisticsFor(tx: Tx, actor: Actor) {
  const today = dayInJapan(tx.now);
  const span = isPublic(actor) ? publishedSpan(today) : ownSpan(today);
  // Never counted live for them: from two counts of one span somebody could be subtracted.
  const figures = isPublic(actor)
    ? await publishedFor(tx, actor.orgId!, span.to)
    : await figuresFor(tx, actor, span);
  const names = await tx.sql<{ code: string; labels: Record<string, string> }>`
    SELECT code, labels FROM term WHERE vocabulary = 'clinicalSpecialties'`;
  return {
    span,
    smallest: isPublic(actor) ? SMALLEST_COUNT : null,
    counters: await countersOf(tx, actor),
    /** Whether the quarter has been counted for the caller's organisation: a night after it began, or joined. */
    counted: figures !== null,
    ...(figures ?? NOTHING),
    names: Object.fromEntries(names.map(({ code, labels }) => [code, labels])),
  };
}
