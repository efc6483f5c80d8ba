import { describe, expect, it } from 'vitest';
import { mergeReads, partOf, type LogEntry } from './log-entries.ts';

const read = (minute: number, more: Partial<LogEntry> = {}): LogEntry => {
  const at = new Date(Date.UTC(2026, 10, 27, 9, minute)).toISOString();
  return {
    at,
    since: at,
    count: 1,
    part: 'clinical',
    who: { kind: 'askedHospital' },
    reason: null,
    words: null,
    emergency: false,
    ...more,
  };
};

describe('the lines of an access log', () => {
  it('are one for what one reader read of one part within a quarter of an hour', () => {
    const lines = mergeReads([read(50), read(40), read(26), read(5)]);
    expect(
      lines.map(({ at, since, count }) => [at.slice(14, 16), since.slice(14, 16), count]),
    ).toEqual([
      ['50', '26', 3],
      ['05', '05', 1],
    ]);
  });

  it('keep apart another part, another reason, and what was read in an emergency', () => {
    const entries = [
      read(3),
      read(2, { part: 'identity' }),
      read(2, { emergency: true }),
      read(1, { reason: 'question' }),
    ];
    expect(mergeReads(entries)).toHaveLength(4);
  });

  it('say which part each audited act shows', () => {
    expect(partOf('referral.viewDeid', 'referrals.teaser')).toBe('teaser');
    expect(partOf('referral.viewDeid', 'referrals.questions')).toBe('questions');
    expect(partOf('referral.docIdentifying', 'documents.open')).toBe('documents');
    expect(partOf('referral.breakGlass', 'privacy.breakGlass')).toBe('emergency');
  });
});
