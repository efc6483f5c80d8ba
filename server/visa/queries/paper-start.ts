import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { readClinical, referral } from '#server/referrals/index.ts';
import type { Acceptance, Label } from '#server/referrals/schemas.ts';
import { planOf } from '../reading.ts';
import { isMedical } from '../rules/items.ts';
import { OfCase } from '../schemas.ts';

export const paperStart = query('visa.paperStart', {
  summary:
    'What the form of a paper for the visa begins with, for the hospital that issues it: diagnosis, treatment and physician as the case has them. The read is recorded.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'visa.paper',
  async run({ subject, tx, services, audit }) {
    audit({ class: 'document' });
    const plan = await planOf(tx, subject);
    if (!plan) throw notFound();
    const [row] = await tx.sql<{ request: Label; answer: Acceptance | null }>`
      SELECT r.request, f.answer FROM referral r LEFT JOIN offer f ON f.id = r.accepted_offer_id
       WHERE r.id = ${subject.id}`;
    const { diagnosis } = await readClinical(tx, services.keyRing, subject.id);
    const { request, answer } = row!;
    return {
      code: subject.code,
      version: plan.version,
      companions: plan.companions,
      certificate: isMedical(plan),
      diagnosis: { ja: diagnosis, en: diagnosis },
      plan: { ja: request.ja || request.en || '', en: request.en || request.ja || '' },
      physician: answer?.physician ?? '',
      department: answer?.department ?? '',
    };
  },
});
