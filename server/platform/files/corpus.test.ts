import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import codec from '@cornerstonejs/dicom-codec';
import { PDFName, PDFString } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dicomOf, imageOf, pdfOf, pdfOpening, pdfWith } from '#tests/fixtures/documents.ts';
import { testRing } from '#tests/fixtures/key-ring.ts';
import { createFiles, type Files } from './files.ts';
import { caseDocuments, threadFiles } from './media-type.ts';
import { localFileStore } from './store.ts';
import { createWorkbench } from './workbench.ts';

/** Everything, taken by the real workbench into a real store. */
const allowed = [...new Set([...caseDocuments, ...threadFiles])];
let folder: string;
let files: Files;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-'));
  const store = localFileStore(folder);
  files = createFiles({ store, ring: testRing(), workbench: createWorkbench(), scanner: null });
});
afterAll(() => rm(folder, { recursive: true }));

const take = (name: string, bytes: Buffer, declared = '') =>
  files.put(Readable.from([bytes]), { name, declared, allowed });

type Made = () => Buffer | Promise<Buffer>;
const text =
  (words: string): Made =>
  () =>
    Buffer.from(words, 'latin1');
const after =
  (made: Made, more: string): Made =>
  async () =>
    Buffer.concat([await made(), Buffer.from(more, 'latin1')]);
const cutOff =
  (made: Made, share: number): Made =>
  async () => {
    const bytes = await made();
    return bytes.subarray(0, Math.floor(bytes.length * share));
  };
const catalog =
  (key: string, value: object): Made =>
  () =>
    pdfWith((document) =>
      document.catalog.set(PDFName.of(key), document.context.obj(value as never)),
    );

