/** What a message can be: a word, a question that waits for an answer, or the answer to one. */
export const MESSAGE_KINDS = ['message', 'question', 'answer'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];
/** The sides of an accepted case. */
export type ThreadSide = 'partner' | 'hospital' | 'secretariat';
export const TEXT_LIMIT = 4000;
/** Papers that one message may point to. */
export const MOST_PAPERS = 5;
