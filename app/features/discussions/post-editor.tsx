import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Mention } from '#server/discussions/schemas.ts';
import type { PostView } from '#server/discussions/views.ts';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { call } from '#app/realtime/connection.ts';
import type { Refusal } from '#app/realtime/protocol.ts';
import { Button } from '#app/ui/index.ts';
import { editAddress } from './addresses.ts';
import { CallList } from './call-list.tsx';
import { DifferenceText } from './difference-text.tsx';
import composer from './composer.module.css';
import styles from './post.module.css';
import { useCalls } from './use-calls.ts';
import { whyNot } from './why-not.ts';
import type { Discuss, Posts } from './words.ts';

type Source = { body: string; editedAt: string | null; mentions: Mention[] };

const NOBODY: readonly Mention[] = [];

/** Changes one's own post in its place. Esc leaves, ⌘⏎ saves. */
export function PostEditor({
  post,
  threadId,
  mentionsPerPost,
  t,
  p,
  onDone,
}: {
  post: PostView;
  threadId: string;
  mentionsPerPost: number;
  t: Discuss;
  p: Posts;
  onDone: () => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [source, setSource] = useState<Source>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [saving, setSaving] = useState(false);
  /** What it said when the writer began, where it has changed since. */
  const [before, setBefore] = useState<string>();
  const calls = useCalls(threadId, field, NOBODY, mentionsPerPost, (text) => {
    field.current!.value = text;
  });
  const { reset } = calls;

  useEffect(() => {
    void call<Source>('discussions.postSource', { postId: post.id }).then((answer) => {
      // Without a live connection the page of its own still works.
      if (!answer.ok) return location.assign(editAddress(post.id));
      setSource(answer.data);
      reset(answer.data.mentions);
    });
  }, [post.id, reset]);

  useEffect(() => {
    const area = field.current;
    if (!source || !area) return;
    area.focus();
    area.setSelectionRange(source.body.length, source.body.length);
    area.parentElement?.scrollIntoView({ block: 'nearest' });
  }, [source]);

  async function save() {
    if (!source || !field.current?.value.trim()) return;
    setSaving(true);
    const body = field.current.value;
    const mentions = calls.of(body);
    const input = { postId: post.id, body, editedAt: source.editedAt, mentions };
    const answer = await call<{ editedAt: string }>('discussions.editPost', input);
    setSaving(false);
    if (answer.ok) return onDone();
    setRefusal(answer);
    if (answer.code !== 'STALE_VERSION') return;
    const newest = await call<Source>('discussions.postSource', { postId: post.id });
    if (!newest.ok) return;
    // Saving again is on top of what it says now, which is shown.
    setBefore(source.body);
    setSource(newest.data);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || calls.onKey(event)) return;
    if (event.key === 'Escape') onDone();
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      void save();
    }
  }

  return (
    <div className={styles.editor} aria-busy={!source}>
      <textarea
        ref={field}
        key={source ? 'ready' : 'waiting'}
        className={composer.field}
        lang={LANG_TAGS[post.lang]}
        aria-label={t('post.editTitle')}
        defaultValue={source?.body ?? ''}
        disabled={!source}
        onKeyDown={onKeyDown}
        onKeyUp={calls.look}
        onInput={calls.look}
        onBlur={calls.close}
        {...calls.field}
      />
      <CallList calls={calls} />
      {refusal && (
        <p className={styles.refusal} role="alert">
          {t('post.editFailed', { why: whyNot(t, refusal) })}
        </p>
      )}
      {before !== undefined && source && (
        <div className={styles.changed}>
          <p>{p('conflict.now')}</p>
          <DifferenceText before={before} after={source.body} lang={post.lang} t={p} />
        </div>
      )}
      <p className={styles.editorActs}>
        <Button small tone="primary" pending={saving} onClick={() => void save()}>
          {before === undefined ? t('post.save') : p('conflict.save')}
        </Button>
        <Button small tone="quiet" onClick={onDone}>
          {t('cancel')}
        </Button>
      </p>
    </div>
  );
}

/** Asks before a post goes, in its place; the safe answer has the focus. */
export function PostRemoval({
  post,
  t,
  onDone,
}: {
  post: PostView;
  t: Discuss;
  onDone: () => void;
}) {
  const [refusal, setRefusal] = useState<Refusal>();
  const [removing, setRemoving] = useState(false);
  useEffect(() => {
    const keep = document.getElementById(`keep-${post.id}`);
    keep?.focus({ preventScroll: true });
    keep?.closest('[role=alertdialog]')?.scrollIntoView({ block: 'nearest' });
  }, [post.id]);

  async function remove() {
    setRemoving(true);
    const answer = await call('discussions.deletePost', { postId: post.id });
    setRemoving(false);
    if (answer.ok) onDone();
    else setRefusal(answer);
  }

  return (
    <div className={styles.removal} role="alertdialog" aria-label={t('post.deleteTitle')}>
      <div
        className={styles.text}
        lang={LANG_TAGS[post.lang]}
        dangerouslySetInnerHTML={{ __html: post.html }}
      />
      <p>{t('post.deleteAsk')}</p>
      {refusal && (
        <p className={styles.refusal} role="alert">
          {whyNot(t, refusal)}
        </p>
      )}
      <p className={styles.editorActs}>
        <Button small tone="danger" pending={removing} onClick={() => void remove()}>
          {t('post.delete')}
        </Button>
        <Button
          small
          id={`keep-${post.id}`}
          onClick={onDone}
          onKeyDown={(event) => event.key === 'Escape' && onDone()}
        >
          {t('cancel')}
        </Button>
      </p>
    </div>
  );
}
