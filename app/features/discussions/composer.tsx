import { clsx } from 'clsx';
import {
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type FormEvent,
  type KeyboardEvent,
} from 'react';
import { LANG_NAMES, LANG_TAGS, LANGS, type Lang } from '#app/i18n/lang.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { call } from '#app/realtime/connection.ts';
import { Button, Icon, openDialog } from '#app/ui/index.ts';
import type { Mention } from '#server/discussions/schemas.ts';
import type { QuoteView } from '#server/discussions/views.ts';
import { AttachButton, Held, UploadList, useUploads } from './attachments.tsx';
import { CallList } from './call-list.tsx';
import { Marks, MARK_KEYS, Tool } from './composer-tools.tsx';
import styles from './composer.module.css';
import { DraftElsewhere } from './draft-elsewhere.tsx';
import { drafts } from './drafts.ts';
import { KEY_HELP, KeyHelp } from './key-help.tsx';
import type { Marking } from './marking.ts';
import post from './post.module.css';
import { Quoting } from './quoting.tsx';
import type { Uploads } from './uploads.ts';
import { useCalls } from './use-calls.ts';
import type { Content } from './use-thread.ts';
import type { ThreadData } from './thread-data.ts';
import type { Discuss, Posts, PostWords } from './words.ts';

const NOBODY: readonly Mention[] = [];

/** Shown when this few characters are left. */
const NEAR_LIMIT = 200;

type ComposerProps = {
  threadId: string;
  chat: boolean;
  limit: number;
  lang: Lang;
  /** Where the form goes without scripts, and the id that makes a second press the same post. */
  action: string;
  /** The files that go with the next message. */
  uploads: Uploads;
  mayAttach: boolean;
  clientId: string;
  /** The post that the next message answers. */
  quote: QuoteView | null;
  onQuote: (quote: QuoteView | null) => void;
  mentionsPerPost: number;
  /** What the forum kept from another time or device. */
  draft: ThreadData['draft'];
  /** How often what stood here was sent from another window: each time it is empty again. */
  sentElsewhere: number;
  t: Discuss;
  p: Posts;
  words: PostWords;
  onSend: (content: Content) => void;
  onTyping: () => void;
};

