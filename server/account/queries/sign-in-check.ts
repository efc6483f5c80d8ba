import { anywhere } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { readOneTimePayload } from '../one-time-tokens.ts';
import { SignInCheck } from '../schemas.ts';

/** What a mail about a sign-in told of: when, from what and from where, as coarse as it was told. */
export type CheckedSignIn = {
  at: string;
  browser: string | null;
  system: string | null;
  network: string;
};

/** The sign-in that a mail asks about; null where its link has been used or is older than a day. */
export const signInCheck = query('account.signInCheck', {
  input: SignInCheck,
  subject: anywhere,
  gate: 'account.use',
  summary: 'The sign-in that a mail asks about',
  doors: ['web'],
  run: ({ input, tx }) => readOneTimePayload<CheckedSignIn>(tx, 'signInCheck', input.token),
});
