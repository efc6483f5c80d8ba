import { anywhere, sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { project, thread } from '#server/discussions/index.ts';
import { organisation } from '#server/membership/index.ts';
import { query } from '#server/platform/use-case.ts';
import { gatherPosts, gatherRecords, type Gathered, type Place, type Question } from '../gather.ts';
import { questionOf } from '../question.ts';
import { readHits } from '../reading.ts';
import {
  behind,
  facetsOf,
  passes,
  placeOf,
  ranked,
  together,
  type Facets,
  type Ranked,
} from '../results.ts';
import { Everything, type Filters } from '../schemas.ts';

export const PAGE_SIZE = 20;

type Labels = Partial<Record<string, string | null>>;
/** What the ids among the facets and filters are called. */
export type Names = {
  projects: Record<string, Labels>;
  orgs: Record<string, Labels>;
  threads: Record<string, Labels>;
  tags: Record<string, Labels>;
};

/**
 * Posts, threads, projects, people, organisations, events and library items that have all the words. The
 * caller's rule is part of each statement, and counts, facets and pages come from one gathering, so they
 * agree, and nothing is counted that could not be opened.
 */
export const everything = query('search.everything', {
  input: Everything,
  subject: anywhere,
  gate: 'home.view',
  refs: {
    projectId: { noun: project, action: 'project.view' },
    threadId: { noun: thread, action: 'thread.view' },
    orgId: { noun: organisation, action: 'org.viewMember' },
  },
  summary: 'Posts, threads, projects, people, organisations, events and library items by words',
  limit: { points: 60, seconds: 60 },
  async run({ input: { order, after, ...asked }, actor, tx }) {
    const question = await questionOf(tx, asked);
    const { q: _, ...filters } = asked;
    if (!question) {
      return { ...NOTHING, names: await namesOf(tx, actor, NOTHING.facets, filters) };
    }
    const { now, terms } = question;
    const all = await gather(tx, actor, {
      ...question,
      filters: filters.threadId ? { threadId: filters.threadId } : {},
    });
    const kept = all.found.filter((one) => passes(one, filters, now));
    // What was cut off at the cap may hold more of what the filters ask for.
    const cutShort = all.more && kept.length < all.found.length;
    const matches = cutShort ? await gather(tx, actor, question) : { ...all, found: kept };
    let rest = behind(ranked(matches.found, order, now), after);
    if (order === 'newest' && after && matches.more) {
      rest = await further(tx, actor, question, placeOf(after));
    }
    const shown = rest.slice(0, PAGE_SIZE);
    const facets = facetsOf(all, filters, now);
    return {
      terms: terms.map(({ text }) => text),
      count: matches.found.length,
      more: matches.more,
      hits: await readHits(
        tx,
        actor,
        shown.map(({ one }) => one),
        terms.map(({ text }) => text),
      ),
      next: rest.length > PAGE_SIZE ? shown.at(-1)!.key : null,
      facets,
      names: await namesOf(tx, actor, facets, filters),
    };
  },
});

const NOTHING = {
  terms: [] as string[],
  count: 0,
  more: false,
  hits: [],
  next: null,
  facets: { kind: [], projectId: [], tag: [], orgId: [], days: [], lang: [] } as Facets,
};

async function gather(tx: Tx, actor: Actor, question: Question): Promise<Gathered> {
  return together(await gatherPosts(tx, actor, question), await gatherRecords(tx, actor, question));
}

/** Beyond what is counted one can go on by newest, a page at a time. */
async function further(tx: Tx, actor: Actor, question: Question, after: Place): Promise<Ranked[]> {
  const next = together(
    await gatherPosts(tx, actor, question, PAGE_SIZE + 1, after),
    await gatherRecords(tx, actor, question, PAGE_SIZE + 1, after),
  );
  return ranked(next.found, 'newest', question.now);
}

async function namesOf(tx: Tx, actor: Actor, facets: Facets, filters: Filters): Promise<Names> {
  const projectIds = facets.projectId.map(({ value }) => value);
  const orgIds = facets.orgId.map(({ value }) => value);
  const tags = facets.tag.map(({ value }) => value);
  if (filters.projectId) projectIds.push(filters.projectId);
  if (filters.orgId) orgIds.push(filters.orgId);
  const { rows } = await tx.query<{ kind: string; id: string; name: Labels }>(sql`
    SELECT 'project' AS kind, pr.id::text, pr.title AS name FROM project pr
     WHERE pr.id = ANY (${projectIds}::uuid[]) AND ${visible(actor, 'project.view', project)}
    UNION ALL
    SELECT 'org', o.id::text, o.short_name FROM organisation o
     WHERE o.id = ANY (${orgIds}::uuid[]) AND ${visible(actor, 'org.viewMember', organisation)}
    UNION ALL
    SELECT 'thread', t.id::text, jsonb_build_object(t.lang, t.title) FROM thread t
     WHERE t.id = ${filters.threadId ?? null}::uuid AND ${visible(actor, 'thread.view', thread)}
    UNION ALL
    SELECT 'tag', tt.folded, jsonb_build_object('en', mode() WITHIN GROUP (ORDER BY tt.label))
      FROM thread_tag tt JOIN thread t ON t.id = tt.thread_id
     WHERE tt.folded = ANY (${tags}::text[]) AND ${visible(actor, 'thread.view', thread)} GROUP BY tt.folded`);
  const of = (kind: string) =>
    Object.fromEntries(rows.filter((row) => row.kind === kind).map(({ id, name }) => [id, name]));
  return { projects: of('project'), orgs: of('org'), threads: of('thread'), tags: of('tag') };
}
