import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { notFound } from '#server/platform/errors.ts';
import type { Capability } from '#server/platform/kernel.ts';
import { listDevMail, readDevMail } from '#server/platform/mail/index.ts';
import { query } from '#server/platform/use-case.ts';

/** The mails that a demo would have sent, newest first. */
const listMail = query('dev.listMail', {
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'account.use',
  summary: 'Mails of the demo',
  doors: ['web'],
  async run({ services }) {
    if (services.mode !== 'demo') throw notFound();
    return { mails: await listDevMail(services.devMailFolder) };
  },
});

/** One of them, as it would have arrived. */
const readMail = query('dev.readMail', {
  input: z.strictObject({ mailId: z.string().max(36) }),
  subject: anywhere,
  gate: 'account.use',
  summary: 'A mail of the demo',
  doors: ['web'],
  async run({ input, services }) {
    const mail =
      services.mode === 'demo' ? await readDevMail(services.devMailFolder, input.mailId) : null;
    if (!mail) throw notFound();
    return mail;
  },
});

/** What only a demo on this machine shows. */
export const dev = { useCases: [listMail, readMail] } satisfies Capability;
