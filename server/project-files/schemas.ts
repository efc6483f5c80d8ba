import { z } from 'zod';
import { id } from '#server/platform/ids.ts';

/** How a library is ordered. */
export const SORTS = ['changed', 'name', 'size', 'org', 'label'] as const;
export type Sort = (typeof SORTS)[number];

export const LONGEST_LABEL = 40;
export const LONGEST_NOTE = 300;
/** Rows of a page; whoever has more looks for names. */
export const MOST_FILES = 500;
/** Of one form. */
export const FILES_AT_ONCE = 10;

const line = (max: number) =>
  z
    .string()
    .overwrite((text) => text.replace(/[\p{Cc}\s]+/gu, ' '))
    .trim()
    .max(max);
const label = line(LONGEST_LABEL);
const note = line(LONGEST_NOTE);

export const List = z.strictObject({
  project: z.string().min(1).max(80),
  /** Part of a name. */
  find: line(100).optional(),
  label: label.optional(),
  sort: z.enum(SORTS).default('changed'),
});

export const OneFile = z.strictObject({ fileId: id('projectFile') });

export const FilePage = z.strictObject({
  fileId: id('projectFile'),
  /** One's own upload that did not become a version, because another came first. */
  uploadId: id('projectUpload').optional(),
});

export const Add = z.strictObject({
  projectId: id('project'),
  uploadId: id('projectUpload'),
  label: label.optional(),
  note: note.optional(),
  /** What becomes of a file whose name is there already: its next version, or a file of its own. */
  sameName: z.enum(['version', 'separate']).default('version'),
});

export const AddVersion = z.strictObject({
  fileId: id('projectFile'),
  uploadId: id('projectUpload'),
  /** The newest version that its author knew of. */
  onNumber: z.number().int().min(1),
  note: note.optional(),
});

export const Rename = z.strictObject({
  fileId: id('projectFile'),
  name: line(120).min(1),
  label,
  version: z.number().int().min(0),
});

export const Restore = z.strictObject({ fileId: id('binnedFile') });
