import type { DataSet } from 'dicom-parser';
import { convertBytes } from 'dicom-character-set';
import { cut } from '../../cut.ts';
import { DICOM_HEADER, LONGEST_VALUE, type DicomHeader } from '../plain.ts';

/**
 * What a DICOM file says of itself beside its pixels, in its own character set (PS3.3 C.12.1.1.2):
 * the attributes that a person who judges a case looks for, patient and all.
 */
export function headerOf(dataSet: DataSet): DicomHeader {
  const characters = dataSet.string('x00080005');
  const said = DICOM_HEADER.map(({ name, tag, vr }) => {
    const at = `x${tag.toLowerCase()}`;
    const value =
      vr === 'US' ? String(dataSet.uint16(at) ?? '') : textOf(dataSet, at, vr, characters);
    return [name, cut(value, LONGEST_VALUE)] as const;
  });
  return Object.fromEntries(said.filter(([, value]) => value));
}

function textOf(
  { elements, byteArray }: DataSet,
  at: string,
  vr: string,
  characters: string | undefined,
): string {
  const element = elements[at];
  if (!element || element.length <= 0) return '';
  const bytes = Buffer.from(
    byteArray.subarray(element.dataOffset, element.dataOffset + element.length),
  );
  return readable(decoded(bytes, vr, characters));
}

/** Of a character set that nobody knows, what is ASCII. */
function decoded(bytes: Uint8Array, vr: string, characters: string | undefined): string {
  try {
    return convertBytes(characters, bytes, { vr });
  } catch {
    return Buffer.from(bytes)
      .toString('latin1')
      .replace(/[^\x20-\x7e]/g, '\uFFFD');
  }
}

/** Without the padding and the characters that steer a terminal. */
const readable = (text: string) => text.replace(/\p{Cc}/gu, ' ').trim();
