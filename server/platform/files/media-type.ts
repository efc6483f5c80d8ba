/** What the forum takes. What a file is, its content says; its name and declaration must agree. */
type MediaType = {
  type: string;
  extensions: readonly string[];
  /** What browsers and systems declare for it, beside the type itself. */
  alsoDeclared?: readonly string[];
  maxBytes: number;
};

const mebibyte = 1024 * 1024;
/** By these bytes from its start every type is told from the others. */
export const headBytes = 1024;

const types = {
  pdf: { type: 'application/pdf', extensions: ['pdf'], maxBytes: 25 * mebibyte },
  jpeg: {
    type: 'image/jpeg',
    extensions: ['jpg', 'jpeg'],
    alsoDeclared: ['image/jpg', 'image/pjpeg'],
    maxBytes: 25 * mebibyte,
  },
  png: { type: 'image/png', extensions: ['png'], maxBytes: 25 * mebibyte },
  dicom: { type: 'application/dicom', extensions: ['dcm', 'dicom', ''], maxBytes: 100 * mebibyte },
  text: { type: 'text/plain', extensions: ['txt'], maxBytes: 25 * mebibyte },
  webp: { type: 'image/webp', extensions: ['webp'], maxBytes: 25 * mebibyte },
  gif: { type: 'image/gif', extensions: ['gif'], maxBytes: 25 * mebibyte },
} as const satisfies Record<string, MediaType>;

export type MediaKind = keyof typeof types;

/** For documents of a case. */
export const caseDocuments: readonly MediaKind[] = ['pdf', 'jpeg', 'png', 'dicom', 'text'];
/** For files in conversations. */
export const threadFiles: readonly MediaKind[] = ['pdf', 'jpeg', 'png', 'text', 'webp', 'gif'];

/** Pictures are decoded and written anew. */
export function isPicture(kind: MediaKind): boolean {
  return ['jpeg', 'png', 'webp', 'gif'].includes(kind);
}

/** The kind that a stored file's media type names. */
export function kindOfType(type: string): MediaKind | undefined {
  return (Object.keys(types) as MediaKind[]).find((kind) => types[kind].type === type);
}

export function mediaType(kind: MediaKind): MediaType {
  return types[kind];
}

/** What the first bytes say; `text` stands only if all the others are UTF-8 as well; null is nothing we take. */
export function sniff(head: Uint8Array): MediaKind | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, headBytes));
  const at = (offset: number, sign: string) =>
    bytes.toString('latin1', offset, offset + sign.length) === sign;
  if (at(0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (at(0, '\xff\xd8\xff')) return 'jpeg';
  if (at(0, 'GIF87a') || at(0, 'GIF89a')) return 'gif';
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'webp';
  if (at(128, 'DICM')) return 'dicom';
  const pdf = bytes.indexOf('%PDF-', 0, 'latin1');
  // Scanners write a line before it; anything else there makes it two kinds of file at once.
  if (pdf === 0 || (pdf > 0 && looksLikeText(bytes.subarray(0, pdf)))) return 'pdf';
  return looksLikeText(bytes) ? 'text' : null;
}

/** No markup (HTML, XML, SVG) and no binary; the rest of the file is held to it while it streams. */
function looksLikeText(bytes: Buffer): boolean {
  const start = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  return bytes.length > 0 && !start.startsWith('<') && !hasControls(start);
}

/** Control characters other than tab, line feed, form feed and carriage return. */
export function hasControls(text: string): boolean {
  return /[\0-\x08\x0b\x0e-\x1f\x7f]/.test(text);
}

/** Whether name and declaration fit the content. No declaration, or "some bytes", says nothing. */
export function agrees(kind: MediaKind, name: string, declared: string): boolean {
  const { type, extensions, alsoDeclared = [] }: MediaType = types[kind];
  const base = declared.split(';')[0]!.trim().toLowerCase();
  const isDeclared = ['', 'application/octet-stream', type, ...alsoDeclared].includes(base);
  return isDeclared && extensions.includes(extensionOf(name));
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}
