import codec from '@cornerstonejs/dicom-codec';
import type { Shape } from './dicom.ts';

/**
 * Whether frames of a transfer syntax can be unpacked: JPEG (also lossless), JPEG-LS, JPEG 2000 and
 * RLE (PS3.5 annex A.4).
 */
export const hasCodec = (syntax: string): boolean => codec.hasCodec(syntax);

/** A frame unpacked: values of a pixel together, those of two bytes with the lower one first. */
export async function decode(
  packed: Uint8Array,
  { rows, columns, samples, bytesPerPixel, signed }: Shape & { signed: boolean },
  syntax: string,
): Promise<Buffer> {
  const { imageFrame } = await codec.decode(
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
  return Buffer.from(imageFrame.buffer, imageFrame.byteOffset, imageFrame.byteLength);
}
