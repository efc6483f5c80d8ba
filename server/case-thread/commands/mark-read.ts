import { readSubject } from '#server/notifications/index.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '#server/referrals/index.ts';
import { markReadUpTo } from '../reading.ts';
import { MarkRead } from '../schemas.ts';
import { hospitalOf } from '../standing.ts';

export const markRead = command('caseThread.markRead', {
  summary: 'Remembers how far one has read the conversation of a case; the others see it.',
  input: MarkRead,
  subject: referral.of('code'),
  gate: 'referral.threadView',
  audited: false,
  async run({ input, subject, actor, tx, emit }) {
    const hospitalId = await hospitalOf(tx, subject, actor);
    const further =
      hospitalId !== null && (await markReadUpTo(tx, subject, actor, hospitalId, input.place));
    if (further) await emit({ kind: 'case', id: subject.id }, 'case.messageRead', {});
    await readSubject(tx, actor, { kind: 'caseThread', id: subject.id });
    return { place: input.place };
  },
});