/** Where one writes: grows with the text, keeps it while one looks elsewhere, sends with ⌘⏎. */
export function Composer(props: ComposerProps) {
  const { threadId, chat, limit, action, uploads, mayAttach, clientId, t, onSend, onTyping } =
    props;
  const { quote, onQuote, words, p } = props;
  const [html, setHtml] = useState<string | null>(null);
  const fromForum = useRef(props.draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const [body, setBody] = useState('');
  const [lang, setLang] = useState(props.lang);
  const [live, setLive] = useState(false);
  const write = useCallback((text: string) => setBody(text), []);
  const calls = useCalls(threadId, field, NOBODY, props.mentionsPerPost, write);
  const { reset } = calls;
  const left = limit - body.length;
  const held = useUploads(uploads).some((one) => one.state !== 'ready');

  const show = useCallback(
    (content: Content) => {
      setBody(content.body);
      setLang(content.lang);
      reset(content.mentions ?? NOBODY);
      if (content.quote) onQuote(content.quote);
    },
    [reset, onQuote],
  );

  useEffect(() => {
    if (fromForum.current && !drafts.read(threadId)) {
      drafts.begin(threadId, fromForum.current);
    }
    const draft = drafts.read(threadId);
    if (draft) show(draft);
    else {
      setBody(field.current?.value ?? '');
      reset(NOBODY);
      setLang(props.lang);
    }
    setLive(true);
  }, [threadId, props.lang, reset, show]);
  const { of } = calls;
  useEffect(() => {
    if (live) drafts.keep(threadId, { body, lang, mentions: of(body), ...(quote && { quote }) });
    // The mentions change with the text alone.
  }, [live, threadId, body, lang, quote]);

  const { sentElsewhere } = props;
  const empty = useCallback(() => {
    setBody('');
    setHtml(null);
    reset(NOBODY);
    onQuote(null);
  }, [reset, onQuote]);
  const emptied = useRef(sentElsewhere);
  useEffect(() => {
    if (sentElsewhere === emptied.current) return;
    emptied.current = sentElsewhere;
    empty();
  }, [sentElsewhere, empty]);

  function send(event?: FormEvent) {
    event?.preventDefault();
    const text = body.trim();
    if (!text || left < 0 || held) return field.current?.focus();
    const files = uploads.take();
    const mentions = calls.of(text);
    onSend({
      body: text,
      lang,
      ...(files.length > 0 && { files }),
      ...(quote && { quote }),
      ...(mentions.length > 0 && { mentions }),
    });
    drafts.sent(threadId);
    empty();
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (calls.onKey(event)) return;
    const marking = (event.metaKey || event.ctrlKey) && !event.altKey && MARK_KEYS[event.key];
    if (marking) {
      event.preventDefault();
      mark(marking);
      return;
    }
    // Enter that ends a conversion of kana belongs to the input method.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return;
    const sends = event.metaKey || event.ctrlKey || (chat && !event.shiftKey && !event.altKey);
    if (sends) send(event);
  }

  async function look() {
    if (html !== null) {
      setHtml(null);
      requestAnimationFrame(() => field.current?.focus());
      return;
    }
    if (!body.trim()) return field.current?.focus();
    const input = { threadId, body, mentions: calls.of(body) };
    const answer = await call<{ html: string }>('discussions.preview', input);
    if (answer.ok) setHtml(answer.data.html);
  }

  function mark(marking: Marking) {
    const area = field.current!;
    const next = marking(area.value, area.selectionStart, area.selectionEnd);
    setBody(next.text);
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(next.from, next.to);
    });
  }

  return (
    <>
      <KeyHelp chat={chat} t={p} />
      <DraftElsewhere
        store={drafts}
        of={threadId}
        p={p}
        onTake={(theirs) => {
          if (theirs) {
            onQuote(null);
            show(theirs);
          }
          field.current?.focus();
        }}
      />
      <form
        method="post"
        action={action}
        className={styles.composer}
        data-outbox=""
        onSubmit={send}
      >
        <input type="hidden" name="clientId" value={clientId} />
        {quote && (
          <Quoting
            quote={quote}
            words={words}
            onRemove={() => {
              onQuote(null);
              field.current?.focus();
            }}
          />
        )}
        <textarea
          ref={field}
          name="body"
          rows={1}
          required
          className={styles.field}
          lang={LANG_TAGS[lang]}
          dir="auto"
          aria-label={t('compose.label')}
          aria-describedby={hintId}
          placeholder={chat ? t('compose.chatPlaceholder') : t('compose.placeholder')}
          value={body}
          onChange={(event) => {
            setBody(event.target.value);
            calls.look();
            if (event.target.value) onTyping();
          }}
          onKeyDown={onKeyDown}
          onSelect={calls.look}
          onBlur={calls.close}
          {...calls.field}
          hidden={html !== null}
        />
        <CallList calls={calls} />
        {html !== null && (
          <div
            role="region"
            aria-label={p('preview')}
            // What scrolls must be reached by the keyboard.
            tabIndex={0}
            className={clsx(styles.preview, post.text)}
            lang={LANG_TAGS[lang]}
            dir="auto"
            dangerouslySetInnerHTML={{ __html: html }}
          />
        )}
        <UploadList uploads={uploads} />
        <div className={styles.tools}>
          {live && (
            <span role="group" aria-label={t('compose.tools')} className={styles.marks}>
              <Marks t={t} p={p} onMark={mark} />
              {mayAttach && <AttachButton uploads={uploads} className={styles.tool} />}
              <Tool
                icon="eye"
                label={p('preview')}
                pressed={html !== null}
                onClick={() => void look()}
              />
              <Tool icon="keyboard" label={p('keys.title')} onClick={() => openDialog(KEY_HELP)} />
            </span>
          )}
          <span className={styles.lang}>
            <select
              name="lang"
              aria-label={t('compose.lang')}
              value={lang}
              onChange={(event) => setLang(event.target.value as Lang)}
            >
              {LANGS.map((each) => (
                <option key={each} value={each} lang={LANG_TAGS[each]}>
                  {LANG_NAMES[each]}
                </option>
              ))}
            </select>
            <Icon name="chevron-down" size={14} />
          </span>
          <span className={styles.end}>
            <span id={hintId} className={styles.hint}>
              {held ? (
                <Held />
              ) : left < NEAR_LIMIT ? (
                <Left left={left} t={t} />
              ) : (
                live && <Shortcut chat={chat} />
              )}
            </span>
            <Button type="submit" tone="primary" disabled={left < 0 || held}>
              {t('compose.send')}
            </Button>
          </span>
        </div>
      </form>
    </>
  );
}

function Left({ left, t }: { left: number; t: Discuss }) {
  const format = useFormat();
  if (left >= 0) return t('compose.left', { count: left });
  return (
    <strong className={styles.over}>
      {t('compose.over', { count: -left }).replace(String(-left), format.number(-left))}
    </strong>
  );
}

function Shortcut({ chat }: { chat: boolean }) {
  if (chat) return <kbd>⏎</kbd>;
  const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return <kbd>{apple ? '⌘⏎' : 'Ctrl ⏎'}</kbd>;
}
