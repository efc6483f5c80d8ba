import type { ReactNode } from 'react';
import type { TurnKind, TurnView } from '#server/discussions/turns.ts';
import type { AuthorView, OrgView } from '#server/discussions/views.ts';
import type { T } from '#app/i18n/use-t.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { Icon, type IconName } from '#app/ui/index.ts';
import { nameFor } from './names.ts';
import { slowText } from './slow-text.ts';
import styles from './turn-row.module.css';
import type { PostWords } from './words.ts';

const ICONS: Record<TurnKind, IconName> = {
  state: 'flag',
  pinned: 'pin',
  unpinned: 'pin',
  locked: 'lock',
  unlocked: 'key-round',
  renamed: 'pencil',
  moved: 'arrow-right',
  slow: 'clock',
  noticed: 'bell',
  unnoticed: 'bell',
  pollOpened: 'circle-help',
  pollDeadline: 'clock',
  pollClosed: 'circle-check',
  outcome: 'circle-check',
  eventLinked: 'calendar',
  eventUnlinked: 'calendar',
  itemLinked: 'book-open',
  itemUnlinked: 'book-open',
  tagged: 'list',
};

/** Something that happened to the thread, in its place among the posts: what, who, when, and why. */
export function TurnRow({
  turn,
  author,
  org,
  words,
  t,
  children,
}: {
  turn: TurnView;
  author: AuthorView | undefined;
  org: OrgView | undefined;
  words: PostWords;
  t: T<'threads'>;
  /** What belongs to it, such as the poll that was opened. */
  children?: ReactNode;
}) {
  const { lang, format } = words;
  const name = author && nameFor(author, lang);
  return (
    <li id={`turn-${turn.seq}`} className={styles.row} data-kind={turn.kind}>
      <span className={styles.mark}>
        <Icon name={ICONS[turn.kind]} size={16} />
      </span>
      <div className={styles.words}>
        <p className={styles.line}>
          <strong>{turnText(turn, t)}</strong>
          <span className={styles.by}>
            {name ? <span lang={name.lang}>{name.text}</span> : t('turn.forum')}
            {org && (
              <span>
                <LabelText of={org.name} lang={lang} />
              </span>
            )}
            <time dateTime={turn.at} title={format.dateTime(turn.at)}>
              {format.time(turn.at)}
            </time>
          </span>
        </p>
        {turn.reason && <p className={styles.reason}>{turn.reason}</p>}
        {children}
      </div>
    </li>
  );
}

export function turnText(turn: TurnView, t: T<'threads'>): string {
  switch (turn.kind) {
    case 'state':
      return t(`turn.state.${(turn.became ?? 'open') as 'open'}`);
    case 'renamed':
      return t('turn.renamed', { title: turn.was ?? '' });
    case 'tagged':
      return turn.became ? t('turn.tagged', { tags: turn.became }) : t('turn.untagged');
    case 'slow':
      return turn.became === '0'
        ? t('turn.slowOff')
        : t('turn.slow', { time: slowText(Number(turn.became), t) });
    default:
      return t(`turn.${turn.kind}`);
  }
}
