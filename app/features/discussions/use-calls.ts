import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import type { Mention, MentionRole } from '#server/discussions/schemas.ts';
import type { AuthorView, OrgView } from '#server/discussions/views.ts';
import { label } from '#app/i18n/label.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { call } from '#app/realtime/connection.ts';
import { callingAt, labelFor, stillIn, withCall, type Calling } from './call-in-text.ts';
import { nameFor } from './names.ts';

const ASKED_AFTER_MS = 120;

type Found = {
  people: (AuthorView & { org: OrgView })[];
  orgs: OrgView[];
  roles: MentionRole[];
};
/** One line of the list: whom it calls and what is said beside the name. */
export type CallOption = { mention: Mention; name: string; lang: string | undefined; note: string };

/**
 * The list of those who can be called, while an `@` is being written in a field: asked of the forum,
 * which knows who may see the thread. The field keeps the focus; arrows move through the list.
 */
export function useCalls(
  threadId: string,
  field: RefObject<HTMLTextAreaElement>,
  start: readonly Mention[],
  most: number,
  write: (text: string) => void,
) {
  const t = useT('posts');
  const lang = useLang();
  const listId = useId();
  const [mentions, setMentions] = useState<readonly Mention[]>(start);
  const [calling, setCalling] = useState<Calling | null>(null);
  const [found, setFound] = useState<{ q: string; found: Found } | null>(null);
  const [at, setAt] = useState(0);
  const dismissed = useRef<number | null>(null);
  const q = calling?.q;

  useEffect(() => {
    if (q === undefined) return undefined;
    let wanted = true;
    const timer = setTimeout(() => {
      void call<Found>('discussions.mentionable', { threadId, q: q.replace(/\s+/g, ' ') }).then(
        (answer) => {
          if (wanted && answer.ok) setFound({ q, found: answer.data });
        },
      );
    }, ASKED_AFTER_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [threadId, q]);

  const options = useMemo<CallOption[]>(() => {
    if (!found || q === undefined) return [];
    const { people, orgs, roles } = found.found;
    const asked = q.normalize('NFKC').toLowerCase();
    return [
      ...people.map((one) => {
        const name = nameFor(one, lang);
        const org = label(one.org.name, lang);
        const written = labelFor(name.text, org, one.id, mentions);
        const mention = { kind: 'person', id: one.id, label: written } as const;
        return { mention, name: name.text, lang: name.lang, note: org };
      }),
      ...orgs.map((one) => {
        const name = label(one.name, lang);
        const mention = { kind: 'org', id: one.id, label: labelFor(name, null, one.id, mentions) };
        return { mention: mention as Mention, name, lang: undefined, note: t('mention.org') };
      }),
      ...roles.flatMap((role) => {
        const name = t(`role.${role}`);
        if (!name.toLowerCase().includes(asked)) return [];
        const mention = { kind: 'role', id: role, label: `@${name}` } as const;
        return [{ mention, name, lang: undefined, note: t('mention.role') }];
      }),
    ];
  }, [found, q, lang, mentions, t]);

  const open = calling !== null && found !== null && dismissed.current !== calling.from;
  const chosen = Math.min(at, options.length - 1);
  const full = stillIn(field.current?.value ?? '', mentions).length >= most;

  function look() {
    const area = field.current;
    if (!area) return;
    const next =
      area.selectionStart === area.selectionEnd ? callingAt(area.value, area.selectionStart) : null;
    if (next?.from !== calling?.from) dismissed.current = null;
    if (next?.q !== q) setAt(0);
    if (!next) setFound(null);
    setCalling(next);
  }

  function take(option: CallOption) {
    const area = field.current;
    if (!area || !calling || full) return;
    const next = withCall(area.value, calling, option.mention.label);
    const others = mentions.filter((one) => one.id !== option.mention.id);
    setMentions([...others, option.mention]);
    close();
    write(next.text);
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(next.caret, next.caret);
    });
  }

  function close() {
    dismissed.current = calling?.from ?? null;
    setCalling(null);
    setFound(null);
  }

  /** True: the key was for the list. */
  function onKey(event: KeyboardEvent): boolean {
    if (!open || event.nativeEvent.isComposing) return false;
    const act: Record<string, () => void> = {
      Escape: close,
      ...(options.length > 0 && {
        ArrowDown: () => setAt((chosen + 1) % options.length),
        ArrowUp: () => setAt((chosen - 1 + options.length) % options.length),
        Enter: () => take(options[chosen]!),
        Tab: () => take(options[chosen]!),
      }),
    };
    if (!act[event.key] || event.metaKey || event.ctrlKey || event.shiftKey) return false;
    event.preventDefault();
    // While the list is still of fewer letters, Enter must not take the wrong name.
    const taking = event.key === 'Enter' || event.key === 'Tab';
    if (!taking || found?.q === q) act[event.key]!();
    return true;
  }

  return {
    open,
    options,
    chosen,
    full,
    most,
    listId,
    q: q ?? '',
    look,
    take,
    close,
    onKey,
    /** Whom the text calls as it stands. */
    of: (text: string) => stillIn(text, mentions),
    reset: setMentions,
    /** For the field: which line of the list is the one that Enter takes. */
    field: {
      'aria-autocomplete': 'list' as const,
      'aria-controls': open ? listId : undefined,
      'aria-activedescendant': open && options.length > 0 ? `${listId}-${chosen}` : undefined,
    },
  };
}
export type Calls = ReturnType<typeof useCalls>;
