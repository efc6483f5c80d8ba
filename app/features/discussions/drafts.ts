import { call } from '#app/realtime/connection.ts';
import type { DraftView } from '#server/discussions/drafts.ts';
import { draftStore } from './draft-store.ts';
import type { Content } from './use-thread.ts';

const store = draftStore<Content, DraftView>({
  contentOf: ({ version: _, quote, ...content }) => ({ ...content, ...(quote && { quote }) }),
  isBlank: (content) => !content.body.trim(),
  blank: ({ lang }) => ({ body: '', lang }),
  same: (a, b) => a.body === b.body && a.lang === b.lang && a.quote?.id === b.quote?.id,
  write: (threadId, { body, lang, quote, mentions }, over, version) =>
    call('discussions.saveDraft', {
      threadId,
      body,
      lang,
      version,
      over,
      ...(quote && { quoteId: quote.id }),
      ...(mentions && { mentions }),
    }),
  read: (threadId) => call('discussions.draft', { threadId }),
});

/** What was typed in threads and not sent. */
export const drafts = {
  ...store,

  /** Another window of the same person has sent a post: whether it was what stands here. */
  sentElsewhere: (threadId: string, body: string): boolean =>
    store.sentElsewhere(
      threadId,
      (content) => content.body.trim() === body,
      (content) => body.startsWith(content.body.trim()),
    ),
};
