import { call } from '#app/realtime/connection.ts';
import type { Content } from './use-thread.ts';

const SAVED_AFTER_MS = 1000;

type Draft = {
  content: Content;
  /** Whether the forum has it as it stands: then closing the window loses nothing. */
  saved: boolean;
  saving: Promise<unknown>;
  timer: ReturnType<typeof setTimeout> | undefined;
};
const kept = new Map<string, Draft>();
let warned = false;

/**
 * What was typed and not sent, by thread. The page keeps it, and the forum soon after, for the same
 * person on any device; it is in no storage that others of the same machine could read.
 */
export const drafts = {
  read: (threadId: string): Content | undefined => kept.get(threadId)?.content,

  /** What the forum kept from before, or from elsewhere: known here, and nothing to save. */
  begin(threadId: string, content: Content): void {
    kept.set(threadId, { content, saved: true, saving: Promise.resolve(), timer: undefined });
  },

  keep(threadId: string, content: Content): void {
    const before = kept.get(threadId);
    if (before ? same(before.content, content) : !content.body.trim()) return;
    warnBeforeLeaving();
    clearTimeout(before?.timer);
    const draft: Draft = {
      content,
      saved: false,
      saving: before?.saving ?? Promise.resolve(),
      timer: setTimeout(() => save(threadId, draft), SAVED_AFTER_MS),
    };
    kept.set(threadId, draft);
  },

  /** It was sent: the post takes the draft with it, and a save still on its way must not bring it back. */
  sent(threadId: string, lang: Content['lang']): void {
    const draft = kept.get(threadId);
    kept.delete(threadId);
    if (!draft) return;
    clearTimeout(draft.timer);
    void draft.saving.then(async () => {
      if (!kept.has(threadId)) await write(threadId, { body: '', lang });
    });
  },
};

function save(threadId: string, draft: Draft) {
  const { content } = draft;
  draft.saving = draft.saving.then(async () => {
    if (kept.get(threadId) !== draft) return;
    const answer = await write(threadId, content);
    draft.saved = answer.ok;
    if (answer.ok && !content.body.trim() && kept.get(threadId) === draft) kept.delete(threadId);
  });
}

function write(threadId: string, { body, lang, quote, mentions }: Content) {
  return call('discussions.saveDraft', {
    threadId,
    body,
    lang,
    ...(quote && { quoteId: quote.id }),
    ...(mentions && { mentions }),
  });
}

function same(a: Content, b: Content): boolean {
  return a.body === b.body && a.lang === b.lang && a.quote?.id === b.quote?.id;
}

function warnBeforeLeaving() {
  if (warned) return;
  warned = true;
  addEventListener('beforeunload', (event) => {
    if ([...kept.values()].some((one) => !one.saved && one.content.body.trim())) {
      event.preventDefault();
    }
  });
}
