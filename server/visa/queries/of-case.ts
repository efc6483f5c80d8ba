import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { referral, sideOf, type ReferralRow } from '#server/referrals/index.ts';
import { guarantorOf, registeredGuarantors } from '../guarantors.ts';
import { partiesOf } from '../party.ts';
import { wholeOf, type Whole } from '../reading.ts';
import { reportsOf } from '../reporting.ts';
import { clockOf } from '../rules/clock.ts';
import { daysFrom } from '../rules/days.ts';
import { isLong, isMedical } from '../rules/items.ts';
import { nextOf } from '../rules/next.ts';
import { OfCase } from '../schemas.ts';

export const ofCase = query('visa.ofCase', {
  summary:
    'The way to Japan of a case’s patient: plan, papers with who brings each, days with what follows from them, alarms, and the next step. The guarantor sees days and its own duties, and nothing of the patient.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'visa.view',
  async run({ subject, actor, tx, may }) {
    const side = sideOf(subject, actor);
    const whole = await wholeOf(tx, subject);
    const allowed = (action: Parameters<typeof may>[0]) => may(action, referral, subject);
    const begun = whole !== null;
    const names = allowed('visa.guarantor') && !whole?.plan.enteredOn;
    const guarantor = await guarantorOf(tx, subject.facilitatorOrgId);
    const all = await reportsOf(tx, subject.id);
    const owed = all.filter(({ reportedOn }) => reportedOn === null);
    const [coming] = await tx.sql<{ companions: number }>`
      SELECT companions FROM referral WHERE id = ${subject.id}`;
    return {
      code: subject.code,
      side,
      closed: subject.state === 'closed',
      /** Changes of what was vouched for that the guarantor has to report, and all there were. */
      reports: { owed: owed.length, all: all.length },
      today: dayInJapan(tx.now),
      /** Who the reader is among those who bring papers and take steps. */
      parties: partiesOf(subject, actor),
      plan: whole && planFor(whole, side),
      clock: whole && clockOf(whole.plan, whole.plan),
      items: itemsFor(whole, side),
      alarms: (whole?.alarms ?? []).filter(({ item }) => side !== 'guarantor' || item === null),
      next: nextFor(whole, side, subject),
      /** The estimate in force is accepted: papers can be issued. */
      agreed: whole?.estimate === 'accepted',
      guarantor,
      /** Who may be named, for those who name; people of the hospital and the guarantor read the name alone. */
      guarantors: names ? await registeredGuarantors(tx) : [],
      papers: side === 'guarantor' ? [] : papersFor(whole),
      /** The day on which the hospital noted that the patient has come. */
      arrivedOn: whole?.arrivedOn ?? null,
      /** What the form of the plan begins with: how many come along by the request. */
      companions: side === 'guarantor' ? null : coming!.companions,
      rights: {
        write: allowed('visa.write'),
        guarantor: names,
        bring: begun && allowed('visa.bring'),
        record: begun && allowed('visa.record'),
        paper: begun && allowed('visa.paper'),
        guarantee: begun && allowed('visa.guarantee'),
      },
    };
  },
});

type Side = ReturnType<typeof sideOf>;

/** Money is none of the guarantor's matter: what waits for the estimate does not hold up its certificate. */
function nextFor(whole: Whole | null, side: Side, row: ReferralRow) {
  if (!whole || side !== 'guarantor') return whole?.next ?? nextOf(null);
  const { plan, items, arrivedOn } = whole;
  const closed = row.state === 'closed';
  const of = { plan, days: plan, items, arrivedOn };
  const next = nextOf({ ...of, guarantor: true, estimate: 'accepted', closed });
  // Papers that others never noted are none of its matter.
  return next.step === 'donePapers' ? { ...next, step: 'done' as const } : next;
}

/** What of the plan a side reads: who lies in hospital or comes along is none of the guarantor's matter. */
function planFor({ plan }: Whole, side: Side) {
  const { id: _id, orgId: _orgId, inpatient, coeBy, companions, ...rest } = plan;
  const hidden = side === 'guarantor';
  return {
    ...rest,
    inpatient: hidden ? null : inpatient,
    coeBy: hidden ? null : coeBy,
    companions: hidden ? null : companions,
    days: daysFrom(plan.arrivesOn, plan.leavesOn),
    long: isLong(plan),
    medical: isMedical(plan),
  };
}

function itemsFor(whole: Whole | null, side: Side) {
  const items = whole?.items ?? [];
  return side === 'guarantor' ? items.filter(({ by }) => by === 'guarantor') : items;
}

function papersFor(whole: Whole | null) {
  return (whole?.papers ?? []).map(({ edition, at, ...paper }) => ({
    ...paper,
    at: at.toISOString(),
    /** The plan was changed after it was printed. */
    outdated: edition < whole!.plan.edition,
  }));
}
