import { Form } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { call } from '#app/realtime/connection.ts';
import { useChannel } from '#app/realtime/use-channel.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, type T } from '#app/i18n/use-t.ts';
import { Notice, Submit, TimeSpan } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import { useNext } from './bar.tsx';
import type { RootData, ShellData } from './shell-data.ts';
import styles from './shell.module.css';

export type Maintenance = NonNullable<Answer<'announcements.nextMaintenance'>>;

const TICK_MS = 5000;
/** Open pages do not ask all at once. */
const SPREAD_MS = 1500;

/** How far the browser's clock is behind the forum's, in milliseconds, as of when an answer arrived. */
const behind = new WeakMap<Maintenance, number>();

/**
 * When the forum is worked on, on every page: put away until it begins, in sight while it runs, gone
 * after its end. On a phone what it means is folded. Pages of members hear of a change over their own channel.
 */
export function MaintenanceBanner({ root, t }: { root: RootData; t: T<'shell'> }) {
  const [told, setTold] = useState<{ by: RootData; next: Maintenance | null } | null>(null);
  const next = told?.by === root ? told.next : root.maintenance;
  return (
    <>
      {root.shell && (
        <Follow shell={root.shell} onNext={(answer) => setTold({ by: root, next: answer })} />
      )}
      {/* There from the start, so that a screen reader says once what comes into it. */}
      <div role="status" className={styles.maintenanceTold}>
        {next && <Banner next={next} root={root} t={t} />}
      </div>
    </>
  );
}

function Follow({
  shell,
  onNext,
}: {
  shell: ShellData;
  onNext: (next: Maintenance | null) => void;
}) {
  async function ask() {
    const answer = await call<Maintenance | null>('announcements.nextMaintenance', {});
    if (answer.ok) onNext(answer.data);
  }
  const askSoon = () => void setTimeout(() => void ask(), Math.random() * SPREAD_MS);
  useChannel('person', shell.personId, shell.asOfSeq, {
    apply: (events) => events.some(({ type }) => type === 'maintenance.changed') && askSoon(),
    resync: askSoon,
    closed: () => undefined,
  });
  return null;
}

function Banner({ next, root, t }: { next: Maintenance; root: RootData; t: T<'shell'> }) {
  const now = useForumClock(next);
  const zone = useOwnZone(root);
  const format = useFormat();
  const lang = useLang();
  const here = useNext();
  const words = next.words[lang] ?? t('maintenance.text');
  const runs = now >= Date.parse(next.startsAt);
  const mark = `${next.id}.${next.version}`;
  if (now >= Date.parse(next.endsAt) || (!runs && root.maintenanceAway === mark)) return null;
  return (
    <aside className={styles.maintenance} aria-label={t('maintenance.label')}>
      <Notice
        banner
        tone={runs ? 'caution' : 'info'}
        title={runs ? t('maintenance.runs') : t('maintenance.comes')}
        act={
          !runs && (
            <Form method="post" action="/display" preventScrollReset>
              <input type="hidden" name="next" value={here} />
              <input type="hidden" name="maintenance" value={mark} />
              <Submit tone="quiet" small>
                {t('maintenance.putAway')}
              </Submit>
            </Form>
          )
        }
      >
        <TimeSpan from={next.startsAt} to={next.endsAt} format={format} show="day" zone={zone} />{' '}
        <span className={styles.maintenanceWords}>{words}</span>
        <details className={styles.maintenanceMore}>
          <summary>{t('maintenance.more')}</summary>
          {words}
        </details>
      </Notice>
    </aside>
  );
}

/** The forum's clock in milliseconds, some seconds fine; at first as the page was read. */
function useForumClock(read: Maintenance): number {
  const [tick, setTick] = useState<number | null>(null);
  useEffect(() => {
    if (!behind.has(read)) behind.set(read, Date.parse(read.now) - Date.now());
    const look = () => setTick(Date.now() + behind.get(read)!);
    look();
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [read]);
  return tick ?? Date.parse(read.now);
}

/** A member's zone is known; of a visitor the browser knows it, once it runs. */
function useOwnZone({ shell, timeZone }: RootData): string {
  const [zone, setZone] = useState(timeZone);
  useEffect(() => {
    if (!shell) setZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  }, [shell]);
  return shell ? timeZone : zone;
}
