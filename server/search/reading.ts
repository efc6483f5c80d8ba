import { raw, sql, visible, type Noun, type Sql } from '#server/platform/access/access.ts';
import type { Actor, Language } from '#server/platform/access/actor.ts';
import type { Action } from '#server/platform/access/matrix.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { post, project, thread } from '#server/discussions/index.ts';
import type { TagView } from '#server/discussions/tags.ts';
import { file } from '#server/files/index.ts';
import { projectFile } from '#server/project-files/index.ts';
import { event } from '#server/events/index.ts';
import { libraryItem } from '#server/library/index.ts';
import { organisation } from '#server/membership/index.ts';
import { hasAny, marked, snippet, type Piece } from './highlight.ts';
import { plain } from './plain.ts';
import type { Candidate } from './gather.ts';
import type { Kind } from './schemas.ts';

type Labels = Partial<Record<string, string | null>>;
export type PersonName = {
  id: string;
  familyName: string;
  givenName: string;
  nameLang: string;
  latinName: string | null;
};
/** Something found, as a page shows it. Pieces are data; `hit` is what was looked for. */
export type Hit = {
  id: string;
  kind: Kind;
  href: string;
  title: Piece[];
  titleLang: string;
  snippet: Piece[];
  snippetLang: string | null;
  /** When it was written, or takes place; null where that says nothing. */
  at: Date | null;
  timeZone: string | null;
  author: PersonName | null;
  /** For whom it was written, or whose it is. */
  org: Labels | null;
  /** Where it stands: a post's and a thread's project, an event's place, a document's publisher. */
  place: Labels | null;
  /** Of a thread. */
  tags: { key: string; label: Piece[] }[];
};

type Row = {
  id: string;
  href: string;
  title: Labels;
  at: Date | null;
  timeZone: string | null;
  author: PersonName | null;
  org: Labels | null;
  place: Labels | null;
  tags?: TagView[];
  texts: string | null;
};
type Source = { noun: Noun; action: Action; columns: string; from: string; where?: string };

const AUTHOR = `json_build_object('id', p.id, 'familyName', p.family_name, 'givenName', p.given_name,
  'nameLang', p.name_lang, 'latinName', p.latin_name)`;

/** How each kind is read again for the page, by its own rule. The alias is the noun's. */
const SOURCES: Record<Kind, Source> = {
  post: {
    noun: post,
    action: 'thread.view',
    columns: `po.id, '/discussions/threads/' || po.thread_id || '?around=' || po.seq || '#post-' || po.seq AS href,
      jsonb_build_object(t.lang, t.title) AS title, po.at, NULL AS "timeZone", ${AUTHOR} AS author,
      o.short_name AS org, pr.title AS place`,
    from: `post po JOIN thread t ON t.id = po.thread_id JOIN person p ON p.id = po.author_id
      JOIN organisation o ON o.id = po.org_id LEFT JOIN project pr ON pr.id = t.project_id`,
    where: 'po.deleted_at IS NULL',
  },
  thread: {
    noun: thread,
    action: 'thread.view',
    columns: `t.id, '/discussions/threads/' || t.id AS href, coalesce((SELECT jsonb_object_agg(x.lang, x.body) FROM parallel_text x
        WHERE x.owner_kind = 'thread' AND x.owner_id = t.id AND x.block = 'title'), '{}') || jsonb_build_object(t.lang, t.title) AS title,
      t.last_post_at AS at, NULL AS "timeZone", NULL AS author, o.short_name AS org, pr.title AS place,
      (SELECT coalesce(json_agg(json_build_object('key', tt.folded, 'label', tt.label) ORDER BY tt.position), '[]')
         FROM thread_tag tt WHERE tt.thread_id = t.id) AS tags`,
    from: `thread t JOIN organisation o ON o.id = t.org_id LEFT JOIN project pr ON pr.id = t.project_id`,
  },
  project: {
    noun: project,
    action: 'project.view',
    columns: `pr.id, '/discussions/projects/' || pr.slug AS href, pr.title, NULL AS at, NULL AS "timeZone", NULL AS author,
      o.short_name AS org, NULL AS place`,
    from: `project pr LEFT JOIN organisation o ON o.id = pr.lead_org_id`,
  },
  event: {
    noun: event,
    action: 'event.view',
    columns: `e.id, '/events/' || e.id AS href, e.title, e.starts_at AS at, e.time_zone AS "timeZone", NULL AS author,
      NULL AS org, e.place`,
    from: 'event e',
  },
  library: {
    noun: libraryItem,
    action: 'library.view',
    columns: `l.id, '/library/' || l.slug AS href, l.title, NULL AS at, NULL AS "timeZone", NULL AS author, NULL AS org,
      l.publisher AS place`,
    from: 'library_item l',
  },
  projectFile: {
    noun: projectFile,
    action: 'project.view',
    columns: `pf.id, '/discussions/projects/' || pr.slug || '/files/' || pf.id AS href, jsonb_build_object('en', pf.name) AS title,
      pv.at, NULL AS "timeZone", ${AUTHOR} AS author, o.short_name AS org, pr.title AS place`,
    from: `project_file pf JOIN project pr ON pr.id = pf.project_id
      JOIN project_file_version pv ON pv.project_file_id = pf.id AND pv.number = pf.number
      JOIN person p ON p.id = pv.person_id JOIN organisation o ON o.id = pv.org_id`,
    where: 'pf.deleted_at IS NULL',
  },
  attachment: {
    noun: file,
    action: 'thread.view',
    columns: `f.id, '/discussions/files/' || f.id AS href, jsonb_build_object('en', f.name) AS title, f.created_at AS at,
      NULL AS "timeZone", ${AUTHOR} AS author, o.short_name AS org, pr.title AS place`,
    from: `file f JOIN post po ON po.id = f.post_id AND po.deleted_at IS NULL JOIN thread t ON t.id = po.thread_id
      JOIN person p ON p.id = f.uploaded_by JOIN organisation o ON o.id = f.org_id LEFT JOIN project pr ON pr.id = t.project_id`,
  },
  organisation: {
    noun: organisation,
    action: 'org.viewMember',
    columns: `o.id, '/members/' || o.slug AS href, o.name AS title, NULL AS at, NULL AS "timeZone", NULL AS author, NULL AS org,
      o.city AS place`,
    from: 'organisation o',
  },
  person: {
    noun: organisation,
    action: 'org.viewContacts',
    columns: `m.id, '/members/' || o.slug AS href, jsonb_build_object(p.name_lang,
        CASE WHEN p.name_lang IN ('ja', 'zh', 'ko') THEN p.family_name || ' ' || p.given_name
             ELSE p.given_name || ' ' || p.family_name END) AS title,
      NULL AS at, NULL AS "timeZone", ${AUTHOR} AS author, o.name AS org, m.title AS place`,
    from: `membership m JOIN person p ON p.id = m.person_id AND p.deactivated_at IS NULL
      JOIN organisation o ON o.id = m.org_id AND o.override IS NULL`,
    where: 'm.ended_at IS NULL',
  },
};
const KEYS: Record<Kind, string> = {
  post: 'po.id',
  thread: 't.id',
  project: 'pr.id',
  event: 'e.id',
  library: 'l.id',
  projectFile: 'pf.id',
  attachment: 'f.id',
  organisation: 'o.id',
  person: 'm.id',
};

