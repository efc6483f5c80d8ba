import { myself } from '#server/membership/index.ts';
import { notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { ForgetDevice } from '../schemas.ts';

/** Forgets one of one's own browsers: the next sign-in from it is told of by mail. */
export const forgetDevice = command('account.forgetDevice', {
  input: ForgetDevice,
  subject: myself,
  gate: 'user.viewSelf',
  summary: 'Forget a browser of one’s own',
  doors: ['web'],
  async run({ input, actor, tx }) {
    const { count } = await tx.text(
      `UPDATE known_device SET forgotten_at = $3
        WHERE person_id = $1 AND left(encode(hash, 'hex'), 12) = $2 AND forgotten_at IS NULL`,
      [actor.personId, input.deviceId, tx.now],
    );
    if (count === 0) throw notFound();
    return { forgotten: count };
  },
});
