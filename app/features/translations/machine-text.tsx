import { useEffect, useState } from 'react';
import { machineTextAddress, textsAddress } from '#app/features/discussions/addresses.ts';
import { VerbForm } from '#app/features/events/verb-form.tsx';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { followChannel } from '#app/realtime/connection.ts';
import { ButtonLink, Notice } from '#app/ui/index.ts';
import type { TextsPage } from './block-pair.tsx';
import styles from './texts.module.css';

/** What the translation server could write beside the paragraphs that nobody has translated. */
export function MachineText({ post }: { post: TextsPage }) {
  const t = useT('translations');
  const { machine, open } = post;
  if (!machine || !open) return null;
  const { host, paragraphs, state, failed, kept } = machine;
  if (state === 'kept') return <Kept parts={kept} />;
  if (state === 'waiting') return <Waiting post={post} host={host} />;
  if (paragraphs === 0) return null;
  return (
    <section className={styles.machine} aria-label={t('machine.title')}>
      {failed && <Notice tone="caution">{t(`machine.failed.${failed}`, { host })}</Notice>}
      <p>{t('machine.what', { host, count: paragraphs })}</p>
      <p>{t('machine.names')}</p>
      <VerbForm
        action={machineTextAddress(post.postId, post.lang)}
        tone="secondary"
        icon="languages"
      >
        {t(failed ? 'machine.again' : 'machine.ask')}
      </VerbForm>
    </section>
  );
}

/** Which part keeps the post from being sent, and by what; it can still be translated by hand. */
function Kept({ parts }: { parts: NonNullable<TextsPage['machine']>['kept'] }) {
  const t = useT('translations');
  const format = useFormat();
  return (
    <Notice tone="caution" title={t('machine.kept')}>
      {parts.map(({ part, kinds }) => (
        <p key={part}>
          {t(`machine.keptIn.${part}`, {
            what: format.list(kinds.map((kind) => t(`kept.${kind}`))),
          })}
        </p>
      ))}
      <p>{t('machine.keptByHand')}</p>
    </Notice>
  );
}

/** The page is read anew only when its reader says so: somebody may be writing in it. */
function Waiting({ post, host }: { post: TextsPage; host: string }) {
  const t = useT('translations');
  const { threadId, asOfSeq } = post;
  const [arrived, setArrived] = useState(false);
  useEffect(() => {
    const tell = () => setArrived(true);
    const following = followChannel({ kind: 'thread', id: threadId }, asOfSeq, {
      apply: (events) => {
        if (events.some((event) => event.type === 'post.translated')) tell();
      },
      resync: tell,
      closed: () => undefined,
    });
    return () => following.stop();
  }, [threadId, asOfSeq]);
  return (
    <div role="status" className={styles.waiting}>
      <Notice
        tone="info"
        title={t(arrived ? 'machine.arrived' : 'machine.waiting')}
        act={
          <ButtonLink to={textsAddress(post.postId, post.lang)} reloadDocument small>
            {t('machine.show')}
          </ButtonLink>
        }
      >
        {arrived ? t('machine.arrivedText') : t('machine.waitingText', { host })}
      </Notice>
    </div>
  );
}