/** Reads what a page shows, in its order. What went out of sight meanwhile is left out. */
export async function readHits(
  tx: Tx,
  actor: Actor,
  found: Candidate[],
  terms: readonly string[],
): Promise<Hit[]> {
  const hits = new Map<string, Hit>();
  for (const kind of new Set(found.map((one) => one.kind))) {
    const ids = found.filter((one) => one.kind === kind).map((one) => one.id);
    const { rows } = await tx.query<Row>(statementFor(actor, kind, ids));
    for (const row of rows) hits.set(row.id, hitOf(row, kind, actor.lang, terms));
  }
  return found.flatMap(({ id }) => hits.get(id) ?? []);
}

function statementFor(actor: Actor, kind: Kind, ids: string[]): Sql {
  const { noun, action, columns, from, where = 'true' } = SOURCES[kind];
  return sql`SELECT ${raw(columns)}, s.body AS texts
    FROM ${raw(from)} JOIN search_source s ON s.record_id = ${raw(KEYS[kind])}
     AND s.kind = ${raw(`'${kind}'`)} AND s.record_id = ANY (${ids}::uuid[])
   WHERE ${raw(KEYS[kind])} = ANY (${ids}::uuid[]) AND ${raw(where)} AND ${visible(actor, action, noun)}`;
}

function hitOf(row: Row, kind: Kind, lang: Language, terms: readonly string[]): Hit {
  const { texts, title, tags = [], ...facts } = row;
  // The title in the reader's language; where only another says what was looked for, that one.
  const names = byPreference(title, lang);
  const chosen = names.find(([, text]) => hasAny(text, terms)) ?? names[0] ?? [lang, ''];
  const blocks = blocksOf(kind, texts ?? '', lang);
  const block = blocks.find((text) => hasAny(text, terms)) ?? blocks[0] ?? '';
  return {
    ...facts,
    kind,
    title: marked(chosen[1], terms),
    titleLang: chosen[0],
    snippet: snippet(plain(block), terms),
    snippetLang: langOf(block),
    tags: tags.map(({ key, label }) => ({ key, label: marked(label, terms) })),
  };
}

/** What is shown of a record beside its title; of a thread its tags are, which stand by themselves. */
function blocksOf(kind: Kind, texts: string, lang: Language): string[] {
  if (kind === 'thread') return [];
  return kind === 'post' ? [plain(texts)] : byReader(texts, lang);
}

function byPreference(labels: Labels, lang: Language): [string, string][] {
  const order = [lang, 'en', 'ja', 'zh', 'ko'];
  return Object.entries(labels)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
    .sort((a, b) => place(order, a[0]) - place(order, b[0]));
}

/** The blocks of a record's texts, those of the reader's language first. */
function byReader(texts: string, lang: Language): string[] {
  const blocks = texts.split('\n').filter(Boolean);
  const own = (text: string) => langOf(text) === lang;
  return [...blocks.filter(own), ...blocks.filter((text) => !own(text))];
}

const place = (order: string[], lang: string) => (order.indexOf(lang) + 99) % 99;

/** The language of a text by its script, so that it is set and spoken rightly; null where it cannot be told. */
function langOf(text: string): Language | null {
  if (/[\u3040-\u30ff]/.test(text)) return 'ja';
  if (/[\uac00-\ud7af]/.test(text)) return 'ko';
  if (/[\u3400-\u9fff]/.test(text)) return null;
  return /[a-z]/i.test(text) ? 'en' : null;
}
