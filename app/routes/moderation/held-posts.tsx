import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { nameFor } from '#app/features/discussions/names.ts';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { HELD_POSTS, heldAddress } from '#app/features/moderation/addresses.ts';
import styles from '#app/features/moderation/moderation.module.css';
import { ToolTabs } from '#app/features/moderation/tool-tabs.tsx';
import { label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { EdgeList, EmptyState, Page, PageHead, Panel, Pill, Submit } from '#app/ui/index.ts';

export const loader = page(['moderation'], ({ forum }) => forum.call('moderation.heldPosts', {}));

export const action = act(async ({ forum, form }) => {
  await forum.call('moderation.holdFirstPosts', { on: text(form, 'on') === 'true' });
  return redirect(HELD_POSTS);
});

export const meta = titled('moderation', (t) => t('tools.held'));

/** First posts of new members' people that nobody has read yet, and whether they are held at all; live. */
export default function HeldPosts() {
  const { lines, on, days, held, announcements, handovers, orgId, asOfSeq } =
    useLoaderData<typeof loader>().data;
  useRefresh([{ channel: { kind: 'org', id: orgId }, asOfSeq }]);
  const t = useT('moderation');
  const lang = useLang();
  const format = useFormat();
  return (
    <Page width="reading">
      <PageHead title={t('title')} />
      <ToolTabs held={held} announcements={announcements} handovers={handovers} />
      {lines.length > 0 ? (
        <>
          <p>{t('held.lead', { days })}</p>
          <EdgeList
            items={lines.map((line) => ({
              key: line.id,
              to: heldAddress(line.id),
              capability: 'discussions',
              title: line.excerpt || '…',
              lang: line.lang,
              detail: [
                nameFor(line.author, lang).text,
                label(line.org, lang),
                line.opens ? t('held.opens', { title: line.thread }) : line.thread,
                t('held.at', { when: format.dateTime(line.at) }),
              ].join(' · '),
              end: line.late && <Pill tone="danger">{t('queue.late')}</Pill>,
            }))}
          />
        </>
      ) : (
        <EmptyState title={t('held.empty')}>{t('held.emptyText')}</EmptyState>
      )}
      <Panel title={t('held.setting')}>
        <p>{on ? t('held.on') : t('held.off')}</p>
        <Form method="post" className={styles.acts}>
          <input type="hidden" name="on" value={String(!on)} />
          <Submit tone="secondary">{on ? t('held.turnOff') : t('held.turnOn')}</Submit>
        </Form>
      </Panel>
    </Page>
  );
}
