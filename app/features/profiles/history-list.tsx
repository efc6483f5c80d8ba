import { useFormat } from '#app/i18n/use-format.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import { Timeline } from '#app/ui/index.ts';
import styles from './profiles.module.css';
import type { ChangeView } from './view.ts';

type Words = T<'profiles'>;

/** Who changed what, when, before and after. */
export function HistoryList({ changes }: { changes: readonly ChangeView[] }) {
  const t = useT('profiles');
  const format = useFormat();
  return (
    <Timeline
      items={changes.map((one) => ({
        key: one.key,
        at: <time dateTime={one.at}>{format.dateTime(one.at)}</time>,
        what: <Change change={one} number={format.number} t={t} />,
        who: (
          <>
            <span lang={one.byLang}>{one.by}</span>
            {one.byDesk && ` (${t('history.desk')})`}
          </>
        ),
      }))}
    />
  );
}

function Change({
  change,
  number,
  t,
}: {
  change: ChangeView;
  number: (value: number) => string;
  t: Words;
}) {
  const { name, kind, before, after } = change;
  return (
    <span className={styles.change}>
      <span>
        {headOf(change, t)}
        {name && (
          <>
            {': '}
            <strong lang={name.lang}>{name.text}</strong>
          </>
        )}
        {kind && ` (${t(`kind.${kind as 'disease'}`)})`}
      </span>
      {(before ?? after) && (
        <dl className={styles.states}>
          {before && (
            <>
              <dt>{t('before')}</dt>
              <dd data-before="">
                <State state={before} number={number} t={t} />
              </dd>
            </>
          )}
          {after && (
            <>
              <dt>{t(before ? 'after' : 'says')}</dt>
              <dd>
                <State state={after} number={number} t={t} />
              </dd>
            </>
          )}
        </dl>
      )}
    </span>
  );
}

function headOf({ about, act }: ChangeView, t: Words): string {
  return t(`act.${about}.${act}` as 'act.line.added');
}

function State({
  state: { words, cases },
  number,
  t,
}: {
  state: NonNullable<ChangeView['before']>;
  number: (value: number) => string;
  t: Words;
}) {
  return (
    <>
      {words.map(({ text, lang }) => (
        <span key={lang} lang={lang}>
          {text}
        </span>
      ))}
      {cases !== null && <span>{t('casesCount', { count: number(cases) })}</span>}
      {words.length === 0 && cases === null && <span>{t('nothing')}</span>}
    </>
  );
}
