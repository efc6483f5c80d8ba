import { notify } from '#server/notifications/index.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { projectFile } from '#server/project-files/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { command } from '#server/platform/use-case.ts';
import { consortium, seat, type ConsortiumRow, type SeatRow } from '../access.ts';
import { answering, giveRole, holdForming, refuseSeat, requireWaiting } from '../forming.ts';
import { AnswerInvitation, AnswerOffer, SetConsent, TakeBack } from '../schemas.ts';

/** An organisation accepts the role it was asked for, or declines, with a reason if it likes. */
export const answerInvitation = command('consortia.answerInvitation', {
  summary: 'Accepts or declines the role that the organisation one acts for was asked to take.',
  input: AnswerInvitation,
  subject: seat.of('seatId'),
  gate: 'consortium.answer',
  words: ['reason'],
  async run({ input, subject, actor, tx, emit, audit }) {
    await holdForming(tx, subject.consortiumId);
    const row = (await consortium.find(tx, subject.consortiumId))!;
    await requireWaiting(tx, row, subject.id, 'invited');
    if (input.accept) await giveRole(tx, row.project, subject.id, actor, input.reason);
    else await refuseSeat(tx, subject.id, row.id, actor, input.reason);
    await emit({ kind: 'project', id: row.project.id }, 'project.changed', {});
    await notify(tx, {
      type: input.accept ? 'consortium.accepted' : 'consortium.declined',
      subject: { kind: 'consortium', id: row.id },
      to: answering(row.project.leadOrgId),
      except: actor.personId,
      actorId: actor.personId,
    });
    audit({ consortiumId: row.id, accept: input.accept });
    return { consortiumId: row.id };
  },
});

/** Those who lead take an organisation that offered itself, or thank it and decline. */
export const answerOffer = command('consortia.answerOffer', {
  summary: 'Takes an organisation that offered itself for a role, or declines.',
  input: AnswerOffer,
  subject: consortium.of('consortiumId'),
  gate: 'consortium.write',
  words: ['reason'],
  async run({ input, subject, actor, tx, emit, audit }) {
    await holdForming(tx, subject.id);
    await requireWaiting(tx, subject, input.offerId, 'offered');
    const { orgId } = input.accept
      ? await giveRole(tx, subject.project, input.offerId, actor, input.reason)
      : await refuseSeat(tx, input.offerId, subject.id, actor, input.reason);
    await emit({ kind: 'project', id: subject.project.id }, 'project.changed', {});
    await notify(tx, {
      type: input.accept ? 'consortium.taken' : 'consortium.notTaken',
      subject: { kind: 'consortium', id: subject.id },
      to: answering(orgId),
      except: actor.personId,
      actorId: actor.personId,
    });
    audit({ seatId: input.offerId, orgId, accept: input.accept });
    return null;
  },
});

/** Takes back one's own offer while it waits. */
export const takeBack = command('consortia.takeBack', {
  summary: 'Takes back the offer of the organisation one acts for, while it waits.',
  input: TakeBack,
  subject: seat.of('seatId'),
  gate: 'consortium.answer',
  async run({ subject, tx, emit, audit }) {
    await holdForming(tx, subject.consortiumId);
    const taken = await tx.sql`
      UPDATE consortium_seat SET state = 'withdrawn'
       WHERE id = ${subject.id} AND way = 'offered' AND state = 'waiting' RETURNING 1`;
    if (taken.length === 0) throw conflict('SEAT_CLOSED');
    const row = (await consortium.find(tx, subject.consortiumId))!;
    await emit({ kind: 'project', id: row.project.id }, 'project.changed', {});
    audit({ consortiumId: row.id });
    return null;
  },
});

/** An organisation says that its signed consent form was handed over, or takes that back. */
export const setConsent = command('consortia.setConsent', {
  summary: 'Says that the signed consent form of the organisation one acts for was handed over.',
  input: SetConsent,
  subject: seat.of('seatId'),
  gate: 'consortium.answer',
  refs: { fileId: { noun: projectFile, action: 'project.view' } },
  async run({ input, subject, actor, tx, emit, audit }) {
    await holdForming(tx, subject.consortiumId);
    const row = (await consortium.find(tx, subject.consortiumId))!;
    const given = input.given ? { at: tx.now, by: actor.personId, fileId: input.fileId } : null;
    if (given?.fileId) await requireOwnFile(tx, row, subject, given.fileId);
    const changed = await tx.sql`
      UPDATE consortium_seat SET consent_at = ${given?.at ?? null}, consent_by = ${given?.by ?? null},
             consent_file_id = ${given?.fileId ?? null}
       WHERE id = ${subject.id} AND state = 'accepted' RETURNING 1`;
    if (changed.length === 0) throw conflict('SEAT_CLOSED');
    await emit({ kind: 'project', id: row.project.id }, 'project.changed', {});
    audit({ consortiumId: row.id, given: input.given, fileId: given?.fileId ?? null });
    return null;
  },
});

/** A signed form is a file of this application's project, and of the organisation that signed it. */
async function requireOwnFile(
  tx: Tx,
  { project }: ConsortiumRow,
  { orgId }: SeatRow,
  fileId: string,
): Promise<void> {
  const found = await tx.sql`
    SELECT 1 FROM project_file
     WHERE id = ${fileId} AND project_id = ${project.id} AND org_id = ${orgId} AND deleted_at IS NULL`;
  if (found.length > 0) return;
  throw invalid('INVALID_INPUT', undefined, [{ path: 'fileId', message: 'unknownRecord' }]);
}
