import { HOLD_SETTING, toolsChanged } from '#server/discussions/index.ts';
import { anywhere } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { HoldFirstPosts } from '../schemas.ts';

/** What waits already goes on waiting for somebody to decide. */
export const holdFirstPosts = command('moderation.holdFirstPosts', {
  summary: 'Whether first posts of newly admitted organisations’ people wait for the secretariat.',
  input: HoldFirstPosts,
  subject: anywhere,
  gate: 'held.decide',
  async run({ input, tx, audit }) {
    await tx.sql`
      INSERT INTO setting (key, value, at) VALUES (${HOLD_SETTING}, to_jsonb(${input.on}::boolean), ${tx.now})
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = excluded.at`;
    await toolsChanged(tx);
    audit({ on: input.on });
    return null;
  },
});
