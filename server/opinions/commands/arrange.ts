import { command } from '#server/platform/use-case.ts';
import { by, caseKeyOf, referral, tellBeside } from '#server/referrals/index.ts';
import { requireConsent } from '../requirements.ts';
import { Arrange } from '../schemas.ts';
import { sealMeeting } from '../sealing.ts';
import { holdOpinion, stepTo } from '../stepping.ts';

export const arrange = command('opinions.arrange', {
  summary:
    'The hospital says where both sides meet by video (https) and how to come in. Only the sender and the hospital are shown it; the notice holds none of it.',
  input: Arrange,
  subject: referral.of('code'),
  gate: 'opinion.arrange',
  async run(context) {
    const { input, actor, tx, services, emit, audit } = context;
    const held = await holdOpinion(context, 'opinion.arrange', input.version, ['agreed']);
    const { row, opinion } = held;
    requireConsent(row);
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const where = { referralId: row.id, opinionId: opinion.id };
    const sealed = sealMeeting(key, where, { url: input.url, note: input.note });
    await tx.sql`
      INSERT INTO opinion_link (opinion_id, referral_id, org_id, sealed, set_by, set_at)
      VALUES (${opinion.id}, ${row.id}, ${actor.orgId}, ${sealed}, ${actor.personId}, ${tx.now})
      ON CONFLICT (opinion_id, org_id) DO UPDATE SET sealed = excluded.sealed,
        set_by = excluded.set_by, set_at = excluded.set_at`;
    const version = await stepTo(context, held, 'agreed');
    await tellBeside(tx, emit, row, 'opinionArranged', by(actor));
    audit({ referralId: row.id, opinionId: opinion.id });
    return { code: row.code, version };
  },
});
