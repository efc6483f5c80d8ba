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
import { alsoOf, interpreterLanguages, split, wanted, type Needs } from '../resources.ts';
import { NOTICE_MS, stepOf } from '../rules.ts';
import { Slots } from '../schemas.ts';

const JAPAN = 'Asia/Tokyo';
const DAY_MS = 86_400_000;
const DAYS = 7;
const MOST = 120;

export const slots = query('appointments.slots', {
  summary:
    'The free times of seven days at which the department and what else is asked for are open and free and, if one is needed, an interpreter of the language is; with the departments of the hospital that take the case, and its people, rooms and vehicles that can be taken as well.',
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
    const others = await resourcesOf(tx, alsoOf(orgId));
    const also = others.map(({ id }) => id).filter((each) => input.also.includes(each));
    const found = await freeAt(tx, { ...needs, also, orgId }, between, needs.minutes);
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
      /** What else of the hospital's can be taken, and whether it is asked for. */
      also: others.map(({ id, kind, name }) => ({ id, kind, name, asked: also.includes(id) })),
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

/** Slots of the department and what else of the hospital's alone, or with any one of the interpreters, each once. */
async function freeAt(tx: Tx, needs: Needs, between: Span, minutes: number): Promise<Span[]> {
  const resources = await resourcesOf(tx, wanted(needs));
  const taken = await takenOf(
    tx,
    resources.map(({ id }) => id),
    { from: between.from - DAY_MS, until: between.until + DAY_MS },
  );
  const calendars = resources.map((each) => ({ ...each, taken: taken.get(each.id)! }));
  const { department, interpreters, also } = split(resources);
  if (!department) return [];
  const calendarOf = (id: string) => calendars.find((each) => each.id === id)!;
  const wish = { between, minutes, stepMinutes: stepOf(minutes), most: MOST };
  const own = [department, ...also].map(({ id }) => calendarOf(id));
  const choices: Calendar[][] = needs.interpreter
    ? interpreters.map(({ id }) => [...own, calendarOf(id)])
    : [own];
  const all = new Map(
    choices.flatMap((each) => freeSlots(each, wish)).map((one) => [one.from, one]),
  );
  return [...all.values()].sort((a, b) => a.from - b.from);
}
