import type { Lang } from '#server/platform/i18n/translate.ts';
import { compose, type Frame } from './compose.ts';
import { fontBytes, fontDescriptors, fontFiles } from './fonts.ts';
import { documentSchemas, type DocumentData, type DocumentKind } from './kinds.ts';
import { templates } from './templates/index.ts';
import { wordsOf } from './wording.ts';

export type PrintOrder<Kind extends DocumentKind = DocumentKind> = {
  kind: Kind;
  data: DocumentData<Kind>;
  lang: Lang;
} & Frame;

/** Where pdfmake looks for fonts before it would open a file; its types leave it out. */
type VirtualFiles = {
  existsSync: (name: string) => boolean;
  writeFileSync: (name: string, bytes: Buffer) => void;
};

export type Printed = {
  bytes: Uint8Array;
  /** How many characters no face has; each stands as 〓. */
  missing: number;
};

/**
 * Typed data to the bytes of a PDF. The first one of a process takes seconds (fonts of several
 * megabytes); it runs in a thread of its own (`press.ts`), not in the event loop.
 */
export async function print<Kind extends DocumentKind>(order: PrintOrder<Kind>): Promise<Printed> {
  const { default: library } = await import('pdfmake');
  const pdfmake = library as typeof library & { virtualfs: VirtualFiles };
  const data = documentSchemas[order.kind].parse(order.data) as DocumentData<Kind>;
  const words = wordsOf(order.lang, order.issuedOn);
  const { definition, missing } = compose(templates[order.kind](data, words), words, order);
  pdfmake.setFonts(fontDescriptors);
  // Nothing is fetched and no file is opened but the fonts, which are handed over.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  for (const name of fontFiles) {
    if (!pdfmake.virtualfs.existsSync(name)) pdfmake.virtualfs.writeFileSync(name, fontBytes(name));
  }
  const bytes = await pdfmake.createPdf(definition).getBuffer();
  return { bytes, missing: missing.size };
}
