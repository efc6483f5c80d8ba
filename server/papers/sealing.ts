import { open, seal } from '#server/platform/crypto/index.ts';
import type { PaperWords } from './schemas.ts';

type Where = { referralId: string; paperId: string };

/** A paper's own name, note and header, bound to its row and case. */
export function sealPaper(key: Uint8Array, where: Where, words: PaperWords): Buffer {
  return seal(key, JSON.stringify(words), place(where));
}

export function openPaperWords(key: Uint8Array, where: Where, sealed: Uint8Array): PaperWords {
  return JSON.parse(open(key, sealed, place(where)).toString('utf8'));
}

function place({ referralId, paperId }: Where) {
  return { table: 'case_paper', column: 'sealed', rowId: paperId, recordId: referralId };
}
