import { useLoaderData } from '@remix-run/react';
import { nameFor } from '#app/features/discussions/names.ts';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { MODERATION, reportAddress } from '#app/features/moderation/addresses.ts';
import { OUTCOME_TONES } from '#app/features/moderation/outcome-tones.ts';
import { ToolTabs } from '#app/features/moderation/tool-tabs.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import type { Answer } from '#server/forum.ts';
import { QUEUE_VIEWS, type QueueView } from '#server/moderation/schemas.ts';
import { Chips, EdgeList, EmptyState, Page, PageHead, Pagination, Pill } from '#app/ui/index.ts';

export const loader = page(['moderation'], ({ forum, url }) => {
  const view = QUEUE_VIEWS.find((each) => each === url.searchParams.get('view')) ?? 'open';
  const after = url.searchParams.get('after');
  return forum.call('moderation.queue', { view, ...(after && { after }) });
});

export const meta = titled('moderation', (t) => t('title'));

type Line = Answer<'moderation.queue'>['lines'][number];

/** What members have reported, for the secretariat; live. */
export default function Queue() {
  const { view, lines, next, orgId, asOfSeq, held, announcements, handovers } =
    useLoaderData<typeof loader>().data;
  useRefresh([{ channel: { kind: 'org', id: orgId }, asOfSeq }]);
  const t = useT('moderation');
  const lang = useLang();
  const format = useFormat();
  return (
    <Page width="reading">
      <PageHead title={t('title')} />
      <ToolTabs held={held} announcements={announcements} handovers={handovers} />
      <Chips
        label={t('queue.views')}
        items={QUEUE_VIEWS.map((each) => ({
          to: addressOf(each),
          label: t(`view.${each}`),
          chosen: each === view,
        }))}
      />
      {lines.length === 0 && (
        <EmptyState title={t(`queue.empty.${view}`)}>{t('queue.emptyText')}</EmptyState>
      )}
      <EdgeList
        items={lines.map((line) => ({
          key: line.id,
          to: reportAddress(line.id),
          capability: 'discussions',
          title: line.excerpt || '…',
          lang: line.lang,
          detail: [
            t(`reason.${line.reason}`),
            nameFor(line.author, lang).text,
            line.direct ? t('queue.direct') : line.thread,
            t('queue.reportedAt', { when: format.dateTime(line.at) }),
          ].join(' · '),
          end: <Standing line={line} name={line.claimedBy && nameFor(line.claimedBy, lang).text} />,
        }))}
      />
      <Pagination
        next={next ? `${addressOf(view)}&after=${encodeURIComponent(next)}` : undefined}
      />
    </Page>
  );
}

function Standing({ line, name }: { line: Line; name: string | null }) {
  const t = useT('moderation');
  if (line.outcome) {
    return <Pill tone={OUTCOME_TONES[line.outcome]}>{t(`outcome.${line.outcome}`)}</Pill>;
  }
  return (
    <>
      {line.late && <Pill tone="danger">{t('queue.late')}</Pill>}
      {line.mine ? (
        <Pill tone="info">{t('queue.mine')}</Pill>
      ) : name ? (
        <Pill>{t('queue.claimed', { name })}</Pill>
      ) : (
        <Pill tone="waiting">{t('queue.free')}</Pill>
      )}
    </>
  );
}

function addressOf(view: QueueView): string {
  return `${MODERATION}?view=${view}`;
}
