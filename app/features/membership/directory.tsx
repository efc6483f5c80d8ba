import { Form, Link } from '@remix-run/react';
import { useT } from '#app/i18n/use-t.ts';
import {
  Button,
  Chips,
  Field,
  Monogram,
  Pill,
  Select,
  Table,
  TextInput,
  type Column,
} from '#app/ui/index.ts';
import styles from './membership.module.css';
import { KINDS, type DirectoryView, type Kind } from './view.ts';

export const MEMBERS = '/members';

export type Asked = { q: string; country: string; kind: Kind | '' };

/** The address of a look at the directory. */
export function addressOf(asked: Partial<Asked>): string {
  const parameters = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
  const text = parameters.toString();
  return text ? `${MEMBERS}?${text}` : MEMBERS;
}

/** Kinds as chips with their counts; those without anybody are left out. */
export function KindChips({ view, asked }: { view: DirectoryView; asked: Asked }) {
  const t = useT('membership');
  const all = KINDS.reduce((sum, kind) => sum + (view.counts[kind] ?? 0), 0);
  const item = (kind: Kind | '', text: string, count: number) => ({
    to: addressOf({ ...asked, kind }),
    chosen: asked.kind === kind,
    label: (
      <>
        {text}
        <span className={styles.chipCount}>{count}</span>
      </>
    ),
  });
  return (
    <Chips
      label={t('kind.label')}
      items={[
        item('', t('kind.all'), all),
        ...KINDS.filter((kind) => view.counts[kind] || asked.kind === kind).map((kind) =>
          item(kind, t(`kind.${kind}`), view.counts[kind] ?? 0),
        ),
      ]}
    />
  );
}

/** Name and country; a plain form whose address is the search. */
export function DirectorySearch({ view, asked }: { view: DirectoryView; asked: Asked }) {
  const t = useT('membership');
  return (
    <Form
      key={`${asked.q} ${asked.country}`}
      method="get"
      role="search"
      aria-label={t('title')}
      className={styles.search}
    >
      {asked.kind && <input type="hidden" name="kind" value={asked.kind} />}
      <Field label={t('search.label')} name="q">
        {({ required: _never, ...control }) => (
          <TextInput {...control} type="search" defaultValue={asked.q} maxLength={100} />
        )}
      </Field>
      <Field label={t('search.country')} name="country">
        {({ required: _never, ...control }) => (
          <Select
            {...control}
            defaultValue={asked.country}
            placeholder={t('search.anyCountry')}
            options={view.countries.map(({ code, name, count }) => ({
              value: code,
              label: `${name} (${count})`,
            }))}
          />
        )}
      </Field>
      <Button type="submit" icon="search">
        {t('search.submit')}
      </Button>
    </Form>
  );
}

type Line = DirectoryView['organisations'][number];

export function DirectoryTable({ lines, caption }: { lines: readonly Line[]; caption: string }) {
  const t = useT('membership');
  const columns: Column<Line>[] = [
    {
      key: 'name',
      label: t('column.organisation'),
      heads: true,
      cell: ({ slug, name, nameLang, reading, monogram, hue }) => (
        <span className={styles.who}>
          <Monogram text={monogram} hue={hue} size={32} />
          <span className={styles.names}>
            <Link to={`${MEMBERS}/${slug}`} lang={nameLang}>
              {name}
            </Link>
            {reading && <small>{reading}</small>}
          </span>
        </span>
      ),
    },
    { key: 'kind', label: t('column.kind'), cell: ({ kind }) => t(`one.${kind}`) },
    { key: 'place', label: t('column.place'), cell: ({ place }) => place },
    {
      key: 'strengths',
      label: t('column.strengths'),
      cell: ({ strengths, departments, accepting }) => (
        <span className={styles.strengths}>
          {strengths.join(t('comma'))}
          {departments > 0 && (
            <small>{t('departments.accepting', { accepting, count: departments })}</small>
          )}
        </span>
      ),
    },
    {
      key: 'certifications',
      label: t('column.certifications'),
      cell: ({ certifications }) =>
        certifications.length > 0 ? (
          <span className={styles.pills}>
            {certifications.map((kind) => (
              <Pill key={kind} tone="good">
                {shortName(kind)}
              </Pill>
            ))}
          </span>
        ) : null,
    },
  ];
  return <Table caption={caption} columns={columns} rows={lines} rowKey={(line) => line.slug} />;
}

/** Certificates are known by their letters; the profile writes them out. */
function shortName(kind: string): string {
  return kind === 'guarantorA' ? 'A' : kind === 'guarantorB' ? 'B' : kind;
}
