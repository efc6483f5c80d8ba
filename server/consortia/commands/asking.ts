import { organisation } from '#server/membership/index.ts';
import { notify } from '#server/notifications/index.ts';
import { conflict, forbidden } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { consortium } from '../access.ts';
import { answering, freeRole, holdForming, writeSeat } from '../forming.ts';
import { Invite, Offer, Withdraw } from '../schemas.ts';

/** Asks an organisation to take a role. From here on its people see the application. */
export const invite = command('consortia.invite', {
  summary: 'Asks an organisation to take a role; its representatives are told and answer.',
  input: Invite,
  subject: consortium.of('consortiumId'),
  gate: 'consortium.write',
  words: ['message'],
  refs: { orgId: { noun: organisation, action: 'org.viewMember' } },
  limit: { points: 30, seconds: 60 },
  async run({ input, subject, actor, tx, emit, audit }) {
    await holdForming(tx, subject.id);
    const { roleId, orgId, message, answerBy } = input;
    await freeRole(tx, subject.id, roleId, orgId);
    const seatId = await writeSeat(tx, actor, {
      consortiumId: subject.id,
      roleId,
      orgId,
      way: 'invited',
      message,
      answerBy,
    });
    await emit({ kind: 'project', id: subject.project.id }, 'project.changed', {});
    const told = await notify(tx, {
      type: 'consortium.invited',
      subject: { kind: 'consortium', id: subject.id },
      to: answering(orgId),
      except: actor.personId,
      actorId: actor.personId,
    });
    audit({ seatId, roleId, orgId, told });
    return { seatId };
  },
});

/** Takes back an invitation that nobody has answered. */
export const withdraw = command('consortia.withdraw', {
  summary: 'Takes back an invitation that was not answered yet.',
  input: Withdraw,
  subject: consortium.of('consortiumId'),
  gate: 'consortium.write',
  async run({ input, subject, tx, emit, audit }) {
    await holdForming(tx, subject.id);
    const taken = await tx.sql`
      UPDATE consortium_seat SET state = 'withdrawn'
       WHERE id = ${input.invitationId} AND consortium_id = ${subject.id} AND way = 'invited'
         AND state = 'waiting' RETURNING 1`;
    if (taken.length === 0) throw conflict('SEAT_CLOSED');
    await emit({ kind: 'project', id: subject.project.id }, 'project.changed', {});
    audit({ seatId: input.invitationId });
    return null;
  },
});

/** Offers the organisation one acts for, for a role that stands open. */
export const offer = command('consortia.offer', {
  summary: 'Offers the organisation one acts for, for an open role; those who lead answer.',
  input: Offer,
  subject: consortium.of('consortiumId'),
  gate: 'consortium.offer',
  words: ['message'],
  limit: { points: 10, seconds: 60 },
  async run({ input, subject, actor, tx, emit, audit }) {
    await holdForming(tx, subject.id);
    const orgId = actor.orgId!;
    const { open } = await freeRole(tx, subject.id, input.roleId, orgId);
    if (!open) throw forbidden();
    const seatId = await writeSeat(tx, actor, {
      consortiumId: subject.id,
      roleId: input.roleId,
      orgId,
      way: 'offered',
      message: input.message,
      answerBy: null,
    });
    await emit({ kind: 'project', id: subject.project.id }, 'project.changed', {});
    await notify(tx, {
      type: 'consortium.offered',
      subject: { kind: 'consortium', id: subject.id },
      to: answering(subject.project.leadOrgId),
      except: actor.personId,
      actorId: actor.personId,
    });
    audit({ seatId, roleId: input.roleId, orgId });
    return { seatId };
  },
});
