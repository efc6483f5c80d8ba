import { query } from '#server/platform/use-case.ts';
import {
  nameColumns,
  erasesAt,
  readable,
  referral,
  type NameColumns,
} from '#server/referrals/index.ts';
import { ERASABLE } from '../erasing.ts';
import type { HoldOrErase, RequestKind, RequestState } from '../plain.ts';
import { OneCase } from '../schemas.ts';

export const keeping = query('privacy.keeping', {
  summary:
    'How long a case keeps its patient, whether a legal hold stands in the way, and what was asked and decided.',
  input: OneCase,
  subject: referral.of('code'),
  gate: 'referral.hold',
  async run({ subject, actor, tx }) {
    const [row] = await tx.sql<{ heldAt: Date | null; erasedAt: Date | null }>`
      SELECT held_at AS "heldAt", erased_at AS "erasedAt" FROM referral WHERE id = ${subject.id}`;
    const due = await erasesAt(tx, subject);
    const requests = await tx.sql<{
      id: string;
      kind: RequestKind;
      reason: HoldOrErase;
      state: RequestState;
      askedBy: string;
      askedAt: Date;
      asker: NameColumns | null;
      decidedAt: Date | null;
      decider: NameColumns | null;
    }>`
      SELECT q.id, q.kind, q.reason, q.state, q.asked_by AS "askedBy", q.asked_at AS "askedAt",
             ${nameColumns('p')} AS asker, q.decided_at AS "decidedAt",
             (SELECT ${nameColumns('p')} FROM person p WHERE p.id = q.decided_by) AS decider
        FROM case_request q LEFT JOIN person p ON p.id = q.asked_by
       WHERE q.referral_id = ${subject.id} ORDER BY q.asked_at DESC LIMIT 50`;
    return {
      code: subject.code,
      state: subject.state,
      heldAt: row!.heldAt?.toISOString() ?? null,
      erasedAt: row!.erasedAt?.toISOString() ?? null,
      erasesAt: row!.heldAt ? null : (due?.toISOString() ?? null),
      mayErase: ERASABLE.includes(subject.state) && !row!.heldAt,
      requests: requests.map(({ askedBy, asker, askedAt, decidedAt, decider, ...each }) => ({
        ...each,
        mine: askedBy === actor.personId,
        askedAt: askedAt.toISOString(),
        by: readable(asker, actor.lang),
        decidedAt: decidedAt?.toISOString() ?? null,
        decidedBy: readable(decider, actor.lang),
      })),
    };
  },
});
