import type { OpenReason } from '#server/referrals/schemas.ts';
import type { Label } from '#server/referrals/schemas.ts';

/** Which part of a case was read. */
export const LOG_PARTS = [
  'teaser',
  'questions',
  'messages',
  'estimate',
  'summary',
  'status',
  'clinical',
  'identity',
  'documents',
  'consent',
  'export',
  'emergency',
] as const;
export type LogPart = (typeof LOG_PARTS)[number];

/** The acts that show somebody a part of a case, as the audit names them. */
export const PATIENT_READS = [
  'referral.viewClinical',
  'referral.viewIdentifying',
  'referral.docDeid',
  'referral.docIdentifying',
  'referral.consentView',
  'referral.threadView',
  'estimate.viewLines',
  'summary.read',
  'summary.open',
  'statusPage.read',
  'visa.paper',
  'referral.export',
  'referral.breakGlass',
] as const;
export const DEIDENTIFIED_READS = ['referral.viewDeid', 'referral.viewException'] as const;

/** The part of a case that an audited act shows. */
export function partOf(action: string, useCase: string): LogPart {
  if (action === 'referral.viewClinical') return 'clinical';
  if (action === 'referral.viewIdentifying') return 'identity';
  if (action.startsWith('referral.doc') || action === 'visa.paper') return 'documents';
  if (action === 'referral.consentView') return 'consent';
  if (action === 'referral.export') return 'export';
  if (action === 'referral.breakGlass') return 'emergency';
  if (action === 'referral.threadView') return 'messages';
  if (action === 'estimate.viewLines') return 'estimate';
  if (action === 'summary.read' || action === 'summary.open') return 'summary';
  if (action === 'statusPage.read') return 'status';
  return useCase === 'referrals.questions' ? 'questions' : 'teaser';
}

/** Who it was, as near as the reader of the log may know. */
export type LogWho =
  | {
      kind: 'person';
      id: string;
      name: string;
      lang: string;
      /** Whom they stood in for, as a deputy. */
      deputyFor: { name: string; lang: string } | null;
      org: Label | null;
    }
  | { kind: 'organisation'; id: string; org: Label }
  | { kind: 'askedHospital' }
  /** Whoever had the link and the code of a return summary, without an account. */
  | { kind: 'sendingDoctor' }
  /** Whoever had the link of the status page and the date of birth: the patient, the family. */
  | { kind: 'patientPage' };

export type LogEntry = {
  /** The moment of the read; of several in one line, the latest. */
  at: string;
  /** Of several in one line, the earliest. */
  since: string;
  count: number;
  part: LogPart;
  who: LogWho;
  reason: OpenReason | null;
  words: string | null;
  /** Read under an emergency access of an administrator. */
  emergency: boolean;
};

const TOGETHER_MS = 15 * 60_000;

/**
 * Puts what one reader read of one part within a quarter of an hour into one line, as a page that is
 * opened, left and opened again makes it. Takes and answers the newest first.
 */
export function mergeReads(entries: readonly LogEntry[]): LogEntry[] {
  const lines: LogEntry[] = [];
  const open = new Map<string, LogEntry>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.who, entry.part, entry.reason, entry.words, entry.emergency]);
    const line = open.get(key);
    if (line && Date.parse(line.since) - Date.parse(entry.at) <= TOGETHER_MS) {
      line.since = entry.since;
      line.count += entry.count;
      continue;
    }
    const started = { ...entry };
    open.set(key, started);
    lines.push(started);
  }
  return lines;
}
