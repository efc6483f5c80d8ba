import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { forbidden, invalid } from '#server/platform/errors.ts';
import { id, newCaseCode, newOpaqueId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { organisation } from '#server/membership/index.ts';
import { CaseFacts, Clinical, Identity } from '../schemas.ts';
import { newCaseKey, sealClinical, sealIdentity } from '../sealing.ts';
import { isSender, SENDER_KINDS } from '../side.ts';
import { by, enter } from '../timeline.ts';

export const createDraft = command('referrals.createDraft', {
  summary:
    'Begins a case with an empty draft and a key of its own. A partner abroad or a company for medical travel begins its own; the secretariat names the sender.',
  input: z.strictObject({ partnerOrgId: id('organisation').optional() }),
  subject: anywhere,
  gate: 'referral.create',
  refs: { partnerOrgId: { noun: organisation, action: 'org.viewPublic' } },
  async run({ input, actor, tx, audit, services }) {
    const own = isSender(actor.orgKind);
    const partnerOrgId = own ? actor.orgId : input.partnerOrgId;
    if (own && input.partnerOrgId && input.partnerOrgId !== actor.orgId) throw forbidden();
    if (!partnerOrgId) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'partnerOrgId', message: 'required' }]);
    }
    if (!own && !(await refers(tx, partnerOrgId))) {
      throw invalid('INVALID_INPUT', undefined, [
        { path: 'partnerOrgId', message: 'unknownRecord' },
      ]);
    }
    const referralId = newOpaqueId();
    const code = newCaseCode();
    const { key, wrapped } = newCaseKey(services.keyRing, referralId);
    const facts = CaseFacts.parse({});
    await tx.sql`
      INSERT INTO referral (id, code, state, mode, partner_org_id, created_by, officer_id, urgency, specialty,
        icd_block, sex, age_band, country, languages, payer, request, wrapped_key, created_at)
      VALUES (${referralId}, ${code}, 'draft', 'FIRST_ACCEPT', ${partnerOrgId}, ${actor.personId},
        ${own ? null : actor.personId}, ${facts.urgency}, '', '', ${facts.sex}, '', '', '{}', '',
        ${JSON.stringify(facts.request)}::jsonb, ${wrapped}, ${tx.now})`;
    await tx.sql`INSERT INTO referral_identity (referral_id, sealed)
      VALUES (${referralId}, ${sealIdentity(key, referralId, Identity.parse({}))})`;
    await tx.sql`INSERT INTO referral_clinical (referral_id, sealed)
      VALUES (${referralId}, ${sealClinical(key, referralId, Clinical.parse({}))})`;
    await enter(tx, { referralId, type: 'created', ...by(actor), to: 'draft' });
    audit({ referralId, code });
    return { code, version: 0 };
  },
});

/** Whether an organisation is of a kind that refers patients. */
async function refers(tx: Tx, orgId: string): Promise<boolean> {
  const found = await tx.sql`
    SELECT 1 FROM organisation WHERE id = ${orgId} AND kind = ANY (${[...SENDER_KINDS]})`;
  return found.length === 1;
}