describe('a file that is not what it says, or not whole, is refused and leaves nothing', () => {
  test.each<[what: string, name: string, code: string, made: Made]>([
    ['zero bytes', 'a.pdf', 'FILE_EMPTY', text('')],
    ['HTML as text', 'a.txt', 'FILE_TYPE_REFUSED', text('<!doctype html><script>1</script>')],
    ['HTML behind blanks', 'a.txt', 'FILE_TYPE_REFUSED', text('\n\n  <html>')],
    ['HTML as a PDF', 'a.pdf', 'FILE_TYPE_REFUSED', text('<html>%PDF-1.7')],
    ['SVG', 'a.svg', 'FILE_TYPE_REFUSED', text('<svg onload="alert(1)"/>')],
    ['SVG as PNG', 'a.png', 'FILE_TYPE_REFUSED', text('<svg/>')],
    ['XML', 'a.txt', 'FILE_TYPE_REFUSED', text('<?xml version="1.0"?>')],
    ['an archive', 'a.zip', 'FILE_TYPE_REFUSED', text('PK\x03\x04')],
    ['an Office file', 'a.docx', 'FILE_TYPE_REFUSED', text('PK\x03\x04[Content_Types]')],
    ['an archive as a PDF', 'a.pdf', 'FILE_TYPE_REFUSED', text('PK\x03\x04%PDF-1.7')],
    ['a Windows program', 'a.txt', 'FILE_TYPE_REFUSED', text('MZ\x90\0\x03')],
    ['a Linux program', 'a.png', 'FILE_TYPE_REFUSED', text('\x7fELF')],
    ['text that is not UTF-8', 'a.txt', 'FILE_TYPE_REFUSED', text('\x93\xfa\x96{')],
    ['text with a zero byte', 'a.txt', 'FILE_TYPE_REFUSED', text('a\0b')],
    ['a PDF called PNG', 'a.png', 'FILE_TYPE_MISMATCH', () => pdfOf()],
    ['a PNG called JPEG', 'a.jpg', 'FILE_TYPE_MISMATCH', () => imageOf('png')],
    ['a PDF with two endings', 'a.pdf.exe', 'FILE_TYPE_MISMATCH', () => pdfOf()],
    [
      'a name that hides its ending by direction',
      'photo\u202Egnp.txt',
      'FILE_TYPE_MISMATCH',
      () => imageOf('png'),
    ],
    ['a PDF that ends early', 'a.pdf', 'FILE_UNREADABLE', cutOff(() => pdfOf(), 0.5)],
    ['a PDF of a header alone', 'a.pdf', 'FILE_UNREADABLE', text('%PDF-1.7\n%%EOF\n')],
    [
      'a PDF without pages',
      'a.pdf',
      'FILE_UNREADABLE',
      text('%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF'),
    ],
    ['a PDF of 501 pages', 'a.pdf', 'FILE_PAGES', () => pdfOf({ pages: 501 })],
    ['a PDF with JavaScript', 'a.pdf', 'FILE_ACTIVE', () => pdfOpening('JavaScript')],
    [
      'a PDF with JavaScript in an object stream',
      'a.pdf',
      'FILE_ACTIVE',
      () => pdfOpening('JavaScript', true),
    ],
    ['a PDF that starts a program', 'a.pdf', 'FILE_ACTIVE', () => pdfOpening('Launch')],
    ['a PDF that opens an address', 'a.pdf', 'FILE_ACTIVE', () => pdfOpening('URI')],
    ['a PDF with a form of XML', 'a.pdf', 'FILE_ACTIVE', catalog('AcroForm', { XFA: [] })],
    [
      'a PDF that carries files',
      'a.pdf',
      'FILE_ACTIVE',
      catalog('Names', { EmbeddedFiles: { Names: [] } }),
    ],
    [
      'a PDF whose script is named with escapes',
      'a.pdf',
      'FILE_ACTIVE',
      async () =>
        Buffer.from(
          (await pdfOpening('JavaScript'))
            .toString('latin1')
            .replace('/JavaScript', '/J#61vaScript'),
          'latin1',
        ),
    ],
    [
      'a PDF with a script that nothing refers to',
      'a.pdf',
      'FILE_ACTIVE',
      () =>
        pdfWith(({ context }) => void context.register(context.obj({ JS: PDFString.of('1') })), {
          useObjectStreams: true,
        }),
    ],
    [
      'an encrypted PDF',
      'a.pdf',
      'FILE_ENCRYPTED',
      () =>
        pdfWith(({ context }) => {
          context.trailerInfo.Encrypt = context.register(
            context.obj({
              Filter: 'Standard',
              V: 1,
              R: 2,
              P: -4,
              O: PDFString.of('x'.repeat(32)),
              U: PDFString.of('x'.repeat(32)),
            }),
          );
        }),
    ],
    [
      'a picture that ends early',
      'a.png',
      'FILE_UNREADABLE',
      cutOff(() => imageOf('png', { width: 300, height: 300, noise: true }), 0.5),
    ],
    ['a JPEG of a header alone', 'a.jpg', 'FILE_UNREADABLE', text('\xff\xd8\xff\xe0\0\x10JFIF\0')],
    ['a GIF of a header alone', 'a.gif', 'FILE_UNREADABLE', text('GIF89a')],
    [
      'a picture of 40 001 × 1 000 pixels',
      'a.png',
      'FILE_PIXELS',
      () => imageOf('png', { width: 40_001, height: 1_000 }),
    ],
    [
      'a picture that claims 60 000 × 60 000',
      'a.png',
      'FILE_PIXELS',
      () => pngClaiming(60_000, 60_000),
    ],
    ['a DICOM file that ends in its pixels', 'a.dcm', 'FILE_UNREADABLE', cutOff(dicomOf, 0.8)],
    [
      'a DICOM file of a preamble alone',
      'a.dcm',
      'FILE_UNREADABLE',
      text(`${'\0'.repeat(128)}DICM`),
    ],
    [
      'a DICOM file that announces more pixels than it has',
      'a.dcm',
      'FILE_UNREADABLE',
      () => dicomOf({ rows: 4000, pixels: Buffer.alloc(16) }),
    ],
    [
      'a DICOM file of an unknown syntax',
      'a.dcm',
      'FILE_UNREADABLE',
      () => dicomOf({ syntax: '1.2.3.4' }),
    ],
    [
      'a DICOM file without lines and columns',
      'a.dcm',
      'FILE_UNREADABLE',
      () => dicomOf({ rows: 0 }),
    ],
  ])('%s', async (_what, name, code, made) => {
    const before = await everything();
    await expect(take(name, await made())).rejects.toMatchObject({ code, kind: 'invalid' });
    expect(await everything()).toEqual(before);
  });

  test('one that takes too long, or too much memory', async () => {
    const slow = createWorkbench({ computingMs: 100 });
    const greedy = createWorkbench({ memoryBytes: 20 * 1024 * 1024 });
    for (const workbench of [slow, greedy]) {
      const store = localFileStore(folder);
      const limited = createFiles({ store, ring: testRing(), workbench, scanner: null });
      const before = await everything();
      await expect(
        limited.put(Readable.from([await pdfOf()]), { name: 'a.pdf', declared: '', allowed }),
      ).rejects.toMatchObject({ code: 'FILE_TOO_COMPLEX' });
      expect(await everything()).toEqual(before);
    }
  });
});

