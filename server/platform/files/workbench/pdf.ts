import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRef,
  PDFStream,
  ParseSpeeds,
  type PDFContext,
  type PDFObject,
} from 'pdf-lib';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Picture } from './image.ts';
import { MOST_PAGES, MOST_PIXELS, RefusedError, type Facts } from './task.ts';

/** Entries of a dictionary by which a document does more than show itself. */
const ACTIVE_KEYS = [
  'JavaScript',
  'JS',
  'EmbeddedFile',
  'EmbeddedFiles',
  'XFA',
  'RichMediaContent',
];
/** Kinds of action, file and annotation that run, open or carry something else. */
const ACTIVE_NAMES = [
  'JavaScript',
  'Launch',
  'ImportData',
  'SubmitForm',
  'EmbeddedFile',
  'RichMedia',
  'Movie',
  'Sound',
  'GoToE',
];
/** Long enough not to stand in compressed bytes by chance. */
const ACTIVE_WORDS = /\/(JavaScript|EmbeddedFile|SubmitForm|RichMedia|Launch\b|ImportData)/;

/**
 * Whether a PDF is one, is whole, opens without a password, has no more pages than the forum shows,
 * and only shows itself. An opening action may say at which page to begin, as typesetters write it.
 */
export async function examinePdf(bytes: Buffer): Promise<Facts> {
  if (bytes.subarray(0, 1024).indexOf('%PDF-') < 0) throw new RefusedError('FILE_UNREADABLE');
  if (bytes.lastIndexOf('%%EOF') < 0) throw new RefusedError('FILE_UNREADABLE');
  await checkObjects(bytes);
  const document = await openPdf(bytes);
  if (document.numPages > MOST_PAGES) throw new RefusedError('FILE_PAGES');
  const first = await document.getPage(1).catch(unreadable);
  const { width, height } = first.getViewport({ scale: 1 });
  return { width: Math.round(width), height: Math.round(height), pages: document.numPages };
}

/** Looks at every object of the file, whether the document refers to it or not. */
async function checkObjects(bytes: Buffer): Promise<void> {
  // A name may be written with #xx for its letters.
  const plain = bytes
    .toString('latin1')
    .replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  if (ACTIVE_WORDS.test(plain)) throw new RefusedError('FILE_ACTIVE');
  let document: PDFDocument;
  try {
    document = await PDFDocument.load(bytes, {
      // Read as far as it goes, so that below it can be said what is wrong with it.
      ignoreEncryption: true,
      updateMetadata: false,
      parseSpeed: ParseSpeeds.Fastest,
    });
  } catch {
    throw new RefusedError('FILE_UNREADABLE');
  }
  const { context } = document;
  if (context.trailerInfo.Encrypt) throw new RefusedError('FILE_ENCRYPTED');
  for (const [, object] of context.enumerateIndirectObjects()) checkObject(object, context);
  const opening = document.catalog.lookup(PDFName.of('OpenAction'));
  if (opening instanceof PDFDict && opening.lookup(PDFName.of('S')) !== PDFName.of('GoTo')) {
    throw new RefusedError('FILE_ACTIVE');
  }
}

const activeKeys = new Set(ACTIVE_KEYS.map((name) => PDFName.of(name)));
const activeNames = new Set(ACTIVE_NAMES.map((name) => PDFName.of(name)));
const kindKeys = ['S', 'Type', 'Subtype'].map((name) => PDFName.of(name));

function checkObject(root: PDFObject, context: PDFContext): void {
  const rest: PDFObject[] = [root];
  for (let object = rest.pop(); object; object = rest.pop()) {
    if (object instanceof PDFArray) rest.push(...object.asArray());
    else if (object instanceof PDFStream) rest.push(object.dict);
    else if (object instanceof PDFDict) {
      for (const [key, value] of object.entries()) {
        if (activeKeys.has(key)) throw new RefusedError('FILE_ACTIVE');
        const named = value instanceof PDFRef ? context.lookup(value) : value;
        if (kindKeys.includes(key) && named instanceof PDFName && activeNames.has(named)) {
          throw new RefusedError('FILE_ACTIVE');
        }
        if (!(value instanceof PDFRef)) rest.push(value);
      }
    }
  }
}

/** A page drawn on white, made to fit into a square of `box` pixels. */
export async function drawPage(
  bytes: Buffer,
  { page: number, box }: { page: number; box: number },
): Promise<Picture> {
  const document = await openPdf(bytes);
  if (number > document.numPages) throw new RefusedError('FILE_PAGES');
  const page = await document.getPage(number).catch(unreadable);
  await lendFonts(page);
  const plain = page.getViewport({ scale: 1 });
  const scale = box / Math.max(plain.width, plain.height);
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  );
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const drawing = page.render({
    canvasContext: pen as unknown as CanvasRenderingContext2D,
    viewport,
  });
  await drawing.promise.catch(unreadable);
  return {
    bytes: await canvas.encode('webp', 86),
    facts: { width: canvas.width, height: canvas.height, pages: document.numPages },
  };
}

/** A font as pdf.js hands it to its canvas. */
type PdfFont = { missingFile?: boolean; disableFontFace?: boolean };

/**
 * Documents, Japanese ones above all, may name a font without bringing it. Their letters are then
 * written with ours; the fonts that came along are drawn as the outlines they are.
 */
async function lendFonts(page: PDFPageProxy): Promise<void> {
  await page.getOperatorList().catch(unreadable);
  const fonts = page.commonObjs as unknown as Iterable<[string, PdfFont | null]>;
  for (const [, font] of fonts) {
    if (!font?.missingFile) continue;
    for (const family of ['sans-serif', 'serif']) {
      GlobalFonts.registerFromPath(JAPANESE_FONT, family);
    }
    font.disableFontFace = false;
  }
}

const packages = createRequire(import.meta.url);
const pdfjs = packages.resolve('pdfjs-dist/package.json');
const pdfjsFolder = dirname(pdfjs);
/** The canvas that pdf.js itself draws with: the paths of another version's are strangers to it. */
const { createCanvas, GlobalFonts } = createRequire(pdfjs)(
  '@napi-rs/canvas',
) as typeof import('@napi-rs/canvas');
const JAPANESE_FONT = join(
  dirname(packages.resolve('@ibm/plex-sans-jp/package.json')),
  'fonts/complete/woff2/hinted/IBMPlexSansJP-Regular.woff2',
);

async function openPdf(bytes: Buffer) {
  const opening = getDocument({
    data: new Uint8Array(bytes),
    // Fonts and character maps lie beside the library; nothing is fetched from anywhere.
    standardFontDataUrl: join(pdfjsFolder, 'standard_fonts/'),
    cMapUrl: join(pdfjsFolder, 'cmaps/'),
    cMapPacked: true,
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    maxImageSize: MOST_PIXELS,
    verbosity: 0,
  });
  try {
    return await opening.promise;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    throw new RefusedError(name === 'PasswordException' ? 'FILE_ENCRYPTED' : 'FILE_UNREADABLE');
  }
}

function unreadable(): never {
  throw new RefusedError('FILE_UNREADABLE');
}
