import { anywhere } from '#server/platform/access/access.ts';
import { newId } from '#server/platform/ids.ts';
import { enqueueMail } from '#server/platform/mail/index.ts';
import { command } from '#server/platform/use-case.ts';
import type { Language } from '#server/platform/access/actor.ts';
import { newOneTimeToken } from '../one-time-tokens.ts';
import { RequestPasswordReset } from '../schemas.ts';

const LINK_MINUTES = 30;
const LINKS_A_DAY = 5;

/** Sends a link to set a new password. Known and unknown addresses get the same answer. */
export const requestPasswordReset = command('account.requestPasswordReset', {
  input: RequestPasswordReset,
  subject: anywhere,
  gate: 'account.use',
  summary: 'Ask for a link to set a new password',
  doors: ['web'],
  secret: true,
  limit: { points: 10, seconds: 600 },
  async run({ input, tx }) {
    const [person] = await tx.sql<{ id: string; lang: Language; recent: number }>`
      SELECT p.id, p.lang, (SELECT count(*)::int FROM one_time_token t WHERE t.person_id = p.id
        AND t.purpose = 'passwordReset' AND t.created_at > ${new Date(tx.now.getTime() - 86_400_000)}) AS recent
      FROM person p JOIN credential c ON c.person_id = p.id
      WHERE p.email = ${input.email} AND p.deactivated_at IS NULL`;
    if (!person || person.recent >= LINKS_A_DAY) return { sent: true };
    const token = await newOneTimeToken(tx, 'passwordReset', person.id, LINK_MINUTES);
    await enqueueMail(tx, {
      kind: 'password-reset',
      to: { personId: person.id },
      lang: person.lang,
      vars: { path: `/reset-password?token=${token}`, minutes: LINK_MINUTES },
      // Every link has a mail of its own.
      dedupeKey: `password-reset:${newId()}`,
    });
    return { sent: true };
  },
});
