import { consortiumAddress } from '#app/features/consortia/addresses.ts';
import { amount, onward, words } from '#app/features/projects/read-form.ts';
import { notFound, text, verb } from '#app/page.ts';
import { CURRENCIES, type ConsortiumState, type RoleKind } from '#server/consortia/plain.ts';
import type { Ask } from '#server/forum.ts';

export { default, loader } from '#app/verb-route.tsx';

/** The acts of one button on an application; each is gated by itself. */
export const action = verb(async ({ forum, params, form }) => {
  const consortiumId = params['consortiumId'] ?? '';
  const seatId = text(form, 'seatId');
  const roleId = text(form, 'roleId');
  const reason = text(form, 'reason');
  const isTrue = (name: string) => text(form, name) === 'true';
  switch (text(form, 'act')) {
    case 'accept':
    case 'decline':
      await forum.call('consortia.answerInvitation', {
        seatId,
        accept: text(form, 'act') === 'accept',
        reason,
      });
      break;
    case 'take':
    case 'refuse':
      await forum.call('consortia.answerOffer', {
        consortiumId,
        offerId: seatId,
        accept: text(form, 'act') === 'take',
        reason,
      });
      break;
    case 'takeBack':
      await forum.call('consortia.takeBack', { seatId });
      break;
    case 'consent':
      await forum.call('consortia.setConsent', {
        seatId,
        given: true,
        ...(text(form, 'fileId') && { fileId: text(form, 'fileId') }),
      });
      break;
    case 'noConsent':
      await forum.call('consortia.setConsent', { seatId, given: false });
      break;
    case 'withdraw':
      await forum.call('consortia.withdraw', { consortiumId, invitationId: seatId });
      break;
    case 'invite':
      await forum.call('consortia.invite', {
        consortiumId,
        roleId,
        orgId: text(form, 'orgId'),
        message: text(form, 'message'),
        answerBy: text(form, 'answerBy') || null,
      });
      break;
    case 'offer':
      await forum.call('consortia.offer', { consortiumId, roleId, message: text(form, 'message') });
      break;
    case 'addRole':
      await forum.call('consortia.addRole', {
        consortiumId,
        kind: text(form, 'kind') as RoleKind,
        task: words(form, 'task'),
        required: form.has('required'),
      });
      break;
    case 'setRole':
      await forum.call('consortia.setRole', {
        consortiumId,
        roleId,
        required: isTrue('required'),
        open: isTrue('open'),
      });
      break;
    case 'removeRole':
      await forum.call('consortia.removeRole', { consortiumId, roleId });
      break;
    case 'frame':
      await forum.call('consortia.setFrame', { consortiumId, ...readFrame(form) });
      break;
    case 'planSteps':
      await forum.call('consortia.planSteps', { consortiumId });
      break;
    case 'conclude':
      await forum.call('consortia.conclude', {
        consortiumId,
        state: text(form, 'state') as ConsortiumState,
        version: Number(text(form, 'version')),
      });
      break;
    default:
      throw notFound();
  }
  if (!form.has('next')) form.set('next', consortiumAddress(consortiumId));
  return onward(form);
});

/** Amounts are typed in the currency's own unit and kept in its smallest. */
function readFrame(form: FormData): Omit<Ask<'consortia.setFrame'>, 'consortiumId'> {
  const currency = text(form, 'currency');
  const minor = (name: string) => {
    const typed = amount(form, name);
    return typed === null ? null : Math.round(typed * (CURRENCIES[currency] ?? 1));
  };
  return {
    version: Number(text(form, 'version')),
    targetOn: text(form, 'targetOn') || null,
    cost: minor('cost'),
    asked: minor('asked'),
    currency,
  };
}
