declare module '@cornerstonejs/dicom-codec' {
  type ImageInfo = {
    rows: number;
    columns: number;
    samplesPerPixel: number;
    bitsAllocated: number;
    pixelRepresentation: 0 | 1;
    signed: boolean;
  };
  type Frame = { imageFrame: Uint8Array; imageInfo: Pick<ImageInfo, 'rows' | 'columns'> };
  const codec: {
    hasCodec: (syntax: string) => boolean;
    decode: (frame: Uint8Array, info: ImageInfo, syntax: string) => Promise<Frame>;
    encode: (frame: Uint8Array, info: ImageInfo, syntax: string) => Promise<Frame>;
  };
  export default codec;
}

declare module 'dicom-character-set' {
  /** Throws where it does not know the character set. */
  export function convertBytes(
    characterSet: string | undefined,
    bytes: Uint8Array,
    options: { vr?: string },
  ): string;
}
