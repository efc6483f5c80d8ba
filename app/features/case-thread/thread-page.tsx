import { Link, useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import type { T } from '#app/i18n/use-t.ts';
import { call } from '#app/realtime/connection.ts';
import { useChannel } from '#app/realtime/use-channel.ts';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import {
  DaySeparator,
  EmptyState,
  Icon,
  Notice,
  Page,
  PageHead,
  UnreadSeparator,
  type FormState,
} from '#app/ui/index.ts';
import styles from './case-thread.module.css';
import { Compose } from './compose.tsx';
import { MessageLine } from './message-line.tsx';
import type { ThreadView } from './view.ts';

type Props = {
  of: ThreadView;
  /** The place of the question that is being answered, from the address. */
  answering: number | null;
  state: FormState;
  t: T<'caseThread'>;
  format: Format;
};

/** The conversation of those who carry a case, oldest first, with the form that goes on with it. */
export function ThreadPage({ of, answering, state, t, format }: Props) {
  useLiveThread(of);
  useMarkRead(of);
  const { code } = of;
  return (
    <Page width="reading">
      <PageHead trail={useCaseTrail(code)} title={t('title')} facts={[displayCode(code)]} />
      <p className={styles.sealed}>
        <Icon name="shield-check" size={16} />
        {t('sealed')}
      </p>
      <OtherConversations of={of} t={t} />
      {!of.current && <Notice tone="info" title={t('before')} />}
      {of.earlier !== null && (
        <p className={styles.earlier}>
          <Link to={`?before=${of.earlier}${of.current ? '' : `&with=${of.hospitalId}`}`}>
            {t('earlier')}
          </Link>
        </p>
      )}
      {!of.newest && (
        <p className={styles.earlier}>
          <Link to={casePath(code, 'messages')}>{t('newest')}</Link>
        </p>
      )}
      {of.messages.length === 0 ? (
        <EmptyState title={t('empty')}>{t('empty.hint')}</EmptyState>
      ) : (
        <Lines of={of} t={t} format={format} />
      )}
      {of.newest && of.last > 0 && <ReadBy of={of} t={t} format={format} />}
      {of.newest &&
        (of.canPost ? (
          <Compose of={of} answering={answering} state={state} t={t} />
        ) : (
          of.current && <Notice tone="info" title={t('closed')} />
        ))}
    </Page>
  );
}

function Lines({ of, t, format }: Pick<Props, 'of' | 't' | 'format'>) {
  // Where one had read to when the page opened: the line stays there while one reads on.
  const [readTo] = useState(of.standing.readTo);
  const firstUnread = of.messages.find(({ place, mine }) => !mine && place > readTo)?.place;
  let day = '';
  return (
    <ol role="list" className={styles.lines} aria-label={t('title')}>
      {of.messages.map((message) => {
        const own = format.dayKey(message.at);
        const newDay = own !== day;
        day = own;
        return (
          <li key={message.place} id={`m${message.place}`}>
            {newDay && <DaySeparator>{format.day(message.at)}</DaySeparator>}
            {of.newest && message.place === firstUnread && (
              <UnreadSeparator>{t('unread')}</UnreadSeparator>
            )}
            <MessageLine
              of={message}
              answerTo={
                of.canPost && message.kind === 'question' && !message.ours && !message.answeredBy
                  ? `${casePath(of.code, 'messages')}?answer=${message.place}#write`
                  : null
              }
              papersAt={casePath(of.code, 'documents')}
              t={t}
              format={format}
            />
          </li>
        );
      })}
    </ol>
  );
}

/** Whose side has read to the end. */
function ReadBy({ of, t, format }: Pick<Props, 'of' | 't' | 'format'>) {
  return (
    <p className={styles.readBy}>
      {of.readBy.length > 0 && <span>{t('readBy', { names: format.list(of.readBy) })}</span>}
      {of.unreadBy.length > 0 && <span>{t('unreadBy', { names: format.list(of.unreadBy) })}</span>}
    </p>
  );
}

function OtherConversations({ of, t }: Pick<Props, 'of' | 't'>) {
  if (of.others.length === 0) return null;
  return (
    <p className={styles.earlier}>
      {of.others.map(({ id, name }) => (
        <Link key={id} to={`?with=${id}`}>
          {t('with', { name })}
        </Link>
      ))}
    </p>
  );
}

/** A new message is read through the gate like the page itself; each read is recorded. */
function useLiveThread({ channel }: ThreadView) {
  const { revalidate } = useRevalidator();
  useChannel('case', channel.id, channel.asOf, {
    apply: (events) => {
      // How far others have read is seen with the next message: it opens the patient for nobody.
      if (events.some(({ type }) => type !== 'case.messageRead')) revalidate();
    },
    resync: () => revalidate(),
    closed: () => revalidate(),
  });
}

/** What stands in front of somebody is read; a page in the background is not. */
function useMarkRead({ code, last, newest, current, standing }: ThreadView) {
  useEffect(() => {
    if (!newest || !current || last === 0 || standing.unread === 0) return undefined;
    const mark = () => {
      if (document.visibilityState === 'visible') {
        void call('caseThread.markRead', { code, place: last });
      }
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [code, last, newest, current, standing.unread]);
}
