import { anywhere } from '#server/platform/access/access.ts';
import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { Unsubscribe } from '../schemas.ts';
import { readUnsubscribeToken } from '../tokens.ts';
import { mailsIn } from '../unsubscribing.ts';

/** Which mails a link would end, or has ended. Opening it changes nothing: mail scanners do. */
export const unsubscribePage = query('mailings.unsubscribePage', {
  input: Unsubscribe,
  subject: anywhere,
  gate: 'account.use',
  summary: 'Which mails a signed link would end',
  doors: ['web'],
  async run({ input, tx, services }) {
    const mails = readUnsubscribeToken(services.keyRing, input.token);
    if (!mails) throw notFound();
    return { rhythm: mails.rhythm, ...(await mailsIn(tx, mails)) };
  },
});
