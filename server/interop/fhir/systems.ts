/** Names of the code systems that others keep. */
export const LOINC = 'http://loinc.org';
export const ICD_10 = 'http://hl7.org/fhir/sid/icd-10';
export const COUNTRY = 'urn:iso:std:iso:3166';
export const LANGUAGE = 'urn:ietf:bcp:47';
export const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
export const OBSERVATION_VALUE = 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue';
export const IDENTIFIER_TYPE = 'http://terminology.hl7.org/CodeSystem/v2-0203';
export const TASK_CODE = 'http://hl7.org/fhir/CodeSystem/task-code';
export const CONSENT_SCOPE = 'http://terminology.hl7.org/CodeSystem/consentscope';
export const PARTICIPANT_TYPE = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
export const AUDIT_TYPE = 'http://terminology.hl7.org/CodeSystem/audit-event-type';
export const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
export const LIFECYCLE = 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle';
export const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';
export const INTERPRETER = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired';
export const NATIONALITY = 'http://hl7.org/fhir/StructureDefinition/patient-nationality';

/** The code systems and extensions of a forum's own, named below its address. */
export function ownSystems(origin: string) {
  const system = (name: string) => `${origin}/fhir/CodeSystem/${name}`;
  const extension = (name: string) => `${origin}/fhir/StructureDefinition/${name}`;
  return {
    caseCode: `${origin}/fhir/sid/case-code`,
    paperNumber: `${origin}/fhir/sid/paper-number`,
    bundle: `${origin}/fhir/sid/bundle`,
    state: system('case-state'),
    outcome: system('case-outcome'),
    specialty: system('clinical-specialty'),
    consentCover: system('consent-cover'),
    part: system('clinical-part'),
    medication: system('care-medication'),
    allergy: system('care-allergy'),
    infection: system('care-infection'),
    implant: system('care-implant'),
    event: system('case-event'),
    logPart: system('access-log-part'),
    paper: system('paper'),
    export: system('export'),
    ageBand: extension('age-band'),
    payer: extension('payer'),
    companions: extension('companions'),
    occupation: extension('occupation'),
    mobility: extension('mobility'),
    diet: extension('diet'),
    interpreterLang: extension('interpreter-language'),
  };
}
export type OwnSystems = ReturnType<typeof ownSystems>;
