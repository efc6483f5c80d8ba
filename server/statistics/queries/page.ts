import { z } from 'zod';
import { SMALLEST_COUNT } from '#server/referrals/index.ts';
import { anywhere } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { countersOf } from '../counters.ts';
import { isPublic } from '../access.ts';
import { figuresFor } from '../figures.ts';
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

/** All that a caller may know in numbers, with the names of what is counted. */
export async function statisticsFor(tx: Tx, actor: Actor) {
  const today = dayInJapan(tx.now);
  const span = isPublic(actor) ? publishedSpan(today) : ownSpan(today);
  const kept = isPublic(actor) ? await publishedFor(tx, actor.orgId!, span.to) : null;
  const names = await tx.sql<{ code: string; labels: Record<string, string> }>`
    SELECT code, labels FROM term WHERE vocabulary = 'clinicalSpecialties'`;
  return {
    span,
    smallest: isPublic(actor) ? SMALLEST_COUNT : null,
    counters: await countersOf(tx, actor),
    ...(kept ?? (await figuresFor(tx, actor, span))),
    names: Object.fromEntries(names.map(({ code, labels }) => [code, labels])),
  };
}
