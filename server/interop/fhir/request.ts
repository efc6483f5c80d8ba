import type { Annotation, Period, ServiceRequest, Task } from '@medplum/fhirtypes';
import type { Meta } from '#server/referrals/index.ts';
import type { Urgency } from '#server/referrals/schemas.ts';
import type { CaseParts } from '../parts.ts';
import { careReferences } from './care.ts';
import { observationKey, writtenIn } from './clinical.ts';
import { concept, head, refTo, type Making } from './making.ts';
import { lean } from './lean.ts';
import { STATES_IN_FHIR } from './states.ts';
import { TASK_CODE } from './systems.ts';

export const PRIORITIES = {
  urgent: 'urgent',
  soon: 'asap',
  routine: 'routine',
} as const satisfies Record<Urgency, ServiceRequest['priority']>;

/** What is asked for. */
export function requestOf(making: Making, parts: CaseParts): ServiceRequest {
  const { teaser, meta, clinical, partner, hospital } = parts;
  const { systems } = making;
  return lean<ServiceRequest>({
    resourceType: 'ServiceRequest',
    ...head(making, 'ServiceRequest'),
    language: teaser.request.en ? 'en' : teaser.request.ja ? 'ja' : null,
    extension: [
      teaser.payer ? { url: systems.payer, valueCode: teaser.payer } : null,
      { url: systems.companions, valueInteger: teaser.companions },
      teaser.mobility ? { url: systems.mobility, valueCode: teaser.mobility } : null,
      ...teaser.diet.map((code) => ({ url: systems.diet, valueCode: code })),
    ],
    identifier: [{ system: systems.caseCode, value: making.code }],
    status: meta ? STATES_IN_FHIR[meta.state].request : 'active',
    intent: 'order',
    priority: PRIORITIES[teaser.urgency],
    code: concept(teaser.request),
    subject: refTo(making, 'Patient'),
    occurrencePeriod: wanted(teaser),
    authoredOn: meta?.submittedAt ?? meta?.createdAt,
    requester: partner && refTo(making, 'Organization', 'Organization sender'),
    performerType: teaser.specialty.code
      ? concept(teaser.specialty.label, [
          { system: systems.specialty, code: teaser.specialty.code },
        ])
      : null,
    performer: [hospital && refTo(making, 'Organization', 'Organization hospital')],
    reasonReference: [refTo(making, 'Condition')],
    supportingInfo: [
      ...(clinical ? writtenIn(clinical) : []).map((each) =>
        refTo(making, 'Observation', observationKey(each)),
      ),
      ...careReferences(making, parts),
    ],
    note: notes(teaser.teaser),
  });
}

function wanted({ wantedFrom, wantedTo }: CaseParts['teaser']): Period | null {
  return wantedFrom ? lean<Period>({ start: wantedFrom, end: wantedTo }) : null;
}

/** The text for the broadcast, as the officer reviewed it. */
function notes(teaser: CaseParts['teaser']['teaser']): Annotation[] {
  return [teaser?.en, teaser?.ja].flatMap((text) => (text ? [{ text }] : []));
}

/** How far it is: the state of the case, its clock, and who has it. */
export function taskOf(
  making: Making,
  { meta, hasPartner, hasHospital, lastModified }: TaskParts,
): Task {
  const { id, meta: labelled } = head(making, 'Task');
  return lean<Task>({
    resourceType: 'Task',
    id,
    meta: { ...labelled, versionId: String(meta.version) },
    identifier: [{ system: making.systems.caseCode, value: making.code }],
    status: STATES_IN_FHIR[meta.state].task,
    businessStatus: {
      coding: [
        { system: making.systems.state, code: meta.state },
        // What it ended with where it was no journey.
        ...(meta.outcome ? [{ system: making.systems.outcome, code: meta.outcome }] : []),
      ],
    },
    intent: 'order',
    priority: PRIORITIES[meta.urgency],
    code: { coding: [{ system: TASK_CODE, code: 'fulfill' }] },
    focus: refTo(making, 'ServiceRequest'),
    for: refTo(making, 'Patient'),
    authoredOn: meta.createdAt,
    lastModified,
    requester: hasPartner ? refTo(making, 'Organization', 'Organization sender') : null,
    owner: hasHospital ? refTo(making, 'Organization', 'Organization hospital') : null,
    restriction: meta.answerDeadline ? { period: { end: meta.answerDeadline } } : null,
  });
}

type TaskParts = {
  meta: Meta;
  hasPartner: boolean;
  hasHospital: boolean;
  lastModified: string | null;
};
