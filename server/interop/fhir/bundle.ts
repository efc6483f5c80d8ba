import type { Bundle, Resource } from '@medplum/fhirtypes';
import type { CaseParts } from '../parts.ts';
import { careResources } from './care.ts';
import { conditionOf, observationOf, writtenIn } from './clinical.ts';
import { labels, type Making, type Watermark } from './making.ts';
import { compositionOf } from './composition.ts';
import { resourceId, urn } from './lean.ts';
import { partiesOf } from './parties.ts';
import { patientOf } from './patient.ts';
import {
  consentResource,
  exportResource,
  moveResource,
  paperResource,
  readResource,
} from './records.ts';
import { requestOf, taskOf } from './request.ts';
import { ownSystems } from './systems.ts';

type Moment = { origin: string; at: string; watermark: Watermark | null };

/**
 * A case as a FHIR R4 Bundle of type `document`: one statement of one moment, with a first page that
 * says who made it, which a `collection` has no place for. It is made of the parts alone, so what the
 * caller may not see cannot be in it.
 */
export function bundleOf(parts: CaseParts, moment: Moment): Bundle {
  const making = makingOf(parts, moment);
  const resources = resourcesOf(making, parts, moment);
  return {
    resourceType: 'Bundle',
    id: resourceId(parts.caseId, `Bundle ${moment.watermark?.id ?? moment.at}`),
    meta: labels(making),
    identifier: {
      system: making.systems.bundle,
      value: moment.watermark?.id ?? resourceId(parts.caseId, moment.at),
    },
    type: 'document',
    timestamp: moment.at,
    entry: resources.map((resource) => ({
      fullUrl: urn(resource.id!),
      resource: resource as never,
    })),
  };
}

export function makingOf(
  { caseId, code, identity }: Pick<CaseParts, 'caseId' | 'code' | 'identity'>,
  { origin, watermark }: Pick<Moment, 'origin' | 'watermark'>,
): Making {
  return {
    caseId,
    code,
    origin,
    systems: ownSystems(origin),
    stage: identity ? 'identified' : 'pseudonymous',
    watermark,
  };
}

function resourcesOf(making: Making, parts: CaseParts, { at, watermark }: Moment): Resource[] {
  const { teaser, clinical, identity, meta, consent, course } = parts;
  const moves = course.filter(({ to }) => to !== null);
  return [
    compositionOf(making, parts, at),
    patientOf(making, teaser, identity),
    requestOf(making, parts),
    ...(meta
      ? [
          taskOf(making, {
            meta,
            hasPartner: parts.partner !== null,
            hasHospital: parts.hospital !== null,
            lastModified: course[0]?.at ?? meta.createdAt,
          }),
        ]
      : []),
    conditionOf(making, teaser, clinical),
    ...(clinical ? writtenIn(clinical).map((each) => observationOf(making, each)) : []),
    ...careResources(making, parts),
    ...partiesOf(making, parts),
    ...(consent ? [consentResource(making, consent)] : []),
    ...parts.papers.map((paper) => paperResource(making, paper)),
    ...keyed('Provenance', moves).map(([entry, key]) => moveResource(making, entry, key)),
    ...(watermark ? [exportResource(making, watermark)] : []),
    ...keyed('AuditEvent', parts.reads).map(([entry, key]) => readResource(making, entry, key)),
  ];
}

/** Entries with a key of their own that stays when newer ones come: the moment, and the place within it. */
function keyed<Entry extends { at: string }>(
  name: string,
  entries: readonly Entry[],
): [Entry, string][] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const nth = seen.get(entry.at) ?? 0;
    seen.set(entry.at, nth + 1);
    return [entry, `${name} ${nth} ${entry.at}`];
  });
}
