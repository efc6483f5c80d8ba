import { z } from 'zod';
import {
  anywhere,
  mayAny,
  raw,
  sql,
  visible,
  type Noun,
  type Sql,
} from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Action } from '#server/platform/access/matrix.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { project, thread } from '#server/discussions/index.ts';
import { event } from '#server/events/index.ts';
import { libraryItem } from '#server/library/index.ts';
import { organisation } from '#server/membership/index.ts';
import { query } from '#server/platform/use-case.ts';

type Labels = Partial<Record<string, string | null>>;
export type Hit = { kind: Kind; href: string; title: Labels | string; lang: string | null };
type Kind = 'project' | 'thread' | 'event' | 'library' | 'organisation';

type Source = {
  kind: Kind;
  noun: Noun;
  action: Action;
  from: string;
  title: string;
  lang: string;
  text: string;
  href: string;
};

/** What is searched, each through the caller's own access rule. The alias is the noun's. */
const SOURCES: Source[] = [
  {
    kind: 'project',
    noun: project,
    action: 'project.view',
    from: 'project pr',
    title: 'pr.title',
    lang: 'NULL',
    text: `concat_ws(' ', pr.title::text, pr.summary::text)`,
    href: `'/discussions/projects/' || pr.slug`,
  },
  {
    kind: 'thread',
    noun: thread,
    action: 'thread.view',
    from: 'thread t',
    title: 'to_jsonb(t.title)',
    lang: 't.lang',
    text: `t.title`,
    href: `'/discussions/threads/' || t.id`,
  },
  {
    kind: 'event',
    noun: event,
    action: 'event.view',
    from: 'event e',
    title: 'e.title',
    lang: 'NULL',
    text: `concat_ws(' ', e.title::text, e.series::text, e.place::text)`,
    href: `'/events/' || e.id`,
  },
  {
    kind: 'library',
    noun: libraryItem,
    action: 'library.view',
    from: 'library_item l',
    title: 'l.title',
    lang: 'NULL',
    text: `l.title::text`,
    href: `'/library/' || l.slug`,
  },
  {
    kind: 'organisation',
    noun: organisation,
    action: 'org.viewMember',
    from: 'organisation o',
    title: 'o.name',
    lang: 'NULL',
    text: `concat_ws(' ', o.name::text, o.short_name::text, o.reading)`,
    href: `'/members/' || o.slug`,
  },
];
const EACH = 10;

/**
 * Finds projects, threads, events, library items and organisations whose title says all the words. The
 * caller's rule is part of each statement, so nothing is counted or shown that the lists would not show.
 */
export const everything = query('search.everything', {
  input: z.strictObject({ q: z.string().trim().max(100) }),
  subject: anywhere,
  gate: 'home.view',
  summary: 'Titles of projects, threads, events, library items and organisations',
  limit: { points: 60, seconds: 60 },
  async run({ input, actor, tx }) {
    const words = input.q.normalize('NFKC').split(/\s+/).filter(Boolean).slice(0, 8);
    if (words.length === 0) return { groups: [] };
    const groups = [];
    for (const source of SOURCES) {
      const hits = await hitsOf(tx, actor, source, words);
      if (hits.length > 0)
        groups.push({ kind: source.kind, hits: hits.slice(0, EACH), more: hits.length > EACH });
    }
    return { groups };
  },
});

async function hitsOf(tx: Tx, actor: Actor, source: Source, words: string[]): Promise<Hit[]> {
  if (!mayAny(actor, source.action)) return [];
  const matches = words.map(
    (word): Sql => sql`${raw(source.text)} ILIKE ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`,
  );
  const all = matches.reduce((left, right) => sql`${left} AND ${right}`);
  const { rows } = await tx.query<Hit>(sql`
    SELECT ${source.kind}::text AS kind, ${raw(source.href)} AS href, ${raw(source.title)} AS title, ${raw(source.lang)}::text AS lang
    FROM ${raw(source.from)} WHERE ${visible(actor, source.action, source.noun)} AND ${all}
    ORDER BY ${raw(source.noun.alias)}.created_at DESC LIMIT ${EACH + 1}`);
  return rows;
}