describe('what is let in', () => {
  test.each<[name: string, facts: object, made: Made]>([
    [
      'letter.pdf',
      { mediaType: 'application/pdf', width: 595, height: 842, pages: 3 },
      () => pdfOf({ pages: 3 }),
    ],
    ['to-a-page.pdf', { pages: 1 }, () => pdfOpening('GoTo')],
    ['a.png', { mediaType: 'image/png', width: 64, height: 48 }, () => imageOf('png')],
    ['a.jpeg', { mediaType: 'image/jpeg', width: 64, height: 48 }, () => imageOf('jpeg')],
    ['a.webp', { mediaType: 'image/webp' }, () => imageOf('webp')],
    ['a.gif', { mediaType: 'image/gif' }, () => imageOf('gif')],
    [
      'scan.dcm',
      { mediaType: 'application/dicom', width: 16, height: 16, pages: 1 },
      () => dicomOf(),
    ],
    ['文書.txt', { mediaType: 'text/plain', pages: null }, () => Buffer.from('紹介状\n')],
  ])('%s, with what is known of it', async (name, facts, made) => {
    expect(await take(name, await made())).toMatchObject({ name, scan: 'unscanned', ...facts });
  });

  test('a DICOM file, with what it says of its patient in its own characters', async () => {
    const says = (characters: string) =>
      dicomOf({
        elements: [
          [0x0008, 0x0005, 'CS', characters],
          [0x0010, 0x0010, 'PN', 'Бат^Болд'],
          [0x0008, 0x1030, 'LO', `a${'👩‍⚕️'.repeat(12_000 / 5)}`],
          [0x0010, 0x0030, 'DA', '19740312'],
          [0x0028, 0x0301, 'CS', 'YES'],
        ],
      });
    const { header } = await take('scan.dcm', says('ISO_IR 192'));
    expect(header).toEqual({
      PatientName: 'Бат^Болд',
      PatientBirthDate: '19740312',
      StudyDescription: `a${'👩‍⚕️'.repeat(39)}`,
      BurnedInAnnotation: 'YES',
      Modality: 'OT',
      Columns: '16',
      Rows: '16',
      TransferSyntaxUID: '1.2.840.10008.1.2.1',
    });
    const unknown = await take('scan.dcm', says('ISO_IR 999'));
    expect(unknown.header).toMatchObject({ PatientName: expect.stringMatching(/\^/) });
  });

  test('a picture comes out without its place, upright, and without what was behind it', async () => {
    const hidden = '<script>alert(1)</script>PK\x03\x04';
    const stored = await take(
      'a.jpg',
      (await after(() => imageOf('jpeg', { place: true }), hidden)()) as Buffer,
    );
    const kept = await buffer(await files.open(stored));
    expect(kept.includes('script')).toBe(false);
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
    expect(stored.byteSize).toBe(kept.length);
  });

  test.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\x\\letter.txt', 'letter.txt'],
    ['a\u202Etxt.exe.txt', 'atxt.exe.txt'],
    ['line\nbreak\0.txt', 'linebreak.txt'],
    ['...hidden.txt', 'hidden.txt'],
    [`${'長'.repeat(300)}.txt`, `${'長'.repeat(116)}.txt`],
  ])('a name is made harmless: %j', async (given, name) => {
    expect((await take(given, Buffer.from('x'))).name).toBe(name);
  });
});

