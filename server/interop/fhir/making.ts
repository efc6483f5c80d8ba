import type {
  CodeableConcept,
  Coding,
  Extension,
  Meta,
  Reference,
  ResourceType,
} from '@medplum/fhirtypes';
import { label } from '#server/platform/i18n/label.ts';
import type { Label } from '#server/referrals/schemas.ts';
import { lean, resourceId, urn } from './lean.ts';
import { CONFIDENTIALITY, OBSERVATION_VALUE, TRANSLATION, type OwnSystems } from './systems.ts';

/** Who hands a case out, and when: it stands in every resource, so that a part taken out says it too. */
export type Watermark = {
  /** The number of the export. */
  id: string;
  person: { name: string; lang: string };
  organisation: Label;
  /** ISO 8601, UTC. */
  at: string;
};

/** What every mapping function is given. */
export type Making = {
  caseId: string;
  code: string;
  origin: string;
  systems: OwnSystems;
  /** `pseudonymous`: nothing in the bundle says who the patient is. */
  stage: 'pseudonymous' | 'identified';
  watermark: Watermark | null;
};

export function refTo<T extends ResourceType>(
  making: Making,
  type: T,
  of: string = type,
): Reference & { reference: string; type: T } {
  return { reference: urn(resourceId(making.caseId, of)), type };
}

/** The head of a resource of this case: its id, its labels and the watermark. */
export function head(making: Making, of: string): { id: string; meta: Meta } {
  return { id: resourceId(making.caseId, of), meta: labels(making) };
}

export function labels({ stage, systems, watermark }: Making): Meta {
  const pseudonymous: Coding = {
    system: OBSERVATION_VALUE,
    code: 'PSEUDED',
    display: 'pseudonymized',
  };
  return lean<Meta>({
    security: [
      { system: CONFIDENTIALITY, code: 'R', display: 'restricted' },
      stage === 'pseudonymous' ? pseudonymous : null,
    ],
    tag: [watermark && { system: systems.export, code: watermark.id, display: told(watermark) }],
  });
}

/** The watermark as a sentence. */
export function told({ person, organisation, at }: Watermark): string {
  return `Exported by ${person.name}, ${plain(organisation)}, at ${at}`;
}

export function plain(text: Label | null | undefined): string {
  return label(text, 'en');
}

/** A text in several languages: English (else the first there is) with the others as translations. */
export function concept(words: Label | null | undefined, coding: Coding[] = []): CodeableConcept {
  const main = plain(words);
  const others = Object.entries(words ?? {}).filter(([, text]) => text && text !== main);
  return lean<CodeableConcept>({
    coding,
    text: main,
    _text: { extension: main ? others.map(([lang, text]) => translation(lang, text!)) : [] },
  } as CodeableConcept);
}

function translation(lang: string, content: string): Extension {
  return {
    url: TRANSLATION,
    extension: [
      { url: 'lang', valueCode: lang },
      { url: 'content', valueString: content },
    ],
  };
}
