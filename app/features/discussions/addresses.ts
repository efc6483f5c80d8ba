/** Where the screens of discussions live. */
export const DISCUSSIONS = '/discussions';

export function projectAddress(slug: string): string {
  return `${DISCUSSIONS}/projects/${slug}`;
}
/** The files of a project, and one of them. */
export function libraryAddress(slug: string): string {
  return `${projectAddress(slug)}/files`;
}
export function libraryFileAddress(slug: string, fileId: string): string {
  return `${libraryAddress(slug)}/${fileId}`;
}
/** Where one opens a thread in a project, and where one chooses the project first; about an event. */
export function newThreadAddress(slug: string, eventId?: string): string {
  return `${projectAddress(slug)}/new${eventId ? `?event=${eventId}` : ''}`;
}
export function spacesAddress(eventId: string): string {
  return `${DISCUSSIONS}/new?event=${eventId}`;
}
/** Everything that carries a tag. */
export function tagAddress(key: string): string {
  return `${DISCUSSIONS}/tags/${encodeURIComponent(key)}`;
}
export function threadAddress(id: string): string {
  return `${DISCUSSIONS}/threads/${id}`;
}
/** A place in a thread: the page around it, scrolled to it. */
export function postAddress(threadId: string, seq: number): string {
  return `${threadAddress(threadId)}?around=${seq}#post-${seq}`;
}
export function editAddress(postId: string): string {
  return `${DISCUSSIONS}/posts/${postId}/edit`;
}
export function historyAddress(postId: string): string {
  return `${DISCUSSIONS}/posts/${postId}/history`;
}
/** A post beside its text in another language, and how that came to be. */
export function textsAddress(postId: string, lang: string): string {
  return `${DISCUSSIONS}/posts/${postId}/texts/${lang}`;
}
export function textHistoryAddress(postId: string, lang: string): string {
  return `${textsAddress(postId, lang)}/history`;
}
/** Where one asks the translation server for it. */
export function machineTextAddress(postId: string, lang: string): string {
  return `${textsAddress(postId, lang)}/machine`;
}
export function reactAddress(postId: string): string {
  return `${DISCUSSIONS}/posts/${postId}/react`;
}
/** Where one answers without scripts; with a post, quoting it. */
export function answerAddress(threadId: string, quoteId?: string): string {
  return `${threadAddress(threadId)}/post${quoteId ? `?quote=${quoteId}` : ''}`;
}
/** Where one takes a post to the secretariat. */
export function reportAddress(postId: string): string {
  return `${DISCUSSIONS}/posts/${postId}/report`;
}
/** Where one takes back what waits for the secretariat. */
export function withdrawAddress(heldId: string): string {
  return `${DISCUSSIONS}/held/${heldId}/withdraw`;
}
export function deleteAddress(postId: string): string {
  return `${DISCUSSIONS}/posts/${postId}/delete`;
}
/** Where a thread is changed by a form, and where acts of one button go. */
export type ThreadChange = 'state' | 'rename' | 'move' | 'lock' | 'slow';
export function changeAddress(threadId: string, what: ThreadChange): string {
  return `${threadAddress(threadId)}/change/${what}`;
}
/** Where events and documents are tied to a thread. */
export function tiesAddress(threadId: string): string {
  return `${threadAddress(threadId)}/ties`;
}
export function actAddress(threadId: string): string {
  return `${threadAddress(threadId)}/act`;
}
export function noticeAddress(threadId: string): string {
  return `${threadAddress(threadId)}/acknowledgements`;
}
export const BOOKMARKS = `${DISCUSSIONS}/bookmarks`;
export function bookmarkAddress(postId: string): string {
  return `${DISCUSSIONS}/posts/${postId}/bookmark`;
}
export function pollNewAddress(threadId: string): string {
  return `${threadAddress(threadId)}/decide`;
}
export function pollAddress(pollId: string): string {
  return `${DISCUSSIONS}/decisions/${pollId}`;
}
