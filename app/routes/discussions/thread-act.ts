import { redirect } from '@remix-run/node';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { noticeAddress, threadAddress, tiesAddress } from '#app/features/discussions/addresses.ts';
import { notFound, text, verb } from '#app/page.ts';
import type { FollowLevel, LinkKind } from '#server/discussions/schemas.ts';

export { default, loader } from '#app/verb-route.tsx';

/** The acts of one button on a thread, where they do not happen in place; each is gated by itself. */
export const action = verb(async ({ forum, params, form }) => {
  const threadId = idIn(params['threadId']);
  switch (text(form, 'act')) {
    case 'follow': {
      const level = text(form, 'level') as FollowLevel;
      await forum.call('discussions.followThread', { threadId, level });
      break;
    }
    case 'pin':
    case 'unpin':
      await forum.call('discussions.pinThread', { threadId, pinned: text(form, 'act') === 'pin' });
      break;
    case 'unlock':
      await forum.call('discussions.lockThread', { threadId, locked: false });
      break;
    case 'notice':
    case 'unnotice': {
      const notice = text(form, 'act') === 'notice';
      await forum.call('discussions.markNotice', { threadId, notice });
      break;
    }
    case 'tie': {
      const kind = text(form, 'kind') as LinkKind;
      await forum.call('discussions.tieRecord', { threadId, kind, key: text(form, 'key') });
      return redirect(tiesAddress(threadId));
    }
    case 'untie':
      await forum.call('discussions.untieRecord', { threadId, linkId: text(form, 'linkId') });
      return redirect(tiesAddress(threadId));
    case 'acknowledge':
      await forum.call('discussions.acknowledge', { threadId });
      break;
    case 'remind':
      await forum.call('discussions.remindNotice', { threadId });
      return redirect(noticeAddress(threadId));
    default:
      throw notFound();
  }
  return redirect(threadAddress(threadId));
});
