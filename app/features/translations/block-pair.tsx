import type { postTexts } from '#server/discussions/queries/post-texts.ts';
import { DifferenceText } from '#app/features/discussions/difference-text.tsx';
import { NamesBeside } from '#app/features/glossary/names-beside.tsx';
import { nameFor } from '#app/features/discussions/names.ts';
import prose from '#app/features/discussions/post.module.css';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { Checkbox, Field, Notice, Pill, TextArea, type PillTone } from '#app/ui/index.ts';
import styles from './texts.module.css';

export type TextsPage = Awaited<ReturnType<typeof postTexts.run>>;
type Block = TextsPage['blocks'][number];
type Typed = Readonly<Record<string, string>>;

const TONES: Record<NonNullable<Block['beside']>['state'] | 'none', PillTone> = {
  none: 'neutral',
  machine: 'caution',
  stale: 'caution',
  checked: 'good',
  original: 'good',
};

/** A paragraph and, beside it, the field for its text in the other language. */
export function BlockPair({
  block,
  n,
  post,
  typed,
  conflict,
}: {
  block: Block;
  n: number;
  post: TextsPage;
  typed: Typed | undefined;
  conflict: boolean;
}) {
  const t = useT('translations');
  const d = useT('discussions');
  const { beside, key } = block;
  // A field that was empty and stayed empty shows what somebody else wrote there meanwhile.
  const untouched = !typed?.[`version.${key}`] && !typed?.[`body.${key}`]?.trim();
  const body = (!untouched && typed?.[`body.${key}`]) || (untouched && beside?.body) || '';
  const toCheck = beside && (beside.state === 'machine' || beside.state === 'stale');
  const theirs =
    conflict && beside && typed && !untouched && typed[`body.${key}`]?.trim() !== beside.body;
  return (
    <section className={styles.pair} aria-label={t('paragraph', { n })}>
      <div className={styles.source}>
        <p className={styles.label}>{t('paragraph', { n })}</p>
        <div
          className={prose.text}
          lang={LANG_TAGS[post.source]}
          dir="auto"
          dangerouslySetInnerHTML={{ __html: block.html }}
        />
        {beside?.source && <SourceChange before={beside.source} block={block} post={post} />}
      </div>
      <div className={styles.target}>
        <input type="hidden" name={`version.${key}`} value={beside?.version ?? ''} />
        <Field
          label={t('field', { n, lang: d(`lang.${post.lang}`) })}
          name={`body.${key}`}
          hint={<Standing beside={beside} />}
          optional
        >
          {(control) => (
            <TextArea
              {...control}
              lang={LANG_TAGS[post.lang]}
              defaultValue={body}
              readOnly={!post.open}
            />
          )}
        </Field>
        <NamesBeside
          names={block.names}
          field={`body.${key}`}
          saved={body}
          source={post.source}
          lang={post.lang}
          open={post.open}
        />
        {theirs && (
          <Notice tone="caution" title={t('theirs')}>
            <span lang={LANG_TAGS[post.lang]} className={styles.theirs}>
              {beside.body}
            </span>
          </Notice>
        )}
        {toCheck && post.open && (
          <Checkbox
            name={`checked.${key}`}
            label={t('confirm')}
            defaultChecked={typed?.[`checked.${key}`] === 'on'}
          />
        )}
      </div>
    </section>
  );
}

function Standing({ beside }: Pick<Block, 'beside'>) {
  const t = useT('translations');
  const format = useFormat();
  const lang = useLang();
  const state = beside?.state ?? 'none';
  const { checkedBy, checkedAt } = beside ?? {};
  const words =
    state !== 'checked'
      ? t(`state.${state}`)
      : checkedBy && checkedAt
        ? t('state.checked', { name: nameFor(checkedBy, lang).text, when: format.date(checkedAt) })
        : t('state.checkedPlain');
  return <Pill tone={TONES[state]}>{words}</Pill>;
}

function SourceChange({ before, block, post }: { before: string; block: Block; post: TextsPage }) {
  const t = useT('translations');
  const p = useT('posts');
  return (
    <details className={styles.change}>
      <summary>{t('changed')}</summary>
      <DifferenceText before={before} after={block.text} lang={post.source} t={p} />
    </details>
  );
}

/** What was typed beside paragraphs that are no longer there: nobody's work is lost. */
export function Orphans({ post, typed }: { post: TextsPage; typed: Typed }) {
  const t = useT('translations');
  const known = new Set(post.blocks.map((block) => `body.${block.key}`));
  const lost = Object.entries(typed).filter(
    ([name, text]) => name.startsWith('body.') && !known.has(name) && text.trim(),
  );
  if (lost.length === 0) return null;
  return (
    <Notice tone="caution" title={t('orphans')}>
      {lost.map(([name, text]) => (
        <p key={name} lang={LANG_TAGS[post.lang]} className={styles.theirs}>
          {text}
        </p>
      ))}
    </Notice>
  );
}
