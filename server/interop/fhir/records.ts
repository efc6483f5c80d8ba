import type { AuditEvent, Consent, DocumentReference, Provenance } from '@medplum/fhirtypes';
import type { TimelineEntry } from '#server/referrals/index.ts';
import type { LogEntry } from '#server/privacy/index.ts';
import type { CaseParts, PaperPart } from '../parts.ts';
import { head, plain, refTo, told, type Making, type Watermark } from './making.ts';
import { lean } from './lean.ts';
import { AUDIT_TYPE, CONSENT_SCOPE, LIFECYCLE, LOINC, PARTICIPANT_TYPE } from './systems.ts';

/** What the patient agreed to. Hospitals are named by display: their records are not the case's. */
export function consentResource(
  making: Making,
  consent: NonNullable<CaseParts['consent']>,
): Consent {
  const recipient = {
    coding: [
      { system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' },
    ],
  };
  const named = consent.orgNames.map(plain);
  const reaches = consent.orgClass ? [...named, 'Hospitals that the case is offered to'] : named;
  return lean<Consent>({
    resourceType: 'Consent',
    ...head(making, 'Consent'),
    language: consent.lang,
    status: consent.withdrawnAt || consent.lapsed ? 'inactive' : 'active',
    scope: { coding: [{ system: CONSENT_SCOPE, code: 'patient-privacy' }] },
    category: [{ coding: [{ system: LOINC, code: '59284-0' }] }],
    patient: refTo(making, 'Patient'),
    dateTime: consent.givenOn,
    performer: [{ display: consent.givenBy }],
    policy: [{ uri: `${making.origin}/fhir/consent/${consent.textVersion}` }],
    verification: [{ verified: true, verificationDate: consent.givenOn }],
    provision: {
      type: 'permit',
      ...(consent.validTo && { period: { end: consent.validTo } }),
      actor: reaches.map((display) => ({ role: recipient, reference: { display } })),
      code: consent.covers.map((code) => ({
        coding: [{ system: making.systems.consentCover, code }],
      })),
    },
  });
}

const PAPER_LOINC: Partial<Record<string, string>> = {
  referralLetter: '57133-1',
  returnSummary: '18842-5',
  secondOpinion: '11488-4',
};

/** A paper: what it is and where its content is asked for, past the gate. The content is never inline. */
export function paperResource(making: Making, paper: PaperPart): DocumentReference {
  const loinc = PAPER_LOINC[paper.kind];
  return lean<DocumentReference>({
    resourceType: 'DocumentReference',
    ...head(making, `DocumentReference ${paper.id}`),
    identifier: [{ system: making.systems.paperNumber, value: paper.number }],
    status: 'current',
    docStatus: 'final',
    type: {
      coding: [
        loinc ? { system: LOINC, code: loinc } : null,
        { system: making.systems.paper, code: paper.kind },
      ],
    },
    subject: refTo(making, 'Patient'),
    date: paper.createdAt,
    content: [
      {
        attachment: {
          contentType: 'application/pdf',
          language: paper.lang,
          url: `${making.origin}/files/documents/${paper.id}`,
          size: paper.byteSize,
          title: `${paper.number}.pdf`,
          creation: paper.createdAt,
        },
      },
    ],
    context: { related: [refTo(making, 'ServiceRequest')] },
  });
}

/** A move of the case from one state to another: who, as near as the caller may know, and when. */
export function moveResource(making: Making, entry: TimelineEntry, key: string): Provenance {
  return lean<Provenance>({
    resourceType: 'Provenance',
    ...head(making, key),
    target: [refTo(making, 'Task')],
    recorded: entry.at,
    activity: {
      coding: [
        { system: making.systems.event, code: entry.type },
        entry.to && { system: making.systems.state, code: entry.to },
      ],
    },
    agent: [{ who: { display: whoDid(entry) } }],
  });
}

function whoDid({ who }: TimelineEntry): string {
  if (who.kind === 'person') return who.name;
  return who.kind === 'organisation' ? plain(who.name as Record<string, string>) : who.part;
}

/** That the case was handed out, by whom and when. */
export function exportResource(making: Making, watermark: Watermark): Provenance {
  return lean<Provenance>({
    resourceType: 'Provenance',
    ...head(making, `Provenance ${watermark.id}`),
    target: [refTo(making, 'ServiceRequest'), refTo(making, 'Patient')],
    recorded: watermark.at,
    reason: [{ text: told(watermark) }],
    activity: { coding: [{ system: LIFECYCLE, code: 'disclose' }] },
    agent: [
      {
        type: { coding: [{ system: PARTICIPANT_TYPE, code: 'transmitter' }] },
        who: { display: watermark.person.name },
        onBehalfOf: { display: plain(watermark.organisation) },
      },
    ],
  });
}

/** A read of the case, as the access log tells it to the caller. */
export function readResource(making: Making, entry: LogEntry, key: string): AuditEvent {
  return lean<AuditEvent>({
    resourceType: 'AuditEvent',
    ...head(making, key),
    type: { system: AUDIT_TYPE, code: 'rest', display: 'RESTful Operation' },
    subtype: [{ system: making.systems.logPart, code: entry.part }],
    action: entry.part === 'export' ? 'E' : 'R',
    recorded: entry.at,
    outcome: '0',
    purposeOfEvent: [
      entry.emergency
        ? {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'BTG' }],
          }
        : null,
    ],
    agent: [{ who: { display: whoRead(entry) }, requestor: true }],
    source: { site: making.origin, observer: { display: 'MEJ Forum' } },
    entity: [{ what: refTo(making, 'Patient') }],
  });
}

function whoRead({ who }: LogEntry): string {
  if (who.kind === 'person') return who.name;
  if (who.kind === 'organisation') return plain(who.org);
  return who.kind === 'askedHospital' ? 'A hospital that was asked' : 'The sending doctor';
}
