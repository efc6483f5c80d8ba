import { useLocation, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState, useSyncExternalStore, type FormEvent } from 'react';
import type { Lang } from '#app/i18n/lang.ts';
import type { ThreadDraftView } from '#server/discussions/drafts.ts';
import { tagsIn } from './tag-fields.tsx';
import { threadDrafts, type ThreadContent } from './thread-drafts.ts';

/** What the fields start with; `round` names them, for they are other fields once something else is shown. */
type Shown = { round: number; values: Record<string, string> | undefined; past?: unknown };

/**
 * The form of a new thread keeps what is typed in it: in the page, and at the forum soon after.
 * @param kept what the forum has kept, as the page was read
 * @param result what the last try to open the thread was answered
 */
export function useThreadDraft<Result>(
  projectId: string,
  kept: ThreadDraftView | null,
  result: Result,
) {
  const [shown, setShown] = useState<Shown>({
    round: 0,
    values: kept ? valuesOf(kept) : undefined,
  });
  const has = useSyncExternalStore(
    threadDrafts.watch,
    () => threadDrafts.has(projectId),
    () => false,
  );
  const show = (content: ThreadContent | undefined) =>
    setShown(({ round }) => ({
      round: round + 1,
      values: content && valuesOf(content),
      past: result,
    }));

  const read = useRef(kept);
  useEffect(() => {
    const arrived = read.current;
    const content = threadDrafts.arrive(projectId, arrived);
    if (content && (!arrived || !threadDrafts.same(content, arrived))) {
      setShown({ round: 1, values: valuesOf(content) });
    }
  }, [projectId]);

  const opened = useOpened();
  useEffect(() => {
    if (opened) threadDrafts.sent(projectId);
  }, [opened, projectId]);

  return {
    round: shown.round,
    values: shown.values,
    /** What the last try was answered, unless other words have taken the place of those it was about. */
    result: shown.round > 0 && shown.past === result ? undefined : result,
    has,
    show,
    onInput({ currentTarget }: FormEvent<HTMLFormElement>) {
      threadDrafts.keep(projectId, contentOf(new FormData(currentTarget)));
    },
    /** Throws it away; answers how to have it again. */
    discard(): () => void {
      const content = threadDrafts.read(projectId);
      threadDrafts.sent(projectId);
      show(undefined);
      return () => {
        if (!content) return;
        threadDrafts.keep(projectId, content);
        show(content);
      };
    },
  };
}

/** Whether the form was taken: its answer leads to another page. */
function useOpened(): boolean {
  const { state, formMethod, location } = useNavigation();
  const { pathname } = useLocation();
  return state === 'loading' && formMethod !== undefined && location.pathname !== pathname;
}

function valuesOf({ title, body, tags, lang }: ThreadContent): Record<string, string> {
  const each = tags.map((tag, i) => [`tag${i + 1}`, tag] as const);
  return { title, body, lang, ...Object.fromEntries(each) };
}

function contentOf(form: FormData): ThreadContent {
  const text = (name: string) => String(form.get(name) ?? '');
  return {
    title: text('title'),
    body: text('body'),
    lang: text('lang') as Lang,
    tags: tagsIn(form).filter((tag) => tag.trim()),
  };
}
