import type { DicomHeader } from '../plain.ts';
import type { MediaKind } from '../media-type.ts';

/** One piece of work on one file, whose bytes come in on standard input. */
export type Task =
  /** Is it whole and harmless? Pictures come out anew, without anything but the picture. */
  | { act: 'examine'; kind: MediaKind }
  /** One page as a picture that fits into a square of `box` pixels. */
  | { act: 'picture'; kind: MediaKind; page: number; box: number };

/** What is known of a file that passed. Pixels of a picture, points of a PDF's first page. */
export type Facts = {
  width: number | null;
  height: number | null;
  pages: number | null;
  /** Of a DICOM file: who the patient is, among the rest. */
  header?: DicomHeader;
};

/** Why a file is not taken, as a code of `errors`. */
export type Refusal =
  | 'FILE_UNREADABLE'
  | 'FILE_PIXELS'
  | 'FILE_PAGES'
  | 'FILE_ACTIVE'
  | 'FILE_ENCRYPTED'
  | 'FILE_TOO_COMPLEX';

/** What the process says on its fourth descriptor, as JSON. */
export type Verdict<Result> = { done: Result } | { refused: Refusal };

/** Thrown where a file is at fault. */
export class RefusedError extends Error {
  override name = 'RefusedError';
  readonly code: Refusal;
  constructor(code: Refusal) {
    super(code);
    this.code = code;
  }
}

export const MOST_PIXELS = 40_000_000;
export const MOST_PAGES = 500;
