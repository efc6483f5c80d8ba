import { z } from 'zod';
import { heldWaiting } from '#server/discussions/index.ts';
import { anywhere, mayAny, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { departuresWaiting } from '#server/resignations/index.ts';
import { announcement } from '../access.ts';
import { LINE, type AnnouncementLine } from '../reading.ts';

const MOST = 100;

/** What the caller may read: current and coming ones, important first, and past ones, the latest first. */
export const list = query('announcements.list', {
  summary: 'Announcements for the caller, current and past; the latest hundred.',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'news.view',
  async run({ actor, tx }) {
    const lines = await tx.sql<AnnouncementLine>`
      SELECT ${LINE} FROM announcement an WHERE ${visible(actor, 'news.view', announcement)}
       ORDER BY an.published_at DESC, an.id DESC LIMIT ${MOST}`;
    const over = ({ standing }: AnnouncementLine) =>
      standing === 'past' || standing === 'withdrawn';
    const current = lines.filter((line) => !over(line));
    return {
      current: [
        ...current.filter((line) => line.important),
        ...current.filter((line) => !line.important),
      ],
      past: lines.filter(over),
      mayWrite: mayAny(actor, 'news.write'),
      /** First posts that wait for the secretariat. */
      held: await heldWaiting(tx, actor),
      /** Organisations that wait to leave, or have something to hand over. */
      handovers: await departuresWaiting(tx, actor),
    };
  },
});
