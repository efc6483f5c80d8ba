import codec from '@cornerstonejs/dicom-codec';
import type { Shape } from './dicom.ts';
import { RefusedError } from './task.ts';

/** JPEG of twelve bits: the codecs know its name, and unpack none of it. */
const EXTENDED_JPEG = '1.2.840.10008.1.2.4.51';
const JPEG_LS = /\.4\.8[01]$/;

/**
 * Whether frames of a transfer syntax can be unpacked: JPEG (also lossless), JPEG-LS, JPEG 2000 and
 * RLE (PS3.5 annex A.4).
 */
export const hasCodec = (syntax: string): boolean =>
  syntax !== EXTENDED_JPEG && codec.hasCodec(syntax);

/**
 * A frame unpacked: values of a pixel together, those of two bytes with the lower one first.
 * @throws FILE_UNREADABLE where it is another picture than its file announces: its lines would be
 * broken in other places, and show what nobody has
 */
export async function decode(
  packed: Uint8Array,
  { rows, columns, samples, bytesPerPixel, signed }: Shape & { signed: boolean },
  syntax: string,
): Promise<Buffer> {
  const { imageFrame, imageInfo } = await codec.decode(
    packed,
    {
      rows,
      columns,
      samplesPerPixel: samples,
      bitsAllocated: (bytesPerPixel / samples) * 8,
      pixelRepresentation: signed ? 1 : 0,
      signed,
    },
    syntax,
  );
  const isAnnounced =
    imageInfo.rows === rows &&
    imageInfo.columns === columns &&
    imageFrame.byteLength === rows * columns * bytesPerPixel;
  if (!isAnnounced) throw new RefusedError('FILE_UNREADABLE');
  const frame = Buffer.from(imageFrame.buffer, imageFrame.byteOffset, imageFrame.byteLength);
  return samples === 3 && JPEG_LS.test(syntax) && hasPlanes(packed) ? together(frame) : frame;
}

/** Whether the first scan of a JPEG-LS frame is of one colour alone: then each has a scan, and is a plane. */
function hasPlanes(packed: Uint8Array): boolean {
  let at = 2;
  while (packed[at] === 0xff && packed[at + 1] !== 0xda) {
    at += 2 + packed[at + 2]! * 256 + packed[at + 3]!;
  }
  return packed[at + 4] === 1;
}

/** Three planes of bytes as the values of each pixel together. */
function together(planes: Buffer): Buffer {
  const count = planes.length / 3;
  const out = Buffer.alloc(planes.length);
  for (let i = 0; i < planes.length; i += 1)
    out[(i % count) * 3 + Math.floor(i / count)] = planes[i]!;
  return out;
}
