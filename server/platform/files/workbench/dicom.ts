import dicomParser, { type DataSet, type Element } from 'dicom-parser';
import sharp from 'sharp';
import type { Picture } from './image.ts';
import { MOST_PIXELS, RefusedError, type Facts } from './task.ts';

/** Uncompressed pixels, as PS3.5 annex A names them: the ones that can be drawn here. */
const PLAIN = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.2']);
const ENCAPSULATED = /^1\.2\.840\.10008\.1\.2\.(4\.\d+|5)$/;
const DEFLATED = '1.2.840.10008.1.2.1.99';

/**
 * Whether a DICOM file (PS3.10) is whole: preamble, meta group, a known transfer syntax, and pixels
 * of the length that rows, columns and bits announce.
 */
export function examineDicom(bytes: Buffer): Facts {
  const { dataSet, syntax } = read(bytes);
  const pixels = dataSet.elements['x7fe00010'];
  if (!pixels) return { width: null, height: null, pages: null };
  const { rows, columns, frames, bytesPerPixel } = shapeOf(dataSet);
  if (rows * columns > MOST_PIXELS) throw new RefusedError('FILE_PIXELS');
  if (PLAIN.has(syntax)) checkLength(pixels, rows * columns * frames * bytesPerPixel, bytes);
  else if (!pixels.fragments?.length) throw new RefusedError('FILE_UNREADABLE');
  return { width: columns, height: rows, pages: frames };
}

/** A frame in grey or colour by its own window, made to fit into a square of `box` pixels. */
export async function drawFrame(
  bytes: Buffer,
  { page, box }: { page: number; box: number },
): Promise<Picture> {
  const { dataSet, syntax } = read(bytes);
  const pixels = dataSet.elements['x7fe00010'];
  if (!pixels) throw new RefusedError('FILE_UNREADABLE');
  const shape = shapeOf(dataSet);
  const { rows, columns, frames, samples, bytesPerPixel } = shape;
  if (page > frames) throw new RefusedError('FILE_PAGES');
  if (!PLAIN.has(syntax)) throw new RefusedError('FILE_UNREADABLE');
  const size = rows * columns * bytesPerPixel;
  const at = pixels.dataOffset + (page - 1) * size;
  const frame = bytes.subarray(at, at + size);
  const raw =
    samples === 3
      ? frame
      : greyOf(frame, dataSet, { ...shape, bigEndian: syntax === '1.2.840.10008.1.2.2' });
  const { data, info } = await sharp(raw, {
    raw: { width: columns, height: rows, channels: samples === 3 ? 3 : 1 },
  })
    .resize({ width: box, height: box, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 86 })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, facts: { width: info.width, height: info.height, pages: frames } };
}

export function read(bytes: Buffer): { dataSet: DataSet; syntax: string } {
  if (bytes.length < 132 || bytes.toString('latin1', 128, 132) !== 'DICM') {
    throw new RefusedError('FILE_UNREADABLE');
  }
  let dataSet: DataSet;
  try {
    dataSet = dicomParser.parseDicom(bytes);
  } catch {
    throw new RefusedError('FILE_UNREADABLE');
  }
  const syntax = dataSet.string('x00020010') ?? '';
  const known = PLAIN.has(syntax) || ENCAPSULATED.test(syntax) || syntax === DEFLATED;
  if (!known || dataSet.warnings.length > 0) throw new RefusedError('FILE_UNREADABLE');
  return { dataSet, syntax };
}

type Shape = {
  rows: number;
  columns: number;
  frames: number;
  samples: number;
  bytesPerPixel: number;
};

function shapeOf(dataSet: DataSet): Shape {
  const rows = dataSet.uint16('x00280010') ?? 0;
  const columns = dataSet.uint16('x00280011') ?? 0;
  const samples = dataSet.uint16('x00280002') ?? 1;
  const bits = dataSet.uint16('x00280100') ?? 0;
  const frames = Number(dataSet.string('x00280008') ?? 1);
  const sane =
    rows > 0 &&
    columns > 0 &&
    [1, 3].includes(samples) &&
    [8, 16].includes(bits) &&
    Number.isInteger(frames) &&
    frames > 0 &&
    frames <= 100_000;
  if (!sane) throw new RefusedError('FILE_UNREADABLE');
  return { rows, columns, frames, samples, bytesPerPixel: (samples * bits) / 8 };
}

function checkLength(pixels: Element, announced: number, bytes: Buffer): void {
  const there = Math.min(pixels.length, bytes.length - pixels.dataOffset);
  if (there < announced) throw new RefusedError('FILE_UNREADABLE');
}

/** One byte a pixel: the stored values through rescale and window (PS3.3 C.11.2), else their own range. */
function greyOf(
  frame: Buffer,
  dataSet: DataSet,
  { bytesPerPixel, bigEndian }: Shape & { bigEndian: boolean },
): Buffer {
  const count = frame.length / bytesPerPixel;
  const signed = dataSet.uint16('x00280103') === 1;
  const value = valueReader(frame, bytesPerPixel, signed, bigEndian);
  const slope = dataSet.floatString('x00281053') ?? 1;
  const intercept = dataSet.floatString('x00281052') ?? 0;
  let [low, high] = windowOf(dataSet) ?? [Infinity, -Infinity];
  if (low > high) {
    for (let i = 0; i < count; i += 1) {
      const real = value(i) * slope + intercept;
      if (real < low) low = real;
      if (real > high) high = real;
    }
  }
  const inverted = dataSet.string('x00280004')?.trim() === 'MONOCHROME1';
  const grey = Buffer.alloc(count);
  const span = Math.max(high - low, Number.EPSILON);
  for (let i = 0; i < count; i += 1) {
    const share = Math.min(1, Math.max(0, (value(i) * slope + intercept - low) / span));
    grey[i] = Math.round((inverted ? 1 - share : share) * 255);
  }
  return grey;
}

function valueReader(frame: Buffer, bytesPerPixel: number, signed: boolean, bigEndian: boolean) {
  if (bytesPerPixel === 1) return (i: number) => (signed ? frame.readInt8(i) : frame[i]!);
  if (bigEndian) {
    return (i: number) => (signed ? frame.readInt16BE(i * 2) : frame.readUInt16BE(i * 2));
  }
  return (i: number) => (signed ? frame.readInt16LE(i * 2) : frame.readUInt16LE(i * 2));
}

function windowOf(dataSet: DataSet): [number, number] | null {
  const centre = dataSet.floatString('x00281050');
  const width = dataSet.floatString('x00281051');
  return centre === undefined || !width ? null : [centre - width / 2, centre + width / 2];
}