describe('a page as a picture', () => {
  test.each<[name: string, page: number, made: Made]>([
    ['letter.pdf', 2, () => pdfOf({ pages: 2 })],
    ['a.png', 1, () => imageOf('png', { width: 900, height: 300 })],
    ['scan.dcm', 1, () => dicomOf()],
  ])('of %s fits its square, is WebP, and lies sealed', async (name, page, made) => {
    const stored = await take(name, await made());
    const picture = await files.draw(stored, { page, box: 480 });
    const seen = await sharp(await buffer(await files.open(picture))).metadata();
    expect(seen).toMatchObject({ format: 'webp', width: picture.width, height: picture.height });
    expect(Math.max(picture.width, picture.height)).toBeLessThanOrEqual(480);
  });

  test.each<[name: string, syntax: string, pack: typeof packed]>([
    ['JPEG', '1.2.840.10008.1.2.4.50', packed],
    ['JPEG 2000', '1.2.840.10008.1.2.4.90', packed],
    ['RLE', '1.2.840.10008.1.2.5', async (pixels) => runLengths(pixels)],
  ])('of a DICOM file compressed with %s shows its pixels', async (_, syntax, pack) => {
    const [columns, rows] = [128, 64];
    const slope = Buffer.from(Array.from({ length: columns * rows }, (_, i) => (i % columns) * 2));
    const frames = [await pack(slope, { columns, rows, syntax })];
    const stored = await take('scan.dcm', dicomOf({ columns, rows, syntax, frames }));
    expect(stored).toMatchObject({ width: columns, height: rows, pages: 1 });
    const picture = await files.draw(stored, { page: 1, box: 480 });
    const seen = await sharp(await buffer(await files.open(picture)))
      .extractChannel(0)
      .raw()
      .toBuffer();
    expect(
      Math.max(...seen.map((value, i) => Math.abs(value - slope[i]! * (255 / 254)))),
    ).toBeLessThan(16);
  });

  test.each([
    {
      ...{ name: 'RLE, in luminance and chrominance', photometric: 'YBR_FULL' },
      ...{ syntax: '1.2.840.10008.1.2.5', columns: 128, rows: 64 },
      frame: () => runLengths(...[76, 85, 255].map((value) => Buffer.alloc(128 * 64, value))),
    },
    {
      ...{ name: 'JPEG-LS, a plane after another', photometric: 'RGB' },
      ...{ syntax: '1.2.840.10008.1.2.4.80', columns: 8, rows: 4 },
      frame: () =>
        Buffer.from(
          '/9j/9wARCAAEAAgDAREAAhEAAxEA/9oACAEBAAAAAGlfP/z/2gAIAQIAAAAAB5Xz/2D/2gAIAQMAAAAAAAABxpXz/2D/2Q==',
          'base64',
        ),
    },
  ])('of a DICOM file compressed with $name, shows its colours', async ({ frame, ...of }) => {
    const made = dicomOf({ ...of, frames: [frame()], samples: 3 });
    const picture = await files.draw(await take('scan.dcm', made), { page: 1, box: 480 });
    const { channels } = await sharp(await buffer(await files.open(picture))).stats();
    const [red, green, blue] = channels.map(({ mean }) => mean);
    expect([red! > 230, green! < 30, blue! < 110]).toEqual([true, true, true]);
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeLessThan(8);
  });

  test.each(['1.2.840.10008.1.2.4.50', '1.2.840.10008.1.2.4.90'])(
    'there is none of a DICOM file whose frame in %s is of another shape than it says',
    async (syntax) => {
      const frames = [await packed(Buffer.alloc(128 * 64), { columns: 64, rows: 128, syntax })];
      // As many pixels, in other lines; and fewer than there are.
      for (const [columns, rows] of [
        [128, 64],
        [16, 16],
      ] as const) {
        const stored = await take('scan.dcm', dicomOf({ columns, rows, syntax, frames }));
        await expect(files.draw(stored, { page: 1, box: 480 })).rejects.toMatchObject({
          code: 'FILE_UNREADABLE',
        });
      }
    },
  );

  test('there is none of a DICOM file whose values cannot be meant, or that no codec unpacks', async () => {
    const frames = [Buffer.alloc(16)];
    for (const made of [
      dicomOf({ photometric: 'PALETTE COLOR' }),
      dicomOf({ frames, syntax: '1.2.840.10008.1.2.4.51' }),
      dicomOf({ frames, syntax: '1.2.840.10008.1.2.5', samples: 3, photometric: 'YBR_ICT' }),
    ]) {
      expect(await take('scan.dcm', made)).toMatchObject({ width: null, pages: null });
    }
  });

  test('shows what is written there', async () => {
    const blank = await files.draw(await take('a.pdf', await pdfOf({ text: '' })), {
      page: 1,
      box: 480,
    });
    const written = await files.draw(await take('a.pdf', await pdfOf({ text: 'MMMMMM' })), {
      page: 1,
      box: 480,
    });
    const ink = async (row: typeof blank) =>
      255 -
      (
        await sharp(await buffer(await files.open(row)))
          .greyscale()
          .stats()
      ).channels[0]!.mean;
    expect(await ink(written)).toBeGreaterThan((await ink(blank)) + 0.2);
  });

  test('that the document does not have is refused', async () => {
    const stored = await take('a.pdf', await pdfOf());
    await expect(files.draw(stored, { page: 2, box: 480 })).rejects.toMatchObject({
      code: 'FILE_PAGES',
    });
  });
});

/** A PNG whose header claims a size that its pixels do not have. */
async function pngClaiming(width: number, height: number): Promise<Buffer> {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

async function everything(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

type Shape = { columns: number; rows: number; syntax: string };

async function packed(pixels: Buffer, { syntax, ...shape }: Shape): Promise<Uint8Array> {
  const info = { samplesPerPixel: 1, bitsAllocated: 8, pixelRepresentation: 0, signed: false };
  return (await codec.encode(pixels, { ...shape, ...info } as never, syntax)).imageFrame;
}

/** A segment of literal runs for each sample (PS3.5 annex G). */
function runLengths(...samples: Buffer[]): Buffer {
  const segments = samples.map((pixels) =>
    Buffer.concat(
      Array.from({ length: pixels.length / 128 }, (_, i) =>
        Buffer.concat([Buffer.from([127]), pixels.subarray(i * 128, (i + 1) * 128)]),
      ),
    ),
  );
  const head = Buffer.alloc(64);
  head.writeUInt32LE(segments.length, 0);
  segments.forEach(({ length }, i) => head.writeUInt32LE(64 + i * length, 4 + i * 4));
  return Buffer.concat([head, ...segments]);
}
