import { command } from '#server/platform/use-case.ts';
import { caseKeyOf, opening } from '#server/referrals/index.ts';
import { casePaper, requireReadable } from '../access.ts';
import { Open } from '../schemas.ts';
import { openPaperWords } from '../sealing.ts';

/** What a door needs to hand a paper's original out. Its audit row is committed before the first byte leaves. */
export const open = command('papers.open', {
  input: Open,
  subject: casePaper.of('paperId'),
  gate: 'referral.docIdentifying',
  limit: { points: 60, seconds: 60 },
  doors: ['web'],
  secret: true,
  async run({ input, subject, actor, tx, services, audit }) {
    requireReadable(subject);
    const ring = services.keyRing;
    const { facts } = await opening({ actor, tx, ring }, subject.owner, input);
    audit({ class: 'paper', paperId: subject.id, ...facts });
    const { id, byteSize, storageKey, wrappedKey, sealed, owner } = subject;
    const where = { referralId: owner.id, paperId: id };
    const { name } = openPaperWords(await caseKeyOf(tx, ring, owner.id), where, sealed);
    return { id, name, byteSize, storageKey, wrappedKey };
  },
});
