import { useEffect, useRef, type MouseEvent } from 'react';
import type { ReactionKind } from '#server/discussions/schemas.ts';
import type { PostView, ReactionView } from '#server/discussions/views.ts';
import { label } from '#app/i18n/label.ts';
import { Icon } from '#app/ui/index.ts';
import { reactAddress } from './addresses.ts';
import { nameFor } from './names.ts';
import { REACTION_ICONS, REACTION_KINDS } from './reaction-icons.ts';
import styles from './reactions.module.css';
import type { PostWords } from './words.ts';

/** So many names stand beside a sign; the others unfold. */
const NAMES_SHOWN = 3;

export type OnReact = (postId: string, kind: ReactionKind, on: boolean) => void;

type ReactionsProps = {
  post: PostView;
  /** The reader's own signs. */
  mine: readonly ReactionKind[];
  mayReact: boolean;
  words: PostWords;
  onReact: OnReact;
};

/** With which signs a post was answered, by whom, and one's own to set and to take back. */
export function Reactions({ post, mine, mayReact, words, onReact }: ReactionsProps) {
  if (post.reactions.length === 0) return null;
  return (
    <form method="post" action={reactAddress(post.id)} className={styles.reactions}>
      <ul role="list" aria-label={words.reactions} className={styles.list}>
        {post.reactions.map((reaction) => {
          const on = mine.includes(reaction.kind);
          const face = (
            <>
              <Icon name={REACTION_ICONS[reaction.kind]} size={14} />
              <span>{words.reaction[reaction.kind]}</span>
              <b>{words.format.number(reaction.count)}</b>
            </>
          );
          return (
            <li key={reaction.kind} className={styles.one}>
              {mayReact ? (
                <button
                  type="submit"
                  name="sign"
                  value={signOf(reaction.kind, !on)}
                  aria-pressed={on}
                  className={styles.chip}
                  onClick={inPlace(() => onReact(post.id, reaction.kind, !on))}
                >
                  {face}
                </button>
              ) : (
                <span className={styles.chip}>{face}</span>
              )}
              <Who reaction={reaction} words={words} />
            </li>
          );
        })}
      </ul>
    </form>
  );
}

function Who({ reaction: { count, people }, words }: { reaction: ReactionView; words: PostWords }) {
  const { lang } = words;
  const names = people.map((one) => (
    <bdi key={one.id} title={label(one.org, lang)}>
      {nameFor(one, lang).text}
    </bdi>
  ));
  if (count <= NAMES_SHOWN) return <span className={styles.who}>{names}</span>;
  return (
    <details className={styles.who}>
      <summary>
        {names.slice(0, NAMES_SHOWN - 1)}
        <span>{words.reactedMore(count - NAMES_SHOWN + 1)}</span>
      </summary>
      {people.slice(NAMES_SHOWN - 1).map((one) => (
        <bdi key={one.id}>{words.person(nameFor(one, lang).text, label(one.org, lang))}</bdi>
      ))}
      {count > people.length && <span>{words.reactedMore(count - people.length)}</span>}
    </details>
  );
}

/** All signs to choose from, under the post they answer. Esc leaves. */
export function ReactionPicker({
  post,
  mine,
  words,
  onReact,
  onDone,
}: Omit<ReactionsProps, 'mayReact'> & { onDone: () => void }) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus({ preventScroll: true }), []);
  return (
    <div role="group" aria-label={words.pickReaction} className={styles.picker}>
      {REACTION_KINDS.map((kind, i) => {
        const on = mine.includes(kind);
        return (
          <button
            key={kind}
            ref={i === 0 ? first : undefined}
            type="button"
            aria-pressed={on}
            className={styles.chip}
            onKeyDown={(event) => event.key === 'Escape' && onDone()}
            onClick={() => {
              onReact(post.id, kind, !on);
              onDone();
            }}
          >
            <Icon name={REACTION_ICONS[kind]} size={16} />
            <span>{words.reaction[kind]}</span>
          </button>
        );
      })}
    </div>
  );
}

/** How a form says it: `agree on`. */
export function signOf(kind: ReactionKind, on: boolean): string {
  return `${kind} ${on ? 'on' : 'off'}`;
}

function inPlace(act: () => void) {
  return (event: MouseEvent) => {
    event.preventDefault();
    act();
  };
}
