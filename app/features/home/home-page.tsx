import { AnnouncementsOnHome } from '#app/features/announcements/on-home.tsx';
import type { Line } from '#app/features/announcements/announcement-list.tsx';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  EdgeList,
  EmptyState,
  Figures,
  Notice,
  Page,
  PageHead,
  Pill,
  Time,
  type EdgeItem,
} from '#app/ui/index.ts';
import styles from './home.module.css';
import { OtherOrganisations } from './other-organisations.tsx';
import type { Overview } from './overview.ts';

/** What waits for me, what comes next, and how things stand. */
export function HomePage({
  overview,
  announcements,
  name,
  now,
  format,
  t,
}: {
  overview: Overview;
  announcements: readonly Line[] | null;
  name: string;
  now: string;
  format: Format;
  t: T<'home'>;
}) {
  const { waiting, next, figures, others } = overview;
  return (
    <Page>
      <PageHead
        title={t(greeting(format.time(now)), { name })}
        facts={[<Standing key="now" waiting={waiting} now={now} format={format} t={t} />]}
      />
      {overview.unscanned && (
        <Notice
          tone="caution"
          title={t('noScanner')}
          act={<ButtonLink to="/held-files">{t('noScannerAct')}</ButtonLink>}
        >
          {t('noScannerHint')}
        </Notice>
      )}
      {announcements && <AnnouncementsOnHome lines={announcements} />}
      {figures.length > 0 && <Figures figures={figures} />}
      <div className={styles.columns}>
        <section className={styles.column}>
          <h2>{t('waiting')}</h2>
          {waiting.length > 0 ? (
            <EdgeList items={waiting.map((item) => waitingItem(item, now, format))} />
          ) : (
            <EmptyState
              title={t('nothing')}
              act={
                overview.discusses && <ButtonLink to="/discussions">{t('nothingAct')}</ButtonLink>
              }
            >
              {overview.discusses && t('nothingHint')}
            </EmptyState>
          )}
        </section>
        <div className={styles.column}>
          <section className={styles.column}>
            <h2>{t('next')}</h2>
            {next.length > 0 ? (
              <EdgeList items={next.map((item) => nextItem(item, now, format))} />
            ) : (
              <p className={styles.quiet}>{t('nothingNext')}</p>
            )}
          </section>
          {others.length > 0 && <OtherOrganisations others={others} t={t} />}
        </div>
      </div>
    </Page>
  );
}

function Standing({
  waiting,
  now,
  format,
  t,
}: {
  waiting: Overview['waiting'];
  now: string;
  format: Format;
  t: T<'home'>;
}) {
  const today = waiting.filter(({ due }) => due && isMoment(due) && isToday(due, now, format));
  return (
    <>
      <Time at={now} format={format} />
      {format.lang === 'en' ? '. ' : '　'}
      {waiting.length > 0 && t('waitingCount', { count: waiting.length })}
      {today.length > 0 && ` ${t('todayCount', { count: today.length })}`}
    </>
  );
}

function waitingItem(item: Overview['waiting'][number], now: string, format: Format): EdgeItem {
  const { kind, title, detail, href, due, dueTone } = item;
  return {
    key: `${href} ${title}`,
    to: href,
    capability: kind,
    title,
    detail,
    end: due && <Pill tone={dueTone ?? 'neutral'}>{dueText(due, now, format)}</Pill>,
  };
}

function nextItem(item: Overview['next'][number], now: string, format: Format): EdgeItem {
  const { at, title, detail, href, kind } = item;
  const today = isToday(at, now, format);
  return {
    key: `${at} ${href}`,
    to: href,
    capability: kind,
    title,
    detail: today ? detail : `${format.time(at)}　${detail}`,
    lead: <Time at={at} format={format} show={today ? 'time' : dayForm(at, now, format)} />,
    calm: true,
  };
}

function dueText(due: string, now: string, format: Format): string {
  if (!isMoment(due)) return due;
  return isToday(due, now, format)
    ? format.relativeDay(due, now)
    : format[dayForm(due, now, format)](due);
}

// A day of this month needs no month, a day of this year no year.
function dayForm(at: string, now: string, format: Format): 'shortDay' | 'day' | 'date' {
  const [day, today] = [format.dayKey(at), format.dayKey(now)];
  if (day.slice(0, 7) === today.slice(0, 7)) return 'shortDay';
  return day.slice(0, 4) === today.slice(0, 4) ? 'day' : 'date';
}

function isToday(at: string, now: string, format: Format): boolean {
  return format.dayKey(at) === format.dayKey(now);
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(text);
}

function greeting(time: string): 'morning' | 'day' | 'evening' {
  if (time >= '04:00' && time < '10:30') return 'morning';
  return time >= '10:30' && time < '18:00' ? 'day' : 'evening';
}
