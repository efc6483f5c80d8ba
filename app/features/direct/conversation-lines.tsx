import { Link } from '@remix-run/react';
import type { Answer } from '#server/forum.ts';
import { threadAddress } from '#app/features/discussions/addresses.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { initialOf } from '#app/features/discussions/post-row.tsx';
import { unreadText } from '#app/features/discussions/unread-text.ts';
import { whenText } from '#app/features/discussions/when-text.ts';
import { PresenceDot } from '#app/features/presence/presence-mark.tsx';
import { presenceText, type Ago, type Presence } from '#app/features/presence/presence-text.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT, type T } from '#app/i18n/use-t.ts';
import { Monogram } from '#app/ui/index.ts';
import { conversationName } from './conversation-name.ts';
import styles from './direct.module.css';

export type Line = Answer<'direct.conversations'>['conversations'][number];

type Props = { lines: readonly Line[]; presence: Presence; now: string };

/** Conversations with their last words, the liveliest first. */
export function ConversationLines({ lines, presence, now }: Props) {
  const n = useT('presence');
  const t = useT('direct');
  const d = useT('discussions');
  const lang = useLang();
  const format = useFormat();
  return (
    <ul role="list" className={styles.lines}>
      {lines.map((line) => (
        <li key={line.id} data-unread={line.unread > 0 ? '' : undefined}>
          <Face line={line} lang={lang} />
          <div className={styles.words}>
            <p className={styles.name}>
              <Link to={threadAddress(line.id)}>{conversationName(line, t, lang, format)}</Link>
              {line.pair && <Dot ago={presence[line.others[0]?.id ?? '']} n={n} />}
              {line.pair && line.others[0]?.org && (
                <small>
                  <LabelText of={line.others[0].org.name} lang={lang} />
                </small>
              )}
              {!line.pair && <small>{t('people', { count: line.others.length + 1 })}</small>}
            </p>
            <p className={styles.last} lang={line.last ? LANG_TAGS[line.last.lang] : undefined}>
              {lastWords(line)}
            </p>
          </div>
          <div className={styles.end}>
            <time dateTime={line.lastPostAt}>{whenText(line.lastPostAt, now, format, d)}</time>
            {line.unread > 0 && (
              <strong className={styles.unread}>{unreadText(line.unread, d)}</strong>
            )}
          </div>
        </li>
      ))}
    </ul>
  );

  function lastWords({ last, pair }: Line): string {
    if (!last) return t('nothing');
    if (last.mine) return t('you', { text: last.text });
    return pair ? last.text : t('said', { name: nameFor(last.author, lang).text, text: last.text });
  }
}

function Dot({ ago, n }: { ago: Ago | undefined; n: T<'presence'> }) {
  return <PresenceDot ago={ago} text={presenceText(ago, n)} />;
}

/** One mark for one person, two for several. */
function Face({ line, lang }: { line: Line; lang: Parameters<typeof nameFor>[1] }) {
  const shown = line.others.slice(0, line.pair ? 1 : 2);
  return (
    <span className={styles.face} data-many={shown.length > 1 ? '' : undefined} aria-hidden>
      {shown.map((person) => (
        <Monogram
          key={person.id}
          text={initialOf(nameFor(person, lang).text)}
          hue={person.org?.hue ?? 255}
          size={shown.length > 1 ? 26 : 40}
          round
        />
      ))}
    </span>
  );
}
