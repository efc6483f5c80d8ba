import type { Lang } from '#app/i18n/lang.ts';
import { call } from '#app/realtime/connection.ts';
import type { ThreadDraftView } from '#server/discussions/drafts.ts';
import { draftStore } from './draft-store.ts';

/** A new thread as it is being typed. */
export type ThreadContent = { title: string; body: string; tags: readonly string[]; lang: Lang };

/** What was typed as a new thread and not opened, by project. */
export const threadDrafts = draftStore<ThreadContent, ThreadDraftView>({
  contentOf: ({ version: _, ...content }) => content,
  isBlank: ({ title, body, tags }) => ![title, body, ...tags].some((text) => text.trim()),
  blank: ({ lang }) => ({ title: '', body: '', tags: [], lang }),
  same: (a, b) =>
    a.title === b.title &&
    a.body === b.body &&
    a.lang === b.lang &&
    a.tags.join('\n') === b.tags.join('\n'),
  write: (projectId, content, over, version) =>
    call('discussions.saveThreadDraft', { projectId, ...content, over, version }),
  read: (projectId) => call('discussions.threadDraft', { projectId }),
});
