import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';
import { anywhere } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, forbidden } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import {
  caseKeyOf,
  changedFields,
  createDraft,
  draftSections,
  isSender,
  referral,
  saveDraft,
  tracesIn,
} from '#server/referrals/index.ts';
import { caseOfOrder, orderIndex, rememberOrder } from '../importing/orders.ts';
import { readBundle, type Imported } from '../importing/reading.ts';
import { ImportBundle } from '../schemas.ts';

export const importBundle = command('interop.importBundle', {
  summary:
    'Makes a draft of a FHIR R4 Bundle of yours, or brings the draft of the same order up to date: known by the identifier of its ServiceRequest. The answer lists what was not taken.',
  input: ImportBundle,
  subject: anywhere,
  gate: 'referral.create',
  doors: ['api'],
  // The order's number makes a repeat one draft; a patient is not hashed for it beside.
  secret: true,
  async run(context) {
    const { input, actor, tx, services, audit, may } = context;
    // The number of an order is the sender's: the secretariat has none of its own.
    if (!isSender(actor.orgKind) || !actor.orgId) throw forbidden();
    const read = readBundle(input.bundle, services.origin());
    read.facts.icdBlock ||= await blockOf(tx, read.clinical.icdCode);
    const index = orderIndex(services.keyRing, actor.orgId, read.order);
    const known = await caseOfOrder(tx, actor.orgId, index);
    const draft = known
      ? { code: '', version: 0 }
      : await createDraft.run({ ...context, input: {}, subject: null });
    if (!known) await rememberOrder(tx, draft.code, actor.orgId, index);
    const row = (await referral.find(tx, known ?? draft.code))!;
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const was = (await draftSections(tx, key, row.id))!;
    const facts = over(was.facts, read.facts);
    const identity = over(was.identity, read.identity);
    const clinical = over(was.clinical, read.clinical);
    const changed = await changedFields(tx, key, row.id, { facts, identity, clinical });
    audit({ referralId: row.id, created: !known, changed: changed.length });
    const answer = { code: row.code, created: !known, changed: changed.length };
    const outcome = outcomeOf(read);
    if (changed.length === 0) return { ...answer, version: row.version, outcome };
    // Once it is handed in, people read it: what changes then is changed by people.
    const open = row.state === 'draft' || row.state === 'returned';
    if (!open || !may('referral.edit', referral, row)) throw conflict('STATE_CHANGED');
    const saved = await saveDraft.run({
      ...context,
      input: { code: row.code, version: row.version, facts, identity, clinical },
      subject: row,
    });
    return { ...answer, version: saved.version, outcome };
  },
});

/** What a bundle says; of what it does not speak, the draft keeps what people have written. */
function over<Section extends object>(was: Section, told: Section): Section {
  const entries = Object.entries(told).map(([key, value]) => {
    const before = was[key as keyof Section];
    if (value === '' || (Array.isArray(value) && value.length === 0)) return [key, before];
    const nested = typeof value === 'object' && value !== null && !Array.isArray(value);
    return [key, nested ? over(before as object, value as object) : value];
  });
  return Object.fromEntries(entries) as Section;
}

/** The block that a code of ICD-10 lies in, where the sender named the code alone. */
async function blockOf(tx: Tx, icdCode: string): Promise<string> {
  const [row] = await tx.sql<{ code: string }>`
    SELECT code FROM term WHERE vocabulary = 'icdBlocks'
       AND ${icdCode.slice(0, 3).toUpperCase()} BETWEEN split_part(code, '-', 1) AND split_part(code, '-', 2)
     ORDER BY code LIMIT 1`;
  return row?.code ?? '';
}

function outcomeOf({ issues, facts, identity }: Imported): OperationOutcome {
  const said = `${facts.request.ja}\n${facts.request.en}`;
  const traces: OperationOutcomeIssue[] = tracesIn(said, identity).map((kind) => ({
    severity: 'warning',
    code: 'business-rule',
    expression: ['ServiceRequest.code.text'],
    diagnostics: `hospitals will read this, and it may point to the patient: ${kind}`,
  }));
  const all = [...traces, ...issues];
  const everything: OperationOutcomeIssue = {
    severity: 'information',
    code: 'informational',
    diagnostics: 'everything was taken',
  };
  return { resourceType: 'OperationOutcome', issue: all.length > 0 ? all : [everything] };
}
