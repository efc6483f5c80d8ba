import { visible, sql } from '#server/platform/access/access.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { query } from '#server/platform/use-case.ts';
import { document } from '#server/documents/index.ts';
import { opening, referral } from '#server/referrals/index.ts';
import { anyHospital } from '../access.ts';
import { readMessages, readUpTo } from '../reading.ts';
import { Messages } from '../schemas.ts';
import { hospitalOf, hospitalsOf, readsAll, standingOf } from '../standing.ts';

const NONE = { count: 0, unread: 0, readTo: 0, toAnswer: 0, asked: 0, lastAt: null };

export const messages = query('caseThread.messages', {
  summary:
    'The conversation about an accepted case, fifty messages at a time. The read is recorded; the case officer says why. A hospital reads its own alone; sender and officer also that with a hospital which had the case before.',
  input: Messages,
  subject: referral.of('code'),
  gate: 'referral.threadView',
  refs: { hospitalId: { noun: anyHospital, action: 'referral.threadView' } },
  async run({ input, subject: row, actor, tx, services, audit, may }) {
    const ring = services.keyRing;
    const { facts } = await opening({ actor, tx, ring }, row, input);
    audit({ class: 'thread', ...facts });
    const hospitalId = await hospitalOf(tx, row, actor, input.hospitalId);
    const read = hospitalId
      ? await readMessages(tx, ring, row, actor, hospitalId, input.before)
      : { messages: [], earlier: null };
    const current = hospitalId === row.acceptedOrgId;
    const canPost = current && may('referral.threadPost', referral, row);
    return {
      code: row.code,
      state: row.state,
      hospitalId,
      ...read,
      newest: input.before === null,
      standing: hospitalId ? await standingOf(tx, row, actor, hospitalId) : NONE,
      readBy: hospitalId ? await readUpTo(tx, row, actor, hospitalId) : [],
      /** Other hospitals with which there were words about the case. */
      others: readsAll(row, actor)
        ? (await hospitalsOf(tx, row)).filter(({ id }) => id !== hospitalId)
        : [],
      current,
      canPost,
      /** For the form that writes the next message. */
      clientId: newOpaqueId(),
      papers: canPost ? await papersOf() : [],
      channel: { id: row.id, asOf: await channelSeq(tx, { kind: 'case', id: row.id }) },
    };

    /** The papers of the case that a message may point to. */
    async function papersOf() {
      const { rows } = await tx.query<{ id: string; number: string; kind: string }>(sql`
        SELECT d.id, d.number, d.kind FROM document d
         WHERE d.owner_kind = 'referral' AND d.owner_id = ${row.id} AND d.state = 'ready'
           AND ${visible(actor, 'referral.docIdentifying', document)}
         ORDER BY d.created_at DESC, d.id LIMIT 30`);
      return rows;
    }
  },
});
