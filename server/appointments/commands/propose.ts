import { book, lockResources, type Resource } from '#server/booking/index.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { type AppError, conflict, invalid } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import {
  by,
  lockCase,
  purposeOf,
  referral,
  tellBeside,
  type ReferralRow,
} from '#server/referrals/index.ts';
import type { AppointmentKind } from '../access.ts';
import { lapseDue } from '../lapsing.ts';
import type { Mode } from '../plain.ts';
import { freeInterpreter, split, wanted } from '../resources.ts';
import { heldUntil, NOTICE_MS, overlap } from '../rules.ts';
import { Propose } from '../schemas.ts';

export const propose = command('appointments.propose', {
  summary:
    'Proposes one to three times for an appointment in a department of the hospital, with people, rooms and vehicles of its own (`also`) and an interpreter of a language where they are needed; while a second opinion is agreed on, for that, by video; after the discharge for a follow-up, in person or by video. All are kept, for three days at most, until the sender confirms one. A time that is taken is refused with what is taken and until when.',
  input: Propose,
  subject: referral.of('code'),
  gate: 'appointment.propose',
  limit: { points: 20, seconds: 60 },
  async run({ input, subject, actor, tx, emit, audit, may }) {
    const row = await lockCase(tx, subject.id);
    // The case may have gone while this waited for its lock.
    if (!may('appointment.propose', referral, row)) throw conflict('STATE_CHANGED');
    const starts = input.startsAt.map((each) => new Date(each));
    requireSensible(starts, input.minutes, tx.now);
    const orgId = row.acceptedOrgId!;
    const { department, interpreters, also } = split(
      await lockResources(tx, wanted({ ...input, orgId })),
    );
    if (!department) throw at('department', 'unknownRecord');
    if (also.length !== new Set(input.also).size) throw at('also', 'unknownRecord');
    if (input.interpreter && interpreters.length === 0) throw at('interpreter', 'noInterpreter');

    const kind = await kindOf(tx, row);
    if (input.mode === 'online' && kind !== 'followUp') throw at('mode', 'invalid');
    await lapseDue(tx, emit, sql`a.referral_id = ${row.id}`);
    if (kind === 'followUp') await settlePast(tx, row.id);
    const until = heldUntil(tx.now, starts);
    const id = await insert(tx, {
      ...input,
      kind,
      referralId: row.id,
      orgId,
      heldUntil: until,
      createdBy: actor.personId,
    });
    for (const startsAt of starts) {
      const endsAt = new Date(startsAt.getTime() + input.minutes * 60_000);
      const span = { from: startsAt.getTime(), until: endsAt.getTime() };
      const takes: Resource[] = [department, ...also];
      if (input.interpreter) takes.push(await freeInterpreter(tx, interpreters, span));
      await book(tx, {
        owner: { kind: 'appointment', id },
        resourceIds: takes.map((each) => each.id),
        startsAt,
        endsAt,
        heldUntil: until,
        createdBy: actor.personId,
      });
    }
    await tellBeside(tx, emit, row, 'appointmentProposed', by(actor));
    audit({ referralId: row.id, appointmentId: id, times: starts.length });
    return { id, version: 0, heldUntil: until.toISOString() };
  },
});

/** What an appointment is for, where the case stands. */
async function kindOf(tx: Tx, { id, state }: ReferralRow): Promise<AppointmentKind> {
  if (state === 'discharged') return 'followUp';
  return (await purposeOf(tx, id)) === 'opinion' ? 'opinion' : 'visit';
}

/** One whose time is over makes room for the next. */
async function settlePast(tx: Tx, referralId: string): Promise<void> {
  await tx.sql`
    UPDATE appointment SET state = 'held', version = version + 1
     WHERE referral_id = ${referralId} AND state = 'confirmed'
       AND EXISTS (SELECT 1 FROM booking b WHERE b.id = booking_id AND b.ends_at <= ${tx.now})`;
}

type New = {
  referralId: string;
  orgId: string;
  kind: AppointmentKind;
  mode: Mode;
  department: string;
  minutes: number;
  interpreter: string | null;
  heldUntil: Date;
  createdBy: string | null;
};

/** A case has one appointment at a time: an index of the table says so. */
async function insert(tx: Tx, one: New): Promise<string> {
  const id = newOpaqueId();
  const made = await tx.sql`
    INSERT INTO appointment (id, referral_id, org_id, kind, mode, department, minutes, interpreter_lang, state, held_until,
      created_by, created_at)
    VALUES (${id}, ${one.referralId}, ${one.orgId}, ${one.kind}, ${one.mode}, ${one.department}, ${one.minutes}, ${one.interpreter},
      'proposed', ${one.heldUntil}, ${one.createdBy}, ${tx.now})
    ON CONFLICT (referral_id) WHERE state IN ('proposed', 'confirmed') DO NOTHING RETURNING id`;
  if (made.length === 0) throw conflict('APPOINTMENT_OPEN');
  return id;
}

function requireSensible(starts: readonly Date[], minutes: number, now: Date) {
  if (starts.some((each) => each.getTime() < now.getTime() + NOTICE_MS))
    throw at('startsAt', 'tooSoon');
  if (overlap(starts, minutes)) throw at('startsAt', 'timesOverlap');
}

function at(path: string, message: string): AppError {
  return invalid('INVALID_INPUT', undefined, [{ path, message }]);
}
