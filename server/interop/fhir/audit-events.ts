import type { AuditEvent, AuditEventAgent, AuditEventEntity, Coding } from '@medplum/fhirtypes';
import { CASE_READS, type Action } from '#server/platform/access/matrix.ts';
import { lean } from './lean.ts';
import { AUDIT_TYPE, DICOM } from './systems.ts';

/** A sealed row of the audit log. */
export type AuditRow = { chain: string; seq: number; at: Date; body: unknown };

/** What of a row's body is told; every value is an id, a code or a word of the forum. */
type Body = {
  action: string;
  useCase?: string;
  outcome?: string;
  person?: string | null;
  org?: string | null;
  ip?: string | null;
  request?: string;
  noun?: string;
  id?: string;
  referralId?: string;
};
type Kind = Pick<AuditEvent, 'type' | 'subtype' | 'action'> & { profile?: string };

const BALP = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition';
const REST = { system: AUDIT_TYPE, code: 'rest', display: 'RESTful Operation' };
const ENTITY_TYPE = 'http://terminology.hl7.org/CodeSystem/audit-entity-type';
const ENTITY_ROLE = 'http://terminology.hl7.org/CodeSystem/object-role';
const RECIPIENT = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  code: 'IRCP',
  display: 'information recipient',
};

/**
 * A row of the audit log as an AuditEvent of FHIR R4, in the patterns of IHE's Basic Audit Log Patterns
 * (BALP) 1.1: a read of a patient's data conforms to PatientRead. People, organisations and cases are
 * ids of the forum; a row holds no name, so neither does this.
 */
export function auditEventOf(row: AuditRow, origin: string): AuditEvent {
  const body = row.body as Body;
  const { profile, ...kind } = kindOf(body);
  return lean<AuditEvent>({
    resourceType: 'AuditEvent',
    id: `${row.chain}-${row.seq}`,
    meta: profile ? { profile: [`${BALP}/${profile}`] } : null,
    ...kind,
    recorded: row.at.toISOString(),
    outcome: isAllowed(body) ? '0' : '8',
    agent: agentsOf(body, origin),
    source: {
      site: origin,
      observer: { display: 'MEJ Forum' },
      type: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/security-source-type',
          code: '4',
          display: 'Application Server',
        },
      ],
    },
    entity: entitiesOf(body, origin),
  });
}

function isAllowed({ outcome }: Body): boolean {
  return outcome === undefined || outcome === 'allow';
}

/** What kind of event it is, by DICOM's codes where there is one. */
function kindOf(body: Body): Kind {
  const useCase: Coding = { system: 'urn:mej-forum:use-case', code: body.useCase ?? body.action };
  if (body.action === 'referral.export') {
    return { type: dicom('110106', 'Export'), subtype: [useCase], action: 'R' };
  }
  if (body.useCase?.startsWith('account.signIn')) {
    const login = dicom('110122', 'Login');
    return { type: dicom('110114', 'User Authentication'), subtype: [login, useCase], action: 'E' };
  }
  if (body.action === 'referral.breakGlass') {
    const emergency = EMERGENCY[body.useCase ?? ''];
    const subtype = emergency ? [emergency, useCase] : [useCase];
    return { type: dicom('110113', 'Security Alert'), subtype, action: 'E' };
  }
  if (CASE_READS.has(body.action as Action)) {
    const read = { system: 'http://hl7.org/fhir/restful-interaction', code: 'read' };
    const known = isAllowed(body) && body.referralId !== undefined;
    return {
      type: REST,
      subtype: [read, useCase],
      action: 'R',
      ...(known && { profile: 'IHE.BasicAudit.PatientRead' }),
    };
  }
  return { type: REST, subtype: [useCase], action: 'E' };
}

function dicom(code: string, display: string): Coding {
  return { system: DICOM, code, display };
}

/** An emergency access begins and ends under one action. A refused one names no use case of its own kind. */
const EMERGENCY: Partial<Record<string, Coding>> = {
  'privacy.breakGlass': dicom('110127', 'Emergency Override Started'),
  'privacy.endBreakGlass': dicom('110138', 'Emergency Override Stopped'),
};

/** In a read the server is the source of the data and the client its destination. */
function agentsOf(body: Body, origin: string): AuditEventAgent[] {
  return [
    {
      type: { coding: [dicom('110152', 'Destination Role ID')] },
      who: { display: 'client' },
      requestor: false,
      ...(body.ip && { network: { address: body.ip, type: '2' as const } }),
    },
    {
      type: { coding: [dicom('110153', 'Source Role ID')] },
      who: { display: 'MEJ Forum' },
      requestor: false,
      network: { address: origin, type: '5' },
    },
    ...(body.person
      ? [
          {
            type: { coding: [RECIPIENT] },
            who: identified(origin, 'person', body.person),
            requestor: true,
            ...(body.org && { policy: [`${origin}/fhir/sid/organisation/${body.org}`] }),
          },
        ]
      : []),
  ];
}

function entitiesOf(body: Body, origin: string): AuditEventEntity[] {
  const entity = (type: Coding, role: Coding | null, what: AuditEventEntity['what']) =>
    lean<AuditEventEntity>({ what, type, role });
  const system = { system: ENTITY_TYPE, code: '2', display: 'System Object' };
  const { noun, id, referralId, request } = body;
  return [
    ...(noun && id
      ? [
          entity(
            system,
            { system: ENTITY_ROLE, code: '4', display: 'Domain Resource' },
            identified(origin, noun, id),
          ),
        ]
      : []),
    ...(referralId
      ? [
          entity(
            { system: ENTITY_TYPE, code: '1', display: 'Person' },
            { system: ENTITY_ROLE, code: '1', display: 'Patient' },
            { type: 'Patient', ...identified(origin, 'case', referralId) },
          ),
        ]
      : []),
    ...(request
      ? [
          entity(
            {
              system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType',
              code: 'XrequestId',
            },
            null,
            { identifier: { value: request } },
          ),
        ]
      : []),
  ];
}

function identified(origin: string, what: string, value: string) {
  return { identifier: { system: `${origin}/fhir/sid/${what}`, value } };
}
