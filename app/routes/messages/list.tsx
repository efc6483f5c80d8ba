import { useLoaderData } from '@remix-run/react';
import { MESSAGES } from '#app/features/direct/addresses.ts';
import { ConversationLines } from '#app/features/direct/conversation-lines.tsx';
import { useOwnChannel } from '#app/features/direct/use-own-channel.ts';
import { usePresence } from '#app/features/presence/use-presence.ts';
import type { Answer } from '#server/forum.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { ButtonLink, EmptyState, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['direct', 'discussions', 'presence'], async ({ forum }) => {
  const data = await forum.call('direct.conversations', {});
  return { ...data, presence: await forum.call('presence.of', { personIds: pairedWith(data) }) };
});

/** Whom one talks with alone; of a few nobody's presence is shown in the list. */
function pairedWith({ conversations }: Answer<'direct.conversations'>): string[] {
  return conversations.flatMap(({ pair, others }) => (pair ? others.map(({ id }) => id) : []));
}

export const meta = titled('direct', (t) => t('title'));

export default function Messages() {
  const data = useLoaderData<typeof loader>().data;
  const { now, me, conversations, may } = data;
  const presence = usePresence(pairedWith(data), data.presence);
  const t = useT('direct');
  useOwnChannel(me);
  return (
    <Page width="reading">
      <PageHead
        title={t('title')}
        facts={[t('lead')]}
        acts={
          may.start && (
            <ButtonLink to={`${MESSAGES}/new`} tone="primary" icon="pencil">
              {t('new')}
            </ButtonLink>
          )
        }
      />
      {conversations.length > 0 ? (
        <ConversationLines lines={conversations} presence={presence} now={now} />
      ) : (
        <EmptyState
          title={t('empty.title')}
          act={may.start && <ButtonLink to={`${MESSAGES}/new`}>{t('new')}</ButtonLink>}
        >
          {t('empty.text')}
        </EmptyState>
      )}
    </Page>
  );
}
