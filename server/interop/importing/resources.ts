import { z } from 'zod';

/**
 * The part of FHIR R4 that an import reads, as it is checked at run time. Elements beside it are not
 * wrong: they are left out, and the answer says so.
 */
const text = z.string().max(20_000);
const code = z.string().max(200);

const Coding = z.object({ system: z.string().max(500).optional(), code: code.optional() });
const coding = z.array(Coding).max(50).optional();
const value = {
  url: z.string().max(500),
  valueCode: code.optional(),
  valueInteger: z.number().int().optional(),
  valueBoolean: z.boolean().optional(),
  valueString: text.optional(),
  valueCodeableConcept: z.object({ coding, text: text.optional() }).optional(),
};
/** An extension, and within it those that it is made of; FHIR's own ones go no deeper. */
const Extension = z.object({ ...value, extension: z.array(z.object(value)).max(50).optional() });
const extension = z.array(Extension).max(50).optional();
const Concept = z.object({
  coding,
  text: text.optional(),
  _text: z.object({ extension }).optional(),
});
const Reference = z.object({ reference: z.string().max(500).optional() });
const Identifier = z.object({
  type: Concept.optional(),
  system: z.string().max(500).optional(),
  value: z.string().max(500).optional(),
});
const Name = z.object({
  use: code.optional(),
  text: text.optional(),
  family: text.optional(),
  given: z.array(text).max(20).optional(),
});
const Telecom = z.object({ system: code.optional(), value: text.optional() });
const many = <Of extends z.ZodType>(of: Of) => z.array(of).max(50).optional();

const PatientShape = z.object({
  extension,
  identifier: many(Identifier),
  name: many(Name),
  telecom: many(Telecom),
  gender: code.optional(),
  birthDate: code.optional(),
  address: many(
    z.object({
      text: text.optional(),
      line: z.array(text).max(10).optional(),
      city: text.optional(),
      postalCode: text.optional(),
      country: code.optional(),
    }),
  ),
  contact: many(
    z.object({ relationship: many(Concept), name: Name.optional(), telecom: many(Telecom) }),
  ),
  communication: many(z.object({ language: Concept })),
});
const ServiceRequestShape = z.object({
  language: code.optional(),
  extension,
  identifier: many(Identifier),
  priority: code.optional(),
  code: Concept.optional(),
  subject: Reference,
  occurrenceDateTime: code.optional(),
  occurrencePeriod: z.object({ start: code.optional(), end: code.optional() }).optional(),
  requester: Reference.optional(),
  performerType: Concept.optional(),
  reasonReference: many(Reference),
});
const ConditionShape = z.object({ code: Concept.optional(), subject: Reference });
const ObservationShape = z.object({
  language: code.optional(),
  code: Concept,
  valueString: text.optional(),
});
const AllergyIntoleranceShape = z.object({ code: Concept.optional() });
const MedicationStatementShape = z.object({ medicationCodeableConcept: Concept.optional() });
const FlagShape = z.object({ code: Concept });
const PractitionerShape = z.object({ name: many(Name), telecom: many(Telecom) });
const PractitionerRoleShape = z.object({
  practitioner: Reference.optional(),
  telecom: many(Telecom),
});
/** What is read of a type, and by that which elements are. */
export const SHAPES = {
  Patient: PatientShape,
  ServiceRequest: ServiceRequestShape,
  Condition: ConditionShape,
  Observation: ObservationShape,
  AllergyIntolerance: AllergyIntoleranceShape,
  MedicationStatement: MedicationStatementShape,
  Flag: FlagShape,
  Practitioner: PractitionerShape,
  PractitionerRole: PractitionerRoleShape,
} as const;
export type Taken = keyof typeof SHAPES;
export type Read<Type extends Taken> = z.output<(typeof SHAPES)[Type]>;
export type Concept = z.output<typeof Concept>;

/** Elements that say nothing of the case. */
export const SAYS_NOTHING = new Set(['resourceType', 'id', 'meta', 'implicitRules', 'language']);
/** Elements that are implied where a resource is part of a request: who it is of, that it counts. */
export const IMPLIED = new Set(['status', 'intent', 'subject', 'patient', 'clinicalStatus', 'verificationStatus', 'scope', 'category', 'policy', 'verification', 'organization', 'authoredOn']); // prettier-ignore
