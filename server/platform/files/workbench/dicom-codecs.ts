import codec from '@cornerstonejs/dicom-codec';
import type { Shape } from './dicom.ts';
import { RefusedError } from './task.ts';

/** JPEG of twelve bits: the codecs know its name, and unpack none of it. */
const EXTENDED_JPEG = '1.2.840.10008.1.2.4.51';

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
  return Buffer.from(imageFrame.buffer, imageFrame.byteOffset, imageFrame.byteLength);
}
