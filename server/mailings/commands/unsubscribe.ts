import { anywhere } from '#server/platform/access/access.ts';
import { notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { Unsubscribe } from '../schemas.ts';
import { readUnsubscribeToken } from '../tokens.ts';
import { endMails, mailsIn, resumeMails } from '../unsubscribing.ts';

/** Ends the mails that a link in one of them speaks of. The link is enough: no sign-in is asked for. */
export const unsubscribe = command('mailings.unsubscribe', {
  input: Unsubscribe,
  subject: anywhere,
  gate: 'account.use',
  summary: 'End the mails that a signed link speaks of',
  doors: ['web'],
  async run({ input, tx, services, audit }) {
    const mails = readUnsubscribeToken(services.keyRing, input.token);
    if (!mails) throw notFound();
    audit({ person: mails.personId, rhythm: mails.rhythm });
    await endMails(tx, mails);
    return mailsIn(tx, mails);
  },
});

/** Takes that back. */
export const resubscribe = command('mailings.resubscribe', {
  input: Unsubscribe,
  subject: anywhere,
  gate: 'account.use',
  summary: 'Take an unsubscribing back',
  doors: ['web'],
  async run({ input, tx, services, audit }) {
    const mails = readUnsubscribeToken(services.keyRing, input.token);
    if (!mails) throw notFound();
    audit({ person: mails.personId, rhythm: mails.rhythm });
    await resumeMails(tx, mails);
    return mailsIn(tx, mails);
  },
});
