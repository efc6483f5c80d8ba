import { Form } from '@remix-run/react';
import { useT, type T } from '#app/i18n/use-t.ts';
import { Button, ButtonLink, Chips, EmptyState, Pill, Table, type Column } from '#app/ui/index.ts';
import type { LineKind } from '#server/profiles/plain.ts';
import { lineAt, profileOf } from './addresses.ts';
import styles from './profiles.module.css';
import type { LineView, ProfileView } from './view.ts';

/** A kind of line, those that nobody has checked, or all. */
export type LineFilter = LineKind | 'unchecked' | '';

/** The lines of a profile, by their kind: what each rests on, when it was confirmed, who has looked at it. */
export function Lines({ view, filter }: { view: ProfileView; filter: LineFilter }) {
  const t = useT('profiles');
  const shown = view.lines.filter((line) => passes(line, filter));
  const kind = filter && filter !== 'unchecked' ? `?kind=${filter}` : '';
  const add = view.writes && (
    <ButtonLink to={`${lineAt(view.slug, 'new')}${kind}`} small icon="plus">
      {t('line.add')}
    </ButtonLink>
  );
  return (
    <section className={styles.part} data-tended={view.writes ? '' : undefined}>
      <div className={styles.partHead}>
        <h2>{t('lines')}</h2>
        {view.lines.length > 0 && add}
      </div>
      {view.lines.length > 0 && <Filter view={view} filter={filter} t={t} />}
      {shown.length > 0 ? (
        <Table
          caption={t('lines')}
          columns={columnsOf(view, t)}
          rows={shown}
          rowKey={({ id }) => id}
        />
      ) : (
        <EmptyState title={t(view.lines.length > 0 ? 'lines.noneOf' : 'lines.none')} act={add}>
          {view.lines.length === 0 && t('lines.none.text')}
        </EmptyState>
      )}
    </section>
  );
}

function passes(line: LineView, filter: LineFilter): boolean {
  if (filter === '') return true;
  return filter === 'unchecked' ? line.checked === null : line.kind === filter;
}

function Filter({ view, filter, t }: { view: ProfileView; filter: LineFilter; t: T<'profiles'> }) {
  const here = profileOf(view.slug);
  const chip = (one: LineFilter, text: string) => ({
    to: one ? `${here}?kind=${one}` : here,
    label: `${text} ${view.lines.filter((line) => passes(line, one)).length}`,
    chosen: filter === one,
  });
  return (
    <Chips
      label={t('lines.filter')}
      items={[
        chip('', t('all')),
        ...view.kinds.map((kind) => chip(kind, t(`kind.${kind}`))),
        ...(view.lines.some(({ checked }) => checked === null) || filter === 'unchecked'
          ? [chip('unchecked', t('lines.unchecked'))]
          : []),
      ]}
    />
  );
}

function columnsOf(view: ProfileView, t: T<'profiles'>): Column<LineView>[] {
  return [
    {
      key: 'what',
      label: t('lines.what'),
      heads: true,
      cell: ({ kind, name }) => (
        <span className={styles.lines}>
          {name}
          <small>{t(`kind.${kind}`)}</small>
        </span>
      ),
    },
    {
      key: 'evidence',
      label: t('lines.evidence'),
      cell: ({ evidence }) => <span lang={evidence.lang}>{evidence.text || '–'}</span>,
    },
    {
      key: 'reviewed',
      label: t('lines.reviewed'),
      cell: ({ reviewed, due }) => (
        <span className={styles.lines}>
          <span>{reviewed ?? t('lines.never')}</span>
          {due && <Pill tone="waiting">{t('lines.due')}</Pill>}
        </span>
      ),
    },
    {
      key: 'check',
      label: t('lines.check'),
      cell: (line) => <Checked line={line} checks={view.checks} t={t} />,
    },
    ...(view.writes
      ? [
          {
            key: 'acts',
            label: t('lines.acts'),
            cell: ({ id, name }: LineView) => (
              <span className={styles.acts}>
                <ButtonLink
                  to={lineAt(view.slug, id)}
                  small
                  aria-label={t('line.changeOf', { name })}
                >
                  {t('line.change')}
                </ButtonLink>
                <ButtonLink
                  to={`${lineAt(view.slug, id)}/withdraw`}
                  small
                  tone="quiet"
                  aria-label={t('line.withdrawOf', { name })}
                >
                  {t('line.withdraw')}
                </ButtonLink>
              </span>
            ),
          },
        ]
      : []),
  ];
}

function Checked({ line, checks, t }: { line: LineView; checks: boolean; t: T<'profiles'> }) {
  const { id, version, name, checked, checkedBy, checkerLang } = line;
  if (checked) {
    return (
      <span className={styles.lines}>
        <span>{t('lines.checked', { date: checked })}</span>
        {checkedBy && <small lang={checkerLang ?? undefined}>{checkedBy}</small>}
      </span>
    );
  }
  return (
    <span className={styles.lines}>
      <Pill tone="caution">{t('lines.unchecked')}</Pill>
      {checks && <CheckForm id={id} version={version} name={name} t={t} />}
    </span>
  );
}

/** The secretariat's word that it has looked at a line as it stands. */
export function CheckForm({
  id,
  version,
  name,
  t,
}: {
  id: string;
  version: number;
  name: string;
  t: T<'profiles'>;
}) {
  return (
    <Form method="post" className={styles.check}>
      <input type="hidden" name="lineId" value={id} />
      <input type="hidden" name="version" value={version} />
      <Button type="submit" name="act" value="check" small aria-label={t('line.checkOf', { name })}>
        {t('line.check')}
      </Button>
    </Form>
  );
}
