import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { headFor } from '#server/platform/channels/listeners.ts';
import { CHANNEL_KINDS } from '#server/platform/channels/log.ts';
import { RESYNC_BEHIND } from '#server/platform/channels/reader.ts';
import { conflict, notFound } from '#server/platform/errors.ts';
import type { Capability } from '#server/platform/kernel.ts';
import { query } from '#server/platform/use-case.ts';

/**
 * What happened in a channel after a sequence number, for pages without a socket and for programs. The
 * right is the listener's: whoever may listen may catch up.
 */
const since = query('channels.since', {
  input: z.strictObject({
    channel: z.strictObject({ kind: z.enum(CHANNEL_KINDS), id: z.uuid() }),
    after: z.number().int().min(0),
  }),
  subject: anywhere,
  gate: 'notification.view',
  summary: 'Events of a channel after a sequence number, in order',
  limit: { points: 60, seconds: 60 },
  async run({ input, actor, tx, services }) {
    const head = await headFor(services.kernel(), tx, actor, input.channel);
    if (head === null) throw notFound();
    if (head && head.lastSeq - input.after > RESYNC_BEHIND) throw conflict('RESYNC');
    const { seq, events, more } = await services
      .reader()
      .since(tx, input.channel.kind, input.channel.id, input.after);
    return { seq, events, more };
  },
});

/** The log of what happened, as callers read it. */
export const channels = { useCases: [since] } satisfies Capability;
