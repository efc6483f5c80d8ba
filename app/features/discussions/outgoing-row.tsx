import type { Outgoing } from '#app/realtime/outbox.ts';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { Button, Icon, Monogram } from '#app/ui/index.ts';
import { OutgoingFiles } from './attachments.tsx';
import styles from './post.module.css';
import { Quoting } from './quoting.tsx';
import type { Content } from './use-thread.ts';
import { whyNot } from './why-not.ts';
import type { Discuss, PostWords } from './words.ts';

/** A message that is not a post yet: on its way, or given back with the reason and what can be done. */
export function OutgoingRow({
  entry,
  initial,
  hue,
  t,
  words,
  connected,
  onAgain,
  onDiscard,
}: {
  entry: Outgoing<Content>;
  initial: string;
  hue: number;
  t: Discuss;
  words: PostWords;
  connected: boolean;
  onAgain: (clientId: string) => void;
  onDiscard: (clientId: string) => void;
}) {
  const { clientId, content, state, refusal } = entry;
  const failed = state === 'failed';
  return (
    <li className={styles.row} data-state={state}>
      <article className={styles.post} aria-label={failed ? t('send.failed') : t('send.sending')}>
        <span className={styles.mark}>
          <Monogram text={initial} hue={hue} size={36} />
        </span>
        <div className={styles.words}>
          {content.quote && <Quoting quote={content.quote} words={words} onRemove={null} />}
          <p className={styles.draft} lang={LANG_TAGS[content.lang]}>
            {content.body}
          </p>
          {content.files && <OutgoingFiles files={content.files} />}
          {failed ? (
            <div className={styles.failed} role="alert">
              <Icon name="circle-alert" size={16} />
              <span>
                <strong>{t('send.failed')}</strong> {whyNot(t, refusal)}
              </span>
              <Button small onClick={() => onAgain(clientId)}>
                {t('send.again')}
              </Button>
              <Button small tone="quiet" onClick={() => onDiscard(clientId)}>
                {t('send.discard')}
              </Button>
            </div>
          ) : (
            state === 'waiting' && (
              <p className={styles.sending}>{connected ? t('send.sending') : t('send.waiting')}</p>
            )
          )}
        </div>
      </article>
    </li>
  );
}
