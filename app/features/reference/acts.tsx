import type { ReactNode } from 'react';
import { useT, type T } from '#app/i18n/use-t.ts';
import { FactsList, Pill, Table } from '#app/ui/index.ts';
import type { InputField } from './input-fields.ts';
import styles from './reference.module.css';
import type { ActsView, ActView, RefusalView } from './view.ts';

/** Every act by capability, each folded to a line that says what it does. */
export function Acts({ view, origin, open }: { view: ActsView; origin: string; open: boolean }) {
  const t = useT('reference');
  return view.groups.map(({ capability, acts }) => (
    <section key={capability} className={styles.group} aria-labelledby={`c-${capability}`}>
      <h2 id={`c-${capability}`}>
        <code>{capability}</code>
      </h2>
      {acts.map((act) => (
        <details key={act.name} id={act.name} className={styles.act} open={open || undefined}>
          <summary>
            <code>{act.name}</code>
            <Pill tone={act.type === 'command' ? 'info' : 'neutral'}>{t(`type.${act.type}`)}</Pill>
            <span lang="en" className={styles.summary}>
              {act.summary}
            </span>
          </summary>
          <Act act={act} origin={origin} t={t} />
        </details>
      ))}
    </section>
  ));
}

function Act({ act, origin, t }: { act: ActView; origin: string; t: T<'reference'> }) {
  return (
    <div className={styles.body}>
      <FactsList
        facts={[
          { label: t('scope'), value: act.scope ? <code>{act.scope}</code> : t('scope.none') },
          { label: t('gate'), value: <code>{act.gate}</code> },
        ]}
      />
      <h3>{t('input')}</h3>
      {act.fields.length > 0 ? (
        <Fields fields={act.fields} t={t} />
      ) : (
        <p>{t('input.none', { braces: '{}' })}</p>
      )}
      <h3>{t('example')}</h3>
      <Code>{curlOf(act, origin)}</Code>
    </div>
  );
}

function Fields({ fields, t }: { fields: readonly InputField[]; t: T<'reference'> }) {
  return (
    <Table
      dense
      caption={t('input')}
      rows={fields}
      rowKey={(field) => field.path}
      columns={[
        {
          key: 'name',
          label: t('field.name'),
          heads: true,
          cell: ({ path, isRequired }) => (
            <>
              <code>{path}</code>
              {isRequired && <small className={styles.required}>{t('required')}</small>}
            </>
          ),
        },
        { key: 'type', label: t('field.type'), cell: ({ type }) => <code>{type}</code> },
        { key: 'note', label: t('field.note'), cell: ({ note }) => <span lang="en">{note}</span> },
      ]}
    />
  );
}

/** Refusals: their code, the status that carries them, what they mean. */
export function Refusals({
  caption,
  refusals,
}: {
  caption: string;
  refusals: readonly RefusalView[];
}) {
  const t = useT('reference');
  return (
    <Table
      dense
      caption={caption}
      rows={refusals}
      rowKey={(refusal) => refusal.code}
      columns={[
        {
          key: 'code',
          label: t('errors.code'),
          heads: true,
          cell: ({ code }) => (
            <code id={code} className={styles.refusal}>
              {code}
            </code>
          ),
        },
        { key: 'status', label: t('errors.status'), cell: ({ status }) => status },
        { key: 'meaning', label: t('errors.meaning'), cell: ({ meaning }) => meaning },
      ]}
    />
  );
}

/** Lines to copy; a wide one scrolls in its own box, which the keyboard reaches. */
export function Code({ children }: { children: ReactNode }) {
  return (
    <pre className={styles.code} tabIndex={0} lang="en">
      <code>{children}</code>
    </pre>
  );
}

export function curlOf({ name, type, example }: ActView, origin: string): string {
  return [
    `curl ${origin}/api/v1/${name}`,
    `  -H "Authorization: Bearer $MEJ_FORUM_TOKEN"`,
    `  -H "Content-Type: application/json"`,
    ...(type === 'command' ? [`  -H "Idempotency-Key: $(uuidgen)"`] : []),
    `  -d '${example.replaceAll("'", "'\\''")}'`,
  ].join(' \\\n');
}
