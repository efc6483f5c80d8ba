import { Link } from '@remix-run/react';
import type { LinkView } from '#server/discussions/links.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import type { Lang } from '#app/i18n/lang.ts';
import { useT } from '#app/i18n/use-t.ts';
import { FactsList, FactsSection, Monogram, ShortList } from '#app/ui/index.ts';
import { ConversationFacts } from '#app/features/direct/conversation-facts.tsx';
import { HereNow } from '#app/features/presence/here-now.tsx';
import type { Presence } from '#app/features/presence/presence-text.ts';
import { projectAddress, threadAddress, tiesAddress } from './addresses.ts';
import { nameFor } from './names.ts';
import styles from './thread.module.css';
import { ThreadTies } from './thread-ties.tsx';
import type { ThreadData } from './thread-data.ts';
import type { Discuss } from './words.ts';

/** What stands beside a conversation: where it belongs, who sees it, who takes part. */
export function ThreadFacts({
  page,
  links,
  presence,
  t,
  lang,
  format,
}: {
  page: ThreadData;
  /** What is tied to it by now. */
  links: readonly LinkView[];
  presence: Presence;
  t: Discuss;
  lang: Lang;
  format: Format;
}) {
  const { thread, project, startedBy, chatId, direct } = page;
  const life = useT('threads');
  const chat = thread.kind === 'chat';
  const starter = startedBy && nameFor(startedBy, lang);
  const orgs = page.orgs.filter((org) => page.participants.includes(org.id));
  if (direct || !project) {
    return (
      <aside className={styles.facts}>
        {direct && (
          <ConversationFacts
            page={page}
            direct={direct}
            presence={presence}
            lang={lang}
            format={format}
          />
        )}
      </aside>
    );
  }
  return (
    <aside className={styles.facts}>
      <FactsSection title={chat ? t('thread.chatFacts') : t('thread.facts')}>
        <FactsList
          facts={[
            {
              label: t('thread.project'),
              value: (
                <Link to={projectAddress(project.slug)}>
                  <LabelText of={project.title} lang={lang} />
                </Link>
              ),
            },
            { label: t('thread.audience'), value: t(`thread.audience.${project.privacy}`) },
            ...(starter && !chat
              ? [
                  {
                    label: t('thread.startedBy'),
                    value: <span lang={starter.lang}>{starter.text}</span>,
                  },
                ]
              : []),
            {
              label: t('thread.startedOn'),
              value: <time dateTime={thread.createdAt}>{format.date(thread.createdAt)}</time>,
            },
            ...(project.retentionYears !== null
              ? [
                  {
                    label: t('project.retention'),
                    value: t('project.retentionText', { count: project.retentionYears }),
                  },
                ]
              : []),
            ...(chatId && !chat
              ? [
                  {
                    label: t('project.chat'),
                    value: <Link to={threadAddress(chatId)}>{t('project.chatOpen')}</Link>,
                  },
                ]
              : []),
          ]}
        />
      </FactsSection>
      <ThreadTies
        links={links}
        act={page.manages.link ? tiesAddress(thread.id) : null}
        t={life}
        lang={lang}
        format={format}
      />
      <FactsSection title={t('orgs')}>
        <ShortList
          items={orgs.map((org) => ({
            key: org.id,
            what: (
              <>
                <Monogram text={org.monogram} hue={org.hue} />
                <LabelText of={org.name} lang={lang} />
              </>
            ),
          }))}
        />
      </FactsSection>
      <HereNow of={{ thread: thread.id }} />
    </aside>
  );
}
