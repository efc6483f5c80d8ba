import dicomParser, { type DataSet, type Element } from 'dicom-parser';
import sharp from 'sharp';
import { BASELINE_JPEG, canDraw, frameBytes, isPlain, read, shapeOf, type Shape } from './dicom.ts';
import { decode } from './dicom-codecs.ts';
import type { Picture } from './image.ts';
import { RefusedError } from './task.ts';

const BIG_ENDIAN = '1.2.840.10008.1.2.2';
/** Those whose frames begin as a JPEG does, and are found by it without a table. */
const JPEG = /^1\.2\.840\.10008\.1\.2\.4\.(5\d|70)$/;

/** A frame in grey or colour by its own window, made to fit into a square of `box` pixels. */
export async function drawFrame(
  bytes: Buffer,
  { page, box }: { page: number; box: number },
): Promise<Picture> {
  const { dataSet, syntax } = read(bytes);
  const pixels = dataSet.elements['x7fe00010'];
  if (!pixels) throw new RefusedError('FILE_UNREADABLE');
  const shape = shapeOf(dataSet);
  const { rows, columns, frames, samples } = shape;
  if (page > frames) throw new RefusedError('FILE_PAGES');
  if (!canDraw(shape, syntax)) throw new RefusedError('FILE_UNREADABLE');
  const frame = isPlain(syntax)
    ? plainFrame(dataSet, pixels, shape, page)
    : await packedFrame(dataSet, pixels, shape, syntax, page);
  if (frame.length < frameBytes(shape)) throw new RefusedError('FILE_UNREADABLE');
  const raw =
    samples === 3
      ? colourOf(frame, dataSet, shape, syntax)
      : greyOf(frame, dataSet, { ...shape, bigEndian: syntax === BIG_ENDIAN });
  const { data, info } = await sharp(raw, {
    raw: { width: columns, height: rows, channels: samples === 3 ? 3 : 1 },
  })
    .resize({ width: box, height: box, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 86 })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, facts: { width: info.width, height: info.height, pages: frames } };
}

function plainFrame({ byteArray }: DataSet, pixels: Element, shape: Shape, page: number): Buffer {
  const at = pixels.dataOffset + (page - 1) * frameBytes(shape);
  return Buffer.from(byteArray.subarray(at, at + frameBytes(shape)));
}

/** A compressed frame, found by the table of offsets, by one fragment a frame, or by how a JPEG begins. */
async function packedFrame(
  dataSet: DataSet,
  pixels: Element,
  shape: Shape,
  syntax: string,
  page: number,
): Promise<Buffer> {
  const fragments = pixels.fragments ?? [];
  const at = page - 1;
  const packed = pixels.basicOffsetTable?.length
    ? dicomParser.readEncapsulatedImageFrame(dataSet, pixels, at)
    : shape.frames === 1
      ? dicomParser.readEncapsulatedPixelDataFromFragments(dataSet, pixels, 0, fragments.length)
      : shape.frames === fragments.length
        ? dicomParser.readEncapsulatedPixelDataFromFragments(dataSet, pixels, at, 1)
        : JPEG.test(syntax)
          ? dicomParser.readEncapsulatedImageFrame(
              dataSet,
              pixels,
              at,
              dicomParser.createJPEGBasicOffsetTable(dataSet, pixels),
            )
          : null;
  if (!packed) throw new RefusedError('FILE_UNREADABLE');
  return decode(Buffer.from(packed), { ...shape, signed: isSigned(dataSet) }, syntax);
}

/**
 * Red, green and blue by turns. JPEG comes so out of its decoder, and so does JPEG 2000 of its own
 * transform; all other luminance and chrominance is as it was stored.
 */
function colourOf(frame: Buffer, dataSet: DataSet, shape: Shape, syntax: string): Buffer {
  const { rows, columns, photometric } = shape;
  const isStored = photometric === 'YBR_FULL' && syntax !== BASELINE_JPEG;
  if (!isStored && !isPlain(syntax)) return frame;
  const count = rows * columns;
  const planar = isPlain(syntax) && dataSet.uint16('x00280006') === 1;
  const out = Buffer.alloc(count * 3);
  for (let i = 0; i < count; i += 1) {
    const value = (sample: number) => frame[planar ? sample * count + i : i * 3 + sample]!;
    const rgb = [value(0), value(1), value(2)] as const;
    out.set(isStored ? rgbOf(...rgb) : rgb, i * 3);
  }
  return out;
}

/** Of luminance and chrominance (PS3.3 C.7.6.3.1.2). */
function rgbOf(y: number, blue: number, red: number): number[] {
  const [cb, cr] = [blue - 128, red - 128];
  return [y + 1.402 * cr, y - 0.344136 * cb - 0.714136 * cr, y + 1.772 * cb].map((value) =>
    Math.min(255, Math.max(0, Math.round(value))),
  );
}

const isSigned = (dataSet: DataSet) => dataSet.uint16('x00280103') === 1;

/** One byte a pixel: the stored values through rescale and window (PS3.3 C.11.2), else their own range. */
function greyOf(
  frame: Buffer,
  dataSet: DataSet,
  { bytesPerPixel, bigEndian, photometric }: Shape & { bigEndian: boolean },
): Buffer {
  const count = frame.length / bytesPerPixel;
  const value = valueReader(frame, bytesPerPixel, isSigned(dataSet), bigEndian);
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
  const inverted = photometric === 'MONOCHROME1';
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
