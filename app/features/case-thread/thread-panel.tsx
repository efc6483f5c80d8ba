import { useEffect, useState } from 'react';
import { call } from '#app/realtime/connection.ts';
import { useChannel } from '#app/realtime/use-channel.ts';
import { useT } from '#app/i18n/use-t.ts';
import { casePath } from '#app/features/referrals/addresses.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { ButtonLink, Count, Panel, Pill } from '#app/ui/index.ts';
import styles from './case-thread.module.css';
import type { ThreadStanding } from './view.ts';

type Props = { code: string; channelId: string; of: ThreadStanding; format: Format };

/**
 * How the conversation of a case stands, on the case's page. It follows by itself, and asks for counts
 * alone: nobody's page opens the patient anew because somebody wrote.
 */
export function ThreadPanel({ code, channelId, of, format }: Props) {
  const t = useT('caseThread');
  const now = useStanding(code, channelId, of);
  const { count, unread, toAnswer, asked, lastAt } = now;
  return (
    <Panel
      title={t('title')}
      mark={unread > 0 && <Count value={unread} label={t('unread')} badge />}
    >
      <div className={styles.standing}>
        <p role="status">
          {count === 0
            ? t('none')
            : t('standing', { count, at: lastAt ? format.dateTime(lastAt) : '' })}
        </p>
        {toAnswer > 0 && <Pill tone="waiting">{t('toAnswer', { count: toAnswer })}</Pill>}
        {asked > 0 && <Pill tone="info">{t('asked', { count: asked })}</Pill>}
        <ButtonLink
          to={casePath(code, 'messages')}
          tone={unread > 0 || toAnswer > 0 ? 'primary' : 'secondary'}
        >
          {t(count === 0 && now.canPost ? 'begin' : 'open')}
        </ButtonLink>
      </div>
    </Panel>
  );
}

function useStanding(code: string, channelId: string, of: ThreadStanding): ThreadStanding {
  const [now, setNow] = useState(of);
  useEffect(() => setNow(of), [of]);
  const ask = async () => {
    const answer = await call<ThreadStanding | null>('caseThread.standing', { code });
    if (answer.ok && answer.data) setNow(answer.data);
  };
  useChannel('case', channelId, of.asOf, {
    apply: (events) => {
      if (events.some(({ type }) => isTalk(type))) void ask();
    },
    resync: () => void ask(),
    closed: () => undefined,
  });
  return now;
}

/** Events of a case's channel that are the conversation's, not the case's. */
export function isTalk(type: string): boolean {
  return type === 'case.message' || type === 'case.messageRead';
}
