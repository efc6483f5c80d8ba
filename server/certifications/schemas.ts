import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { CERTIFICATION_KINDS } from './plain.ts';

const REVERSED = { path: ['validTo'], message: 'endsBeforeItBegins' };

/** What a certificate says. */
const Facts = {
  number: z.string().trim().max(60),
  validFrom: z.iso.date(),
  /** The last day on which it holds; null where it has no end. */
  validTo: z.iso.date().nullable(),
  /** What the entry was compared with, and where that lies. */
  evidence: z.string().trim().min(1).max(300),
};

export const CertificationsOf = z.strictObject({ slug: z.string().max(100) });
export const Enter = z
  .strictObject({ orgId: id('organisation'), kind: z.enum(CERTIFICATION_KINDS), ...Facts })
  .refine(inOrder, REVERSED);
export const Correct = z
  .strictObject({ certificationId: id('certification'), version: z.int().min(0), ...Facts })
  .refine(inOrder, REVERSED);

function inOrder({ validFrom, validTo }: { validFrom: string; validTo: string | null }): boolean {
  return validTo === null || validTo >= validFrom;
}
