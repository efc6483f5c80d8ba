import { open, seal } from '#server/platform/crypto/index.ts';
import type { MeetingWords } from '#server/appointments/schemas.ts';

type Where = { referralId: string; opinionId: string };

export function sealMeeting(key: Uint8Array, where: Where, words: MeetingWords): Buffer {
  return seal(key, JSON.stringify(words), place(where));
}

export function openMeeting(key: Uint8Array, where: Where, sealed: Uint8Array): MeetingWords {
  return JSON.parse(open(key, sealed, place(where)).toString('utf8'));
}

function place({ referralId, opinionId }: Where) {
  return { table: 'opinion_link', column: 'sealed', rowId: opinionId, recordId: referralId };
}
