import { Form, Link } from '@remix-run/react';
import {
  postAddress,
  projectAddress,
  threadAddress,
  withdrawAddress,
} from '#app/features/discussions/addresses.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import post from '#app/features/discussions/post.module.css';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label, labelLang } from '#app/i18n/label.ts';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  ErrorSummary,
  FactsList,
  Field,
  FormActs,
  FormStack,
  Page,
  PageHead,
  Panel,
  Pill,
  Submit,
  TextArea,
  type FormState,
} from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import { WORDS_LIMIT } from '#server/moderation/schemas.ts';
import { HELD_POSTS } from './addresses.ts';
import styles from './moderation.module.css';

type Data = Answer<'moderation.heldPage'>;
const TONES = {
  waiting: 'waiting',
  released: 'good',
  refused: 'caution',
  withdrawn: 'neutral',
} as const;

/** A first post with where it would go; below it the decision, or what was decided. */
export function HeldPostView({ data, state }: { data: Data; state: FormState }) {
  const t = useT('moderation');
  const format = useFormat();
  return (
    <Page width="reading">
      <PageHead
        trail={data.decides ? [{ label: t('tools.held'), to: HELD_POSTS }] : []}
        title={data.decides ? t('held.page') : t('held.own')}
        state={<Pill tone={TONES[data.state]}>{t(`held.state.${data.state}`)}</Pill>}
        facts={[t('held.at', { when: format.dateTime(data.post.at) })]}
        acts={
          data.seq !== null &&
          data.thread && (
            <ButtonLink to={postAddress(data.thread.id, data.seq)}>{t('held.open')}</ButtonLink>
          )
        }
      />
      <Panel title={t('held.text')}>
        <Words data={data} />
        <Facts data={data} />
      </Panel>
      {data.state === 'waiting' ? (
        data.decides ? (
          <Decide state={state} />
        ) : (
          <Own data={data} />
        )
      ) : (
        <Decided data={data} />
      )}
    </Page>
  );
}

function Words({ data: { post: held, state } }: { data: Data }) {
  const t = useT('moderation');
  if (state === 'released' || state === 'withdrawn' || !held.html) return <p>{t('held.gone')}</p>;
  return (
    <div className={styles.post}>
      {held.title && (
        <h3 lang={LANG_TAGS[held.lang]} dir="auto">
          {held.title}
        </h3>
      )}
      {held.tags.length > 0 && <p>{t('held.tags', { tags: held.tags.join(', ') })}</p>}
      <div
        className={post.text}
        lang={LANG_TAGS[held.lang]}
        dir="auto"
        dangerouslySetInnerHTML={{ __html: held.html }}
      />
    </div>
  );
}

function Facts({ data }: { data: Data }) {
  const t = useT('moderation');
  const lang = useLang();
  const format = useFormat();
  const { author, org, memberSince, project, thread, post: held } = data;
  const name = nameFor(author, lang);
  return (
    <FactsList
      facts={[
        {
          label: t('held.author'),
          value: (
            <>
              <span lang={name.lang}>{name.text}</span> · <LabelText of={org.name} lang={lang} />
            </>
          ),
        },
        ...(memberSince ? [{ label: t('held.joined'), value: format.date(memberSince) }] : []),
        {
          label: t('held.to'),
          value: thread ? (
            <Link to={threadAddress(thread.id)} lang={thread.lang}>
              {thread.title}
            </Link>
          ) : (
            <Link to={projectAddress(project.slug)} lang={labelLang(project.title, lang)}>
              {label(project.title, lang)}
            </Link>
          ),
        },
        ...(held.files.length > 0
          ? [{ label: t('held.files'), value: <Files files={held.files} /> }]
          : []),
      ]}
    />
  );
}

function Files({ files }: { files: Data['post']['files'] }) {
  const format = useFormat();
  return (
    <ul role="list">
      {files.map(({ id, name, byteSize, scan }) => (
        <li key={id}>
          {scan === 'clean' || scan === 'unscanned' ? (
            <a href={`/files/${id}`}>{name}</a>
          ) : (
            <span>{name}</span>
          )}{' '}
          {format.bytes(byteSize)}
        </li>
      ))}
    </ul>
  );
}

function Decide({ state }: { state: FormState }) {
  const t = useT('moderation');
  return (
    <Panel title={t('held.decide')}>
      <ErrorSummary refused={state.refused} labels={{ reason: t('held.reason') }} />
      <Form method="post">
        <input type="hidden" name="act" value="release" />
        <FormStack>
          <p>{t('held.releaseHint')}</p>
          <FormActs>
            <Submit>{t('held.release')}</Submit>
          </FormActs>
        </FormStack>
      </Form>
      <hr className={styles.rule} />
      <Form method="post">
        <input type="hidden" name="act" value="refuse" />
        <FormStack>
          <Field
            label={t('held.reason')}
            name="reason"
            hint={t('held.reasonHint')}
            error={state.error('reason')}
          >
            {(control) => (
              <TextArea
                {...control}
                required
                maxLength={WORDS_LIMIT}
                defaultValue={state.value('reason')}
              />
            )}
          </Field>
          <FormActs>
            <Submit tone="secondary">{t('held.refuse')}</Submit>
          </FormActs>
        </FormStack>
      </Form>
    </Panel>
  );
}

function Own({ data }: { data: Data }) {
  const t = useT('moderation');
  const d = useT('discussions');
  return (
    <Panel title={t('held.decide')}>
      <p>{t('held.ownWaiting')}</p>
      {data.mayWithdraw && (
        <Form method="post" action={withdrawAddress(data.post.id)} className={styles.acts}>
          <Submit tone="secondary" action={withdrawAddress(data.post.id)}>
            {d('held.withdraw')}
          </Submit>
        </Form>
      )}
    </Panel>
  );
}

function Decided({ data }: { data: Data }) {
  const t = useT('moderation');
  const lang = useLang();
  const format = useFormat();
  const when = format.dateTime(data.decidedAt!);
  return (
    <Panel title={t('held.decide')}>
      <p>
        {data.decidedBy && data.state !== 'withdrawn'
          ? t('held.decidedBy', { name: nameFor(data.decidedBy, lang).text, when })
          : t('held.decidedAt', { when })}
      </p>
      {data.reason && <p className={styles.words}>{data.reason}</p>}
      {data.state === 'refused' && !data.decides && <p>{t('held.again')}</p>}
    </Panel>
  );
}
