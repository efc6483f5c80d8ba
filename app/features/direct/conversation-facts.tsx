import { Form } from '@remix-run/react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { DirectView } from '#server/discussions/direct.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { initialOf } from '#app/features/discussions/post-row.tsx';
import type { ThreadData } from '#app/features/discussions/thread-data.ts';
import { PresenceWords } from '#app/features/presence/presence-mark.tsx';
import { presenceText, type Presence } from '#app/features/presence/presence-text.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import type { Lang } from '#app/i18n/lang.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import {
  Button,
  ButtonLink,
  FactsList,
  FactsSection,
  Field,
  Monogram,
  TextInput,
} from '#app/ui/index.ts';
import { conversationAddress, MESSAGES } from './addresses.ts';
import styles from './direct.module.css';

type Props = {
  page: ThreadData;
  direct: DirectView;
  presence: Presence;
  lang: Lang;
  format: Format;
};

/** What stands beside a direct conversation: who reads it, and what one may do about it. */
export function ConversationFacts({ page, direct, presence, lang, format }: Props) {
  const t = useT('direct');
  const n = useT('presence');
  const { thread } = page;
  return (
    <>
      <FactsSection title={t('with')}>
        <ul role="list" className={styles.people}>
          {direct.others.map((person) => {
            const name = nameFor(person, lang);
            return (
              <li key={person.id}>
                <Monogram
                  text={initialOf(name.text)}
                  hue={person.org?.hue ?? 255}
                  size={32}
                  round
                />
                <span>
                  <strong lang={name.lang}>{name.text}</strong>
                  {person.org && (
                    <small>
                      <LabelText of={person.org.name} lang={lang} />
                    </small>
                  )}
                  <PresenceWords
                    ago={presence[person.id]}
                    text={presenceText(presence[person.id], n)}
                  />
                </span>
              </li>
            );
          })}
        </ul>
        {page.may.manage && (
          <ButtonLink small icon="plus" to={conversationAddress(thread.id, 'people')}>
            {t('add')}
          </ButtonLink>
        )}
      </FactsSection>
      <FactsSection title={t('facts')}>
        <FactsList
          facts={[
            { label: t('seenBy'), value: t('seenBy.text') },
            {
              label: t('since'),
              value: <time dateTime={thread.createdAt}>{format.date(thread.createdAt)}</time>,
            },
          ]}
        />
        {page.horizon > 0 && <p className={styles.note}>{t('from')}</p>}
        <div className={styles.acts}>
          {page.may.manage && <Rename page={page} t={t} />}
          {page.may.manage && <Leave threadId={thread.id} t={t} />}
          {direct.pair && !direct.blocked && direct.others[0] && (
            <BlockPerson
              threadId={thread.id}
              personId={direct.others[0].id}
              name={nameFor(direct.others[0], lang).text}
              t={t}
            />
          )}
        </div>
      </FactsSection>
    </>
  );
}

function Rename({ page, t }: { page: ThreadData; t: T<'direct'> }) {
  return (
    <details className={styles.act}>
      <summary>{t('name.change')}</summary>
      <Form method="post" action={conversationAddress(page.thread.id, 'name')}>
        <Field label={t('name')} name="name" hint={t('name.hint')}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={120}
              defaultValue={page.thread.title}
              required={false}
            />
          )}
        </Field>
        <Button type="submit" small>
          {t('name.save')}
        </Button>
      </Form>
    </details>
  );
}

function Leave({ threadId, t }: { threadId: string; t: T<'direct'> }) {
  return (
    <details className={styles.act}>
      <summary>{t('leave')}</summary>
      <Form method="post" action={conversationAddress(threadId, 'leave')}>
        <p>{t('leave.ask')}</p>
        <Button type="submit" small tone="danger">
          {t('leave.act')}
        </Button>
      </Form>
    </details>
  );
}

type Person = { threadId: string; personId: string; name: string; t: T<'direct'> };

function BlockPerson({ threadId, personId, name, t }: Person) {
  return (
    <details className={styles.act}>
      <summary>{t('block', { name })}</summary>
      <Form method="post" action={conversationAddress(threadId, 'block')}>
        <input type="hidden" name="personId" value={personId} />
        <p>{t('block.ask', { name })}</p>
        <Button type="submit" small tone="danger">
          {t('block.act')}
        </Button>
      </Form>
    </details>
  );
}

/** In place of the composer, where the reader has blocked the other one. */
export function BlockedNotice({ page, lang }: { page: ThreadData; lang: Lang }) {
  const t = useT('direct');
  const other = page.direct?.others[0];
  if (!other) return null;
  return (
    <div className={styles.blocked}>
      <p>{t('blocked', { name: nameFor(other, lang).text })}</p>
      <Form method="post" action={`${MESSAGES}/unblock`}>
        <input type="hidden" name="personId" value={other.id} />
        <input type="hidden" name="next" value={`/discussions/threads/${page.thread.id}`} />
        <Button type="submit" small>
          {t('unblock')}
        </Button>
      </Form>
    </div>
  );
}
