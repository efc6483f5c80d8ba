import type { OperationOutcomeIssue } from '@medplum/fhirtypes';
import { invalid } from '#server/platform/errors.ts';
import { CaseFacts, Clinical, Identity } from '#server/referrals/schemas.ts';
import { LOINC, ownSystems } from '../fhir/systems.ts';
import { following, guarded, refused, type Entry } from './guard.ts';
import {
  clinicalOf,
  codesOf,
  factsOf,
  identityOf,
  isOwnCode,
  type Coded,
  type Ground,
} from './mapping.ts';
import { IMPLIED, SAYS_NOTHING, SHAPES, type Read, type Taken } from './resources.ts';

export type Imported = {
  /** The sender's number of the order: what a repeat is recognised by. */
  order: { system: string; value: string };
  facts: CaseFacts;
  identity: Identity;
  clinical: Clinical;
  /** What was not taken, element by element. */
  issues: OperationOutcomeIssue[];
};

/**
 * Reads what a partner's system sent: the guard first, then the known elements, then the forms' own
 * rules. Pure: nothing is written, and nothing is fetched.
 * @throws 422 BUNDLE_REFUSED for what is no such bundle; 422 INVALID_INPUT with the fields
 */
export function readBundle(bundle: Record<string, unknown>, origin: string): Imported {
  const entries = guarded(bundle);
  const systems = ownSystems(origin);
  const issues: OperationOutcomeIssue[] = [];
  const leave = (where: string, why: string) => {
    issues.push({
      severity: 'warning',
      code: 'not-supported',
      expression: [where],
      diagnostics: why,
    });
  };
  const ground = { systems, leave };
  const all = <Type extends Taken>(type: Type) => readAll(entries, type, leave);
  const [patient, request] = [
    one(all('Patient'), 'Patient'),
    one(all('ServiceRequest'), 'ServiceRequest'),
  ];
  const [condition = null, ...conditions] = all('Condition');
  if (conditions.length > 0) leave('Condition', 'the first condition is kept');
  // Checked and told of like all others, before the request leads to one of them.
  all('PractitionerRole');
  all('Practitioner');
  const identity = {
    ...identityOf(patient, ground),
    ...referrer(request, entries),
  };
  const coded = {
    medications: all('MedicationStatement').map((each) => each.medicationCodeableConcept),
    allergies: all('AllergyIntolerance').map(({ code }) => code),
    flags: all('Flag').map(({ code }) => code),
  };
  for (const flag of coded.flags) {
    if (!isOwnCode(flag, ground)) leave('Flag.code', 'a code that forms do not offer');
  }
  const clinical = {
    ...clinicalOf(condition, [...all('Observation'), ...texts(coded, ground)], ground),
    ...codesOf(coded, ground),
  };
  leaveOthers(entries, leave);
  return {
    order: orderOf(request, systems.caseCode),
    facts: held(CaseFacts, 'facts', factsOf(request, patient, condition, ground)),
    identity: held(Identity, 'identity', identity),
    clinical: held(Clinical, 'clinical', clinical),
    issues,
  };
}

/** Medicines and allergies in words of the sender's own are lines of the texts. */
function texts({ medications, allergies }: Coded, ground: Ground): Read<'Observation'>[] {
  const as = (loinc: string, concepts: Coded['flags']) =>
    concepts.flatMap((each) =>
      each?.text && !isOwnCode(each, ground)
        ? [{ code: { coding: [{ system: LOINC, code: loinc }] }, valueString: each.text }]
        : [],
    );
  return [...as('48765-2', allergies), ...as('10160-0', medications)];
}

/** The doctor who asks, where the request names one. */
function referrer(request: Read<'ServiceRequest'>, entries: readonly Entry[]) {
  const follow = following(entries);
  const asked = follow(request.requester?.reference)?.resource;
  const role =
    asked?.resourceType === 'PractitionerRole' ? SHAPES.PractitionerRole.parse(asked) : null;
  const doctor = role ? follow(role.practitioner?.reference)?.resource : asked;
  if (doctor?.resourceType !== 'Practitioner') return {};
  const { name, telecom } = SHAPES.Practitioner.parse(doctor);
  const [first] = name ?? [];
  const phone = [...(role?.telecom ?? []), ...(telecom ?? [])].find(
    ({ system }) => system === 'phone',
  );
  return {
    referrerName: first?.text ?? [...(first?.given ?? []), first?.family].filter(Boolean).join(' '),
    referrerPhone: phone?.value ?? '',
  };
}

/** The resources of a type, each checked; of elements that are not read the answer tells. */
function readAll<Type extends Taken>(
  entries: readonly Entry[],
  type: Type,
  leave: (where: string, why: string) => void,
): Read<Type>[] {
  return entries.flatMap(({ resource }, nth) => {
    if (resource.resourceType !== type) return [];
    const read = SHAPES[type].safeParse(resource);
    if (!read.success) {
      const issues = read.error.issues.slice(0, 20).map(({ path }) => ({
        path: ['bundle', 'entry', nth, 'resource', ...path].join('.'),
        message: 'wrongType',
      }));
      throw invalid('BUNDLE_REFUSED', 'An element is not of its type.', issues);
    }
    for (const element of Object.keys(resource)) {
      if (element in SHAPES[type].shape || SAYS_NOTHING.has(element) || IMPLIED.has(element))
        continue;
      leave(
        `${type}.${element}`,
        element === 'text' ? 'narrative is not read' : 'this element is not read',
      );
    }
    return [read.data as Read<Type>];
  });
}

function leaveOthers(entries: readonly Entry[], leave: (where: string, why: string) => void): void {
  const others = new Set(entries.map(({ resource }) => resource.resourceType));
  for (const type of others) {
    if (type in SHAPES) continue;
    leave(type, WHY_NOT[type] ?? 'this type is not read');
  }
}

const WHY_NOT: Partial<Record<string, string>> = {
  DocumentReference: 'documents are brought to the case in the forum; no address is fetched',
  Binary: 'documents are brought to the case in the forum',
  Consent: 'a consent is recorded in the forum by whoever has it before them',
};

function one<T>(found: readonly T[], type: string): T {
  if (found.length !== 1) throw refused('entry', `It needs one ${type} and has ${found.length}.`);
  return found[0]!;
}

function orderOf({ identifier }: Read<'ServiceRequest'>, caseCode: string) {
  const own = identifier?.find(({ system, value }) => system && value && system !== caseCode);
  if (!own)
    throw refused('entry', 'ServiceRequest.identifier needs a system and a value of yours.');
  return { system: own.system!, value: own.value! };
}

type Schema = typeof CaseFacts | typeof Identity | typeof Clinical;

/** By the rules that the forms have. */
function held<T extends Schema>(schema: T, section: string, told: object) {
  const result = schema.safeParse(told);
  if (result.success) return result.data as ReturnType<T['parse']>;
  const issues = result.error.issues
    .slice(0, 50)
    .map(({ path }) => ({ path: [section, ...path].join('.'), message: 'invalid' }));
  throw invalid('INVALID_INPUT', undefined, issues);
}
