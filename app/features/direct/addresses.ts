/** Where the screens of messages live; a conversation itself is a thread at a thread's address. */
export const MESSAGES = '/messages';

export function newMessageTo(personId: string): string {
  return `${MESSAGES}/new?person=${personId}`;
}
export function conversationAddress(threadId: string, act: string): string {
  return `${MESSAGES}/${threadId}/${act}`;
}
