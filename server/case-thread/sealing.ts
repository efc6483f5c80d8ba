import { open, seal } from '#server/platform/crypto/index.ts';
import type { Language } from '#server/platform/access/actor.ts';

/** The words of a message; `lang` is the language its writer's pages were in. */
export type MessageWords = { text: string; lang: Language };

/** A message's words, bound to their row and case. */
export function sealMessage(
  key: Uint8Array,
  referralId: string,
  messageId: string,
  words: MessageWords,
): Buffer {
  return seal(key, JSON.stringify(words), placeOf(referralId, messageId));
}

export function openMessage(
  key: Uint8Array,
  referralId: string,
  messageId: string,
  sealed: Uint8Array,
): MessageWords {
  return JSON.parse(open(key, sealed, placeOf(referralId, messageId)).toString('utf8'));
}

function placeOf(referralId: string, messageId: string) {
  return { table: 'case_message', column: 'sealed', rowId: messageId, recordId: referralId };
}
