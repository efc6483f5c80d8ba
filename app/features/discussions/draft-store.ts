import type { Answer } from '#app/realtime/protocol.ts';

const SAVED_AFTER_MS = 1000;
/** As many as a save may name. */
const MOST_VERSIONS = 50;

type Draft<Content, View> = {
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
  theirs: View | undefined;
};

/** What is typed in one place, and how the forum keeps and answers it. */
export type DraftKind<Content, View extends { version: string }> = {
  contentOf: (view: View) => Content;
  isBlank: (content: Content) => boolean;
  /** Nothing, as it is written to forget what was kept. */
  blank: (content: Content) => Content;
  same: (a: Content, b: Content) => boolean;
  write: (
    of: string,
    content: Content,
    over: readonly string[],
    version: string,
  ) => Promise<Answer<unknown>>;
  read: (of: string) => Promise<Answer<View | null>>;
};

export type DraftStore<Content, View extends { version: string }> = ReturnType<
  typeof draftStore<Content, View>
>;

/**
 * What was typed and not sent, by the id of its place. The page keeps it, and the forum soon after, for
 * the same person on any device; it is in no storage that others of the same machine could read.
 */
export function draftStore<Content, View extends { version: string }>(
  kind: DraftKind<Content, View>,
) {
  const kept = new Map<string, Draft<Content, View>>();
  const watchers = new Set<() => void>();
  let warned = false;

  const NEW: Omit<Draft<Content, View>, 'content'> = {
    saved: false,
    typed: false,
    saving: Promise.resolve(),
    timer: undefined,
    versions: [],
    theirs: undefined,
  };

  function put(of: string, draft: Draft<Content, View>) {
    kept.set(of, draft);
    tell();
  }

  function tell() {
    for (const changed of watchers) changed();
  }

  /** What the forum kept from before, or from elsewhere: known here, and nothing to save. */
  function begin(of: string, view: View): void {
    put(of, { ...NEW, content: kind.contentOf(view), saved: true, versions: [view.version] });
  }

  /** It was sent: the post takes the draft with it, and a save still on its way must not bring it back. */
  function sent(of: string): void {
    const draft = kept.get(of);
    kept.delete(of);
    tell();
    if (!draft) return;
    clearTimeout(draft.timer);
    void draft.saving.then(async () => {
      if (kept.has(of)) return;
      await kind.write(of, kind.blank(draft.content), draft.versions, crypto.randomUUID());
    });
  }

  function save(of: string, draft: Draft<Content, View>) {
    const { content } = draft;
    draft.saving = draft.saving.then(async () => {
      const now = kept.get(of);
      if (now !== draft || draft.theirs) return;
      const known = draft.versions;
      const version = crypto.randomUUID();
      // Known before the answer: one that is lost on its way must not make this window its own rival.
      learn(of, version);
      const answer = await kind.write(of, content, known, version);
      if (!answer.ok && answer.code === 'STALE_VERSION') return meet(of);
      draft.saved = answer.ok;
      if (answer.ok && kind.isBlank(content) && kept.get(of) === draft) kept.delete(of);
    });
  }

  /** Another window kept something else: both are shown, unless there is nothing left to show. */
  async function meet(of: string) {
    const answer = await kind.read(of);
    const draft = kept.get(of);
    if (!answer.ok || !draft) return;
    if (!answer.data) return save(of, draft);
    if (kind.same(kind.contentOf(answer.data), draft.content)) begin(of, answer.data);
    else put(of, { ...draft, saved: false, theirs: answer.data });
  }

  function learn(of: string, version: string) {
    const draft = kept.get(of);
    if (draft) draft.versions = [...draft.versions, version].slice(-MOST_VERSIONS);
  }

  function warnBeforeLeaving() {
    if (warned) return;
    warned = true;
    addEventListener('beforeunload', (event) => {
      if ([...kept.values()].some((one) => !one.saved && !kind.isBlank(one.content))) {
        event.preventDefault();
      }
    });
  }

  return {
    read: (of: string): Content | undefined => kept.get(of)?.content,

    /** Whether anything stands here. */
    has(of: string): boolean {
      const draft = kept.get(of);
      return draft !== undefined && !kind.isBlank(draft.content);
    },

    begin,
    sent,
    same: kind.same,

    keep(of: string, content: Content): void {
      const before = kept.get(of);
      if (before ? kind.same(before.content, content) : kind.isBlank(content)) return;
      warnBeforeLeaving();
      clearTimeout(before?.timer);
      const draft: Draft<Content, View> = {
        ...(before ?? NEW),
        content,
        saved: false,
        typed: true,
      };
      draft.timer = setTimeout(() => save(of, draft), SAVED_AFTER_MS);
      put(of, draft);
    },

    /**
     * A page comes with what the forum keeps. What was typed here and is not kept yet stays; else the
     * page's is the newer one, also where it has none any more.
     */
    arrive(of: string, view: View | null): Content | undefined {
      const draft = kept.get(of);
      if (draft && (!draft.saved || (view && draft.versions.includes(view.version)))) {
        return draft.content;
      }
      if (view) begin(of, view);
      else {
        kept.delete(of);
        tell();
      }
      return kept.get(of)?.content;
    },

    /**
     * Another window of the same person has sent something. Where it is what stands here, it goes; what
     * was typed here and is not all of it stays, and is kept anew. Answers whether it went.
     */
    sentElsewhere(
      of: string,
      all: (content: Content) => boolean,
      begins: (content: Content) => boolean,
    ): boolean {
      const draft = kept.get(of);
      if (!draft) return false;
      const { content, typed, theirs } = draft;
      if (all(content) || (!typed && begins(content))) {
        sent(of);
        return true;
      }
      const theirsSent = theirs !== undefined && begins(kind.contentOf(theirs));
      if (theirsSent || begins(content)) {
        // What was sent took with it what the forum kept as a beginning of it.
        const mine = { ...draft, saved: false, theirs: theirsSent ? undefined : theirs };
        put(of, mine);
        save(of, mine);
      }
      return false;
    },

    /** What another window kept of the same draft, if it did. */
    theirs: (of: string): View | undefined => kept.get(of)?.theirs,

    /** What was typed here stays, and takes the place of the other window's. */
    keepMine(of: string): void {
      const draft = kept.get(of);
      if (!draft?.theirs) return;
      const mine = { ...draft, versions: [draft.theirs.version], theirs: undefined };
      put(of, mine);
      save(of, mine);
    },

    /** The other window's text, from now on this one's too. */
    takeTheirs(of: string): Content | undefined {
      const theirs = kept.get(of)?.theirs;
      if (!theirs) return undefined;
      begin(of, theirs);
      return kept.get(of)?.content;
    },

    watch(changed: () => void): () => void {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}
