import { escapeHtml } from 'markdown-it/lib/common/utils.mjs';
import type { Composition, CompositionSection } from '@medplum/fhirtypes';
import type { CaseParts } from '../parts.ts';
import { careSection } from './care.ts';
import {
  CLINICAL_PARTS,
  CLINICAL_PART_NAMES,
  observationKey,
  writtenIn,
  type Written,
} from './clinical.ts';
import { concept, head, plain, refTo, told, type Making } from './making.ts';
import { lean } from './lean.ts';
import { LOINC } from './systems.ts';

/**
 * The first page of a bundle: what it is, who handed it out and when, and the clinical texts as prose.
 * All text is escaped: what somebody wrote is never markup here.
 */
export function compositionOf(making: Making, parts: CaseParts, at: string): Composition {
  const { watermark } = making;
  const author = watermark
    ? { display: `${watermark.person.name}, ${plain(watermark.organisation)}` }
    : { display: 'MEJ Forum' };
  return lean<Composition>({
    resourceType: 'Composition',
    ...head(making, 'Composition'),
    language: 'en',
    text: narrative([
      paragraph(`Case ${making.code}`),
      ...(watermark ? [paragraph(`${told(watermark)}. Export ${watermark.id}.`)] : []),
    ]),
    identifier: { system: making.systems.caseCode, value: making.code },
    status: 'final',
    type: { coding: [{ system: LOINC, code: '57133-1', display: 'Referral note' }] },
    subject: refTo(making, 'Patient'),
    date: at,
    author: [author],
    title: `Referral ${making.code}`,
    confidentiality: 'R',
    section: [
      requestSection(making, parts),
      ...careSection(making, parts, (lines) => narrative(lines.map((line) => paragraph(line)))),
      ...clinicalSections(making, parts),
    ],
  });
}

function requestSection(making: Making, { teaser }: CaseParts): CompositionSection {
  return {
    title: 'Reason for referral',
    code: { coding: [{ system: LOINC, code: '42349-1' }] },
    text: narrative(
      [plain(teaser.request), plain(teaser.icdBlock.label), plain(teaser.teaser)]
        .filter(Boolean)
        .map((text) => paragraph(text)),
    ),
    entry: [refTo(making, 'ServiceRequest'), refTo(making, 'Condition')],
  };
}

function clinicalSections(making: Making, { clinical }: CaseParts): CompositionSection[] {
  if (!clinical) return [];
  const written = writtenIn(clinical);
  return CLINICAL_PART_NAMES.flatMap((part) => {
    const texts = written.filter((each) => each.part === part);
    return texts.length > 0 ? [clinicalSection(making, part, texts)] : [];
  });
}

function clinicalSection(
  making: Making,
  part: Written['part'],
  texts: readonly Written[],
): CompositionSection {
  const { loinc, title } = CLINICAL_PARTS[part];
  return {
    title,
    code: concept(null, [
      ...(loinc ? [{ system: LOINC, code: loinc }] : []),
      { system: making.systems.part, code: part },
    ]),
    text: narrative(texts.map(({ text, lang }) => paragraph(text, lang))),
    entry: texts.map((each) => refTo(making, 'Observation', observationKey(each))),
  };
}

function narrative(paragraphs: readonly string[]) {
  const inside = paragraphs.length > 0 ? paragraphs.join('') : paragraph('—');
  return {
    status: 'generated' as const,
    div: `<div xmlns="http://www.w3.org/1999/xhtml">${inside}</div>`,
  };
}

function paragraph(text: string, lang: string | null = null): string {
  const said = escapeHtml(text).replaceAll(/\r?\n/g, '<br/>');
  return `<p${lang ? ` lang="${lang}"` : ''}>${said}</p>`;
}
