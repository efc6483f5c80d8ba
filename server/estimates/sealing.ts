import { open, seal } from '#server/platform/crypto/index.ts';
import type { EstimateWords } from './schemas.ts';

type Where = { referralId: string; rowId: string };

/** What is charged for and every word of an estimate, bound to its row and case. */
export function sealEstimate(key: Uint8Array, where: Where, words: EstimateWords): Buffer {
  return seal(key, JSON.stringify(words), place('estimate', 'sealed', where));
}
export function openEstimate(key: Uint8Array, where: Where, sealed: Uint8Array): EstimateWords {
  return JSON.parse(open(key, sealed, place('estimate', 'sealed', where)).toString('utf8'));
}

/** What was said with a refusal. */
export function sealAnswer(key: Uint8Array, where: Where, words: string): Buffer {
  return seal(key, words, place('estimate', 'sealed_answer', where));
}
export function openAnswer(key: Uint8Array, where: Where, sealed: Uint8Array): string {
  return open(key, sealed, place('estimate', 'sealed_answer', where)).toString('utf8');
}

export type DepositWords = { receipt: string; note: string };
export function sealDeposit(key: Uint8Array, where: Where, words: DepositWords): Buffer {
  return seal(key, JSON.stringify(words), place('case_deposit', 'sealed', where));
}
export function openDeposit(key: Uint8Array, where: Where, sealed: Uint8Array): DepositWords {
  return JSON.parse(open(key, sealed, place('case_deposit', 'sealed', where)).toString('utf8'));
}

function place(table: string, column: string, { referralId, rowId }: Where) {
  return { table, column, rowId, recordId: referralId };
}
