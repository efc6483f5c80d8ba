import {
  freeSlots,
  resourcesOf,
  takenOf,
  type Calendar,
  type Span,
} from '#server/booking/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { query } from '#server/platform/use-case.ts';
import { dayOf, momentOf } from '#server/platform/times.ts';
import { departmentsOf, referral } from '#server/referrals/index.ts';
import { interpreterLanguages, split, wanted, type Needs } from '../resources.ts';
import { NOTICE_MS, stepOf } from '../rules.ts';
import { Slots } from '../schemas.ts';

const JAPAN = 'Asia/Tokyo';
const DAY_MS = 86_400_000;
const DAYS = 7;
const MOST = 120;

export const slots = query('appointments.slots', {
  summary:
    'The free times of seven days at which the department is open and, if one is needed, an interpreter of the language is free; with the departments of the hospital that take the case.',
  input: Slots,
  subject: referral.of('code'),
  gate: 'appointment.propose',
  async run({ input, subject, tx }) {
    const orgId = subject.acceptedOrgId;
    const languages = await interpreterLanguages(tx, orgId);
    const needs = input.department ? input : await suggested(tx, subject.id, input, languages);
    const earliest = dayOf(new Date(tx.now.getTime() + NOTICE_MS), JAPAN);
    const from = input.from && input.from > earliest ? input.from : earliest;
    const start = momentOf(`${from}T00:00`, JAPAN)!.getTime();
    const between = {
      from: Math.max(start, tx.now.getTime() + NOTICE_MS),
      until: start + DAYS * DAY_MS,
    };
    const found = await freeAt(tx, { ...needs, orgId }, between, needs.minutes);
    const dayAt = (days: number) => dayOf(new Date(start + days * DAY_MS), JAPAN);
    return {
      code: subject.code,
      /** The patient has left the hospital: what is proposed is a follow-up. */
      followUp: subject.state === 'discharged',
      interpreters: languages,
      departments: await departmentsOf(tx, orgId, subject.id),
      department: needs.department,
      minutes: needs.minutes,
      interpreter: needs.interpreter,
      from,
      until: dayAt(DAYS - 1),
      earlier: from > earliest ? (dayAt(-DAYS) > earliest ? dayAt(-DAYS) : earliest) : null,
      later: dayAt(DAYS),
      slots: found.map((each) => ({
        startsAt: new Date(each.from).toISOString(),
        endsAt: new Date(each.until).toISOString(),
      })),
    };
  },
});

/** What the case itself says: the department of its dates or its specialty, the patient's language. */
async function suggested(
  tx: Tx,
  referralId: string,
  { minutes }: { minutes: number },
  available: readonly string[],
) {
  const [row] = await tx.sql<{ department: string; languages: string[] }>`
    SELECT coalesce(s.department, r.specialty, '') AS department, r.languages
      FROM referral r LEFT JOIN referral_stay s ON s.referral_id = r.id WHERE r.id = ${referralId}`;
  const { department, languages } = row!;
  const interpreter = languages.find((each) => available.includes(each)) ?? null;
  return { department, minutes, interpreter };
}

/** Slots of the department alone, or with any one of the interpreters, each once. */
async function freeAt(tx: Tx, needs: Needs, between: Span, minutes: number): Promise<Span[]> {
  const resources = await resourcesOf(tx, wanted(needs));
  const taken = await takenOf(
    tx,
    resources.map(({ id }) => id),
    { from: between.from - DAY_MS, until: between.until + DAY_MS },
  );
  const calendars = resources.map((each) => ({ ...each, taken: taken.get(each.id)! }));
  const { department, interpreters } = split(resources);
  if (!department) return [];
  const calendarOf = (id: string) => calendars.find((each) => each.id === id)!;
  const wish = { between, minutes, stepMinutes: stepOf(minutes), most: MOST };
  const own = calendarOf(department.id);
  const choices: Calendar[][] = needs.interpreter
    ? interpreters.map(({ id }) => [own, calendarOf(id)])
    : [[own]];
  const all = new Map(
    choices.flatMap((each) => freeSlots(each, wish)).map((one) => [one.from, one]),
  );
  return [...all.values()].sort((a, b) => a.from - b.from);
}
