import { plannedTimesOf } from '#server/appointments/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { wordsOf } from '#server/platform/documents/index.ts';
import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { readClinical, referral, type ReferralRow } from '#server/referrals/index.ts';
import type { Acceptance, Label } from '#server/referrals/schemas.ts';
import { LINE_LIMIT, MOST_STAGES, type StagePlace } from '../plain.ts';
import { planOf, type PlanRow } from '../reading.ts';
import { isMedical } from '../rules/items.ts';
import { OfCase } from '../schemas.ts';

export const paperStart = query('visa.paperStart', {
  summary:
    'What the form of a paper for the visa begins with, for the hospital that issues it: diagnosis, treatment and physician as the case has them, and for a schedule the stay and the confirmed appointments. The read is recorded.',
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
    const { request, answer } = row!;
    const { diagnosis } = await readClinical(tx, services.keyRing, subject.id);
    return {
      code: subject.code,
      version: plan.version,
      companions: plan.companions,
      stages: await stagesOf(tx, subject, plan, request),
      certificate: isMedical(plan),
      diagnosis: { ja: diagnosis, en: diagnosis },
      plan: { ja: request.ja || request.en || '', en: request.en || request.ja || '' },
      physician: answer?.physician ?? '',
      department: answer?.department ?? '',
    };
  },
});

/** The stay, and every confirmed appointment before or after it: where a schedule begins. */
async function stagesOf(tx: Tx, row: ReferralRow, plan: PlanRow, request: Label): Promise<Stage[]> {
  const [stay] = await tx.sql<{ from: string; to: string | null }>`
    SELECT coalesce(admitted_on, starts_on)::text AS from, coalesce(discharged_on, ends_on)::text AS to
      FROM referral_stay WHERE referral_id = ${row.id} AND org_id = ${plan.orgId}`;
  const times = await plannedTimesOf(tx, row);
  const whole: Stage = {
    from: stay?.from ?? plan.arrivesOn,
    to: stay?.to ?? plan.leavesOn,
    place: plan.inpatient ? 'inpatient' : 'outpatient',
    text: {
      ja: (request.ja || request.en || '').slice(0, LINE_LIMIT),
      en: (request.en || request.ja || '').slice(0, LINE_LIMIT),
    },
  };
  // A second opinion is no part of the treatment.
  const visits = times
    .filter(({ kind }) => kind !== 'opinion')
    .map(({ on, kind, mode, department }): Stage => {
      const online = mode === 'online';
      const key =
        kind === 'visit' ? 'schedule.visit' : online ? 'schedule.online' : 'schedule.followUp';
      const said = (lang: 'ja' | 'en') =>
        wordsOf(lang, on).t(key, { department: nameOf(department, lang) });
      return {
        from: on,
        to: on,
        place: online ? 'abroad' : 'outpatient',
        text: { ja: said('ja'), en: said('en') },
      };
    });
  return [whole, ...visits].sort((a, b) => a.from.localeCompare(b.from)).slice(0, MOST_STAGES);
}

type Stage = { from: string; to: string; place: StagePlace; text: { ja: string; en: string } };

function nameOf(department: Label, lang: 'ja' | 'en'): string {
  return department[lang] || department.ja || department.en || '';
}
