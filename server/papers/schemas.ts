import { z } from 'zod';
import { Look, KeepPicture, storedFile } from '#server/files/schemas.ts';
import { DICOM_HEADER, LONGEST_VALUE, type DicomHeader } from '#server/platform/files/index.ts';
import { id } from '#server/platform/ids.ts';
import { CaseCode, OpenWhy } from '#server/referrals/schemas.ts';
import { LONGEST_NOTE, PAPER_KINDS } from './plain.ts';

export { PAPERS_AT_ONCE } from './plain.ts';

/** Largest of all that a case takes: DICOM. */
export const PAPER_BYTES = 100 * 1024 * 1024;

export const OfCase = z.strictObject({ code: CaseCode, ...OpenWhy.shape });
export const OfOffer = z.strictObject({ offerId: id('candidacy') });
export const Begin = z.strictObject({ code: CaseCode });
const Header = z.partialRecord(
  z.enum(DICOM_HEADER.map(({ name }) => name)),
  z.string().max(LONGEST_VALUE),
);

export const Add = z.strictObject({
  code: CaseCode,
  stored: storedFile(PAPER_BYTES).extend({ header: Header.optional() }),
  kind: z.enum(PAPER_KINDS),
  /** Sealed with the name of the file: it may say who the patient is. */
  note: z.string().trim().max(LONGEST_NOTE).default(''),
  /** The consent of which this is the signed paper. */
  consentVersion: z.number().int().min(1).nullable().default(null),
});
export const Paper = z.strictObject({ paperId: id('casePaper') });
export const Open = z.strictObject({ paperId: id('casePaper'), ...OpenWhy.shape });
export const Release = z.strictObject({
  paperId: id('casePaper'),
  /** The officer has looked at every page and knows of nothing that points to the patient. */
  vouched: z.literal(true),
});
export const LookAt = Look.omit({ fileId: true }).extend({ paperId: id('casePaper') });
export const Keep = KeepPicture.omit({ fileId: true }).extend({ paperId: id('casePaper') });

/** What is sealed of a paper beside its bytes. */
export type PaperWords = { name: string; note: string; header?: DicomHeader | undefined };
