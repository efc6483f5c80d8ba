import { call } from '#app/realtime/connection.ts';
import type { DraftView } from '#server/discussions/drafts.ts';
import type { Content } from './use-thread.ts';

const SAVED_AFTER_MS = 1000;
/** As many as a save may name. */
const MOST_VERSIONS = 50;

type Draft = {
  content: Content;
  /** Whether the forum has it as it stands: then closing the window loses nothing. */
  saved: boolean;
  saving: Promise<unknown>;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether it was typed in here, and not only shown as the forum keeps it. */
  typed: boolean;
  /** What this window has kept or seen, also where no answer came: a save may take its place. */
  versions: readonly string[];
  /** What another window kept meanwhile; until its person has chosen, nothing more is saved. */
  theirs: DraftView | undefined;
};
const kept = new Map<string, Draft>();
const watchers = new Set<() => void>();
let warned = false;

/**
 * What was typed and not sent, by thread. The page keeps it, and the forum soon after, for the same
 * person on any device; it is in no storage that others of the same machine could read.
 */
export const drafts = {
  read: (threadId: string): Content | undefined => kept.get(threadId)?.content,

  /** What the forum kept from before, or from elsewhere: known here, and nothing to save. */
  begin(threadId: string, { version, ...draft }: DraftView): void {
    put(threadId, { ...NEW, content: contentOf(draft), saved: true, versions: [version] });
  },

  keep(threadId: string, content: Content): void {
    const before = kept.get(threadId);
    if (before ? same(before.content, content) : !content.body.trim()) return;
    warnBeforeLeaving();
    clearTimeout(before?.timer);
    const draft: Draft = { ...(before ?? NEW), content, saved: false, typed: true };
    draft.timer = setTimeout(() => save(threadId, draft), SAVED_AFTER_MS);
    put(threadId, draft);
  },

  /** It was sent: the post takes the draft with it, and a save still on its way must not bring it back. */
  sent(threadId: string, lang: Content['lang']): void {
    const draft = kept.get(threadId);
    kept.delete(threadId);
    tell();
    if (!draft) return;
    clearTimeout(draft.timer);
    void draft.saving.then(async () => {
      if (!kept.has(threadId)) await write(threadId, { body: '', lang }, draft.versions);
    });
  },

  /**
   * Another window of the same person has sent a post. Where it is what stands here, it goes; what was
   * typed here and is not all of the post stays, and is kept anew. Answers whether it went.
   */
  sentElsewhere(threadId: string, body: string): boolean {
    const draft = kept.get(threadId);
    if (!draft) return false;
    const { content, typed, theirs } = draft;
    const own = content.body.trim();
    if (own === body || (!typed && body.startsWith(own))) {
      drafts.sent(threadId, content.lang);
      return true;
    }
    const theirsSent = theirs !== undefined && body.startsWith(theirs.body.trim());
    if (theirsSent || body.startsWith(own)) {
      // The post took with it what the forum kept as a beginning of it.
      const mine = { ...draft, saved: false, theirs: theirsSent ? undefined : theirs };
      put(threadId, mine);
      save(threadId, mine);
    }
    return false;
  },

  /** What another window kept of the same draft, if it did. */
  theirs: (threadId: string): DraftView | undefined => kept.get(threadId)?.theirs,

  /** What was typed here stays, and takes the place of the other window's. */
  keepMine(threadId: string): void {
    const draft = kept.get(threadId);
    if (!draft?.theirs) return;
    const mine = { ...draft, versions: [draft.theirs.version], theirs: undefined };
    put(threadId, mine);
    save(threadId, mine);
  },

  /** The other window's text, from now on this one's too. */
  takeTheirs(threadId: string): Content | undefined {
    const theirs = kept.get(threadId)?.theirs;
    if (!theirs) return undefined;
    drafts.begin(threadId, theirs);
    return drafts.read(threadId);
  },

  watch(changed: () => void): () => void {
    watchers.add(changed);
    return () => watchers.delete(changed);
  },
};

const NEW: Omit<Draft, 'content'> = {
  saved: false,
  typed: false,
  saving: Promise.resolve(),
  timer: undefined,
  versions: [],
  theirs: undefined,
};

function put(threadId: string, draft: Draft) {
  kept.set(threadId, draft);
  tell();
}

function tell() {
  for (const changed of watchers) changed();
}

function contentOf({ quote, ...content }: Omit<DraftView, 'version'>): Content {
  return { ...content, ...(quote && { quote }) };
}

function save(threadId: string, draft: Draft) {
  const { content } = draft;
  draft.saving = draft.saving.then(async () => {
    const now = kept.get(threadId);
    if (now !== draft || draft.theirs) return;
    const known = draft.versions;
    const version = crypto.randomUUID();
    // Known before the answer: one that is lost on its way must not make this window its own rival.
    learn(threadId, version);
    const answer = await write(threadId, content, known, version);
    if (!answer.ok && answer.code === 'STALE_VERSION') return meet(threadId);
    draft.saved = answer.ok;
    if (answer.ok && !content.body.trim() && kept.get(threadId) === draft) kept.delete(threadId);
  });
}

/** Another window kept something else: both are shown, unless there is nothing left to show. */
async function meet(threadId: string) {
  const answer = await call<DraftView | null>('discussions.draft', { threadId });
  const draft = kept.get(threadId);
  if (!answer.ok || !draft) return;
  if (!answer.data) return save(threadId, draft);
  if (same(contentOf(answer.data), draft.content)) drafts.begin(threadId, answer.data);
  else put(threadId, { ...draft, saved: false, theirs: answer.data });
}

function learn(threadId: string, version: string) {
  const draft = kept.get(threadId);
  if (draft) draft.versions = [...draft.versions, version].slice(-MOST_VERSIONS);
}

function write(
  threadId: string,
  { body, lang, quote, mentions }: Content,
  over: readonly string[],
  version: string = crypto.randomUUID(),
) {
  return call('discussions.saveDraft', {
    threadId,
    body,
    lang,
    version,
    over,
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
