import dicomParser, { type DataSet, type Element } from 'dicom-parser';
import { hasCodec } from './dicom-codecs.ts';
import { headerOf } from './dicom-header.ts';
import { MOST_PIXELS, RefusedError, type Facts } from './task.ts';

/** Pixels as they are, as PS3.5 annex A names them; of the last, the whole data set was deflated. */
const PLAIN = new Set([
  '1.2.840.10008.1.2',
  '1.2.840.10008.1.2.1',
  '1.2.840.10008.1.2.2',
  '1.2.840.10008.1.2.1.99',
]);
const ENCAPSULATED = /^1\.2\.840\.10008\.1\.2\.(4\.\d+|5)$/;
export const BASELINE_JPEG = '1.2.840.10008.1.2.4.50';
const JPEG_2000 = /\.4\.(9[01]|20[1-3])$/;
/** How the values of a pixel are meant (PS3.3 C.7.6.3.1.2), where they can be drawn. */
const GREY = ['MONOCHROME1', 'MONOCHROME2'];
/** The same of colours, some in frames of one compression alone. */
const COLOUR = new Map([
  ['RGB', /^/],
  ['YBR_FULL', /^/],
  ['YBR_FULL_422', /\.4\.50$/],
  ['YBR_ICT', JPEG_2000],
  ['YBR_RCT', JPEG_2000],
]);

/**
 * Whether a DICOM file (PS3.10) is whole: preamble, meta group, a known transfer syntax, and pixels
 * of the length that rows, columns and bits announce. What cannot be drawn here has no width.
 */
export function examineDicom(bytes: Buffer): Facts {
  const { dataSet, syntax } = read(bytes);
  const header = headerOf(dataSet);
  const pixels = dataSet.elements['x7fe00010'];
  if (!pixels) return { width: null, height: null, pages: null, header };
  const shape = shapeOf(dataSet);
  const { rows, columns, frames } = shape;
  if (rows * columns > MOST_PIXELS) throw new RefusedError('FILE_PIXELS');
  if (PLAIN.has(syntax)) checkLength(pixels, frameBytes(shape) * frames, dataSet.byteArray);
  else if (!pixels.fragments?.length) throw new RefusedError('FILE_UNREADABLE');
  return canDraw(shape, syntax)
    ? { width: columns, height: rows, pages: frames, header }
    : { width: null, height: null, pages: null, header };
}

/** Throws `RefusedError` where it is no whole DICOM file. */
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
  const known = PLAIN.has(syntax) || ENCAPSULATED.test(syntax);
  if (!known || dataSet.warnings.length > 0) throw new RefusedError('FILE_UNREADABLE');
  return { dataSet, syntax };
}

export type Shape = {
  rows: number;
  columns: number;
  frames: number;
  samples: number;
  bytesPerPixel: number;
  /** How its values are meant: one of `GREY` or `COLOUR`, or what cannot be drawn. */
  photometric: string;
};

/** The bytes of one frame that is not compressed. */
export const frameBytes = ({ rows, columns, bytesPerPixel }: Shape) =>
  rows * columns * bytesPerPixel;

/** Whether its pixels stand in the file as they are. */
export const isPlain = (syntax: string) => PLAIN.has(syntax);

/** Whether the frames of such a file can be shown as pictures. */
export function canDraw({ samples, bytesPerPixel, photometric }: Shape, syntax: string): boolean {
  const meant =
    samples === 1
      ? GREY.includes(photometric)
      : bytesPerPixel === 3 && COLOUR.get(photometric)?.test(syntax) === true;
  return meant && (PLAIN.has(syntax) || hasCodec(syntax));
}

/** What a file says its pixels are; throws `RefusedError` where that is nothing sensible. */
export function shapeOf(dataSet: DataSet): Shape {
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
  const photometric =
    dataSet.string('x00280004')?.trim() || (samples === 1 ? 'MONOCHROME2' : 'RGB');
  return { rows, columns, frames, samples, bytesPerPixel: (samples * bits) / 8, photometric };
}

function checkLength(pixels: Element, announced: number, bytes: Uint8Array): void {
  const there = Math.min(pixels.length, bytes.length - pixels.dataOffset);
  if (there < announced) throw new RefusedError('FILE_UNREADABLE');
}
