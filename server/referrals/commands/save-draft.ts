import { z } from 'zod';
import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { announce, lockSeen, onCase, touch, worklistsOf } from '../cases.ts';
import { ageBand } from '../rules/age-band.ts';
import { CaseCode, CaseFacts, Clinical, Identity } from '../schemas.ts';
import { changedFields } from '../changed-fields.ts';
import { keepToldCare } from '../told-care.ts';
import { caseKeyOf, identityIndexes, sealClinical, sealIdentity } from '../sealing.ts';
import { by, enter } from '../timeline.ts';

export const saveDraft = command('referrals.saveDraft', {
  summary:
    'Saves one or more sections of a case that is not yet offered: coded facts, who the patient is, the clinical summary.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    facts: CaseFacts.optional(),
    identity: Identity.optional(),
    clinical: Clinical.optional(),
  }),
  subject: referral.of('code'),
  gate: 'referral.edit',
  async run({ input, subject, actor, tx, emit, audit, services }) {
    const row = await lockSeen(tx, subject.id, input.version, actor);
    const { facts, identity, clinical } = input;
    if (facts) {
      requireOrder(facts);
      await requireCodes(tx, facts);
    }
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const changed = await changedFields(tx, key, row.id, { facts, identity, clinical });
    if (identity) {
      const sealed = sealIdentity(key, row.id, identity);
      const index = identityIndexes(services.keyRing, identity);
      await tx.sql`UPDATE referral_identity SET sealed = ${sealed}, person_index = ${index.person},
        exchanged_index = ${index.exchanged}, document_index = ${index.document},
        contact_index = ${index.contact}, phone_index = ${index.phone} WHERE referral_id = ${row.id}`;
    }
    if (clinical) {
      const sealed = sealClinical(key, row.id, clinical);
      await tx.sql`UPDATE referral_clinical SET sealed = ${sealed} WHERE referral_id = ${row.id}`;
      await keepToldCare(tx, key, row.id, clinical);
    }
    await touch(tx, row.id, [
      ...(facts ? factColumns(facts) : []),
      ...(identity ? [sql`age_band = ${ageBand(identity.birthDate, tx.now)}`] : []),
      // A reviewed text speaks of what the case said then.
      sql`teaser_reviewed_at = NULL, teaser_reviewed_by = NULL`,
    ]);
    if (changed.length > 0) {
      const entry = { referralId: row.id, type: 'edited' as const, ...by(actor) };
      await enter(tx, { ...entry, facts: { fields: changed } });
    }
    await announce(emit, [onCase(row.id, 'case.edited'), ...(await worklistsOf(tx, row))]);
    audit({
      referralId: row.id,
      sections: [facts && 'facts', identity && 'identity', clinical && 'clinical'].filter(Boolean),
    });
    return { code: row.code, version: row.version + 1 };
  },
});

function requireOrder({ wantedFrom, wantedTo }: CaseFacts): void {
  if (!wantedFrom || !wantedTo || wantedFrom <= wantedTo) return;
  throw invalid('INVALID_INPUT', undefined, [
    { path: 'facts.wantedTo', message: 'endsBeforeStart' },
  ]);
}

/** The coded facts are read by many who may not know the patient: nothing but codes gets into them. */
async function requireCodes(tx: Tx, { specialty, icdBlock }: CaseFacts): Promise<void> {
  const known = await tx.sql<{ vocabulary: string }>`
    SELECT vocabulary FROM term WHERE (vocabulary, code) IN
      (('clinicalSpecialties', ${specialty}), ('icdBlocks', ${icdBlock}))`;
  const isKnown = (vocabulary: string) => known.some((term) => term.vocabulary === vocabulary);
  const issues = [
    ...(specialty && !isKnown('clinicalSpecialties') ? [{ path: 'facts.specialty' }] : []),
    ...(icdBlock && !isKnown('icdBlocks') ? [{ path: 'facts.icdBlock' }] : []),
  ];
  if (issues.length === 0) return;
  const message = 'unknownRecord';
  throw invalid(
    'INVALID_INPUT',
    undefined,
    issues.map(({ path }) => ({ path, message })),
  );
}

function factColumns(facts: CaseFacts): Sql[] {
  const first = (month: string) => (month ? `${month}-01` : null);
  return [
    sql`specialty = ${facts.specialty}`,
    sql`icd_block = ${facts.icdBlock}`,
    sql`sex = ${facts.sex}`,
    sql`country = ${facts.country}`,
    sql`languages = ${facts.languages}`,
    sql`urgency = ${facts.urgency}`,
    sql`wanted_from = ${first(facts.wantedFrom)}::date`,
    sql`wanted_to = ${first(facts.wantedTo)}::date`,
    sql`companions = ${facts.companions}`,
    sql`payer = ${facts.payer}`,
    sql`mobility = ${facts.mobility}`,
    sql`interpreter = ${facts.interpreter}`,
    sql`interpreter_lang = ${facts.interpreter === 'needed' ? facts.interpreterLang : ''}`,
    sql`diet = ${facts.diet}`,
    sql`request = ${JSON.stringify(facts.request)}::jsonb`,
  ];
}
