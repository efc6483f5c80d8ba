import { raw, sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Mention } from './schemas.ts';

const AUTHOR = `json_build_object(
  'id', a.id, 'familyName', a.family_name, 'givenName', a.given_name,
  'nameLang', a.name_lang, 'latinName', a.latin_name)`;

/** So many are named beside a reaction; the others are counted. */
const REACTORS_NAMED = 20;

/** A person `a` as the author of something, as JSON. */
export const AUTHOR_JSON = raw(AUTHOR);

/** The columns of a post `po` that `postView` reads. */
export const POST_COLUMNS = raw(`
  po.id, po.seq, po.author_id AS "authorId", po.org_id AS "orgId", po.client_id AS "clientId",
  po.body, po.lang, po.at AS "postedAt", po.edited_at AS "editedAt", po.deleted_at AS "deletedAt",
  (SELECT json_agg(json_build_object(
            'id', x.id, 'block', x.block, 'lang', x.lang, 'state', x.state, 'body', x.body, 'version', x.version,
            'checkedBy', (SELECT ${AUTHOR} FROM person a WHERE a.id = x.checked_by)) ORDER BY x.lang)
     FROM parallel_text x
    WHERE x.owner_kind = 'post' AND x.owner_id = po.id AND x.lang <> po.lang) AS others,
  (SELECT json_agg(json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type,
            'byteSize', f.byte_size, 'scan', f.scan, 'width', f.width, 'height', f.height, 'pages', f.pages) ORDER BY f.created_at, f.id)
     FROM file f WHERE f.post_id = po.id AND f.deleted_at IS NULL) AS attachments,
  (SELECT json_build_object('id', q.id, 'seq', q.seq, 'lang', q.lang, 'author', ${AUTHOR},
            'deleted', q.deleted_at IS NOT NULL,
            -- A post looks the same to all who see it, so it repeats nothing from before a horizon.
            'body', CASE WHEN q.deleted_at IS NULL AND NOT EXISTS (
              SELECT 1 FROM thread_horizon h WHERE h.thread_id = q.thread_id AND h.after_seq >= q.seq)
              THEN left(q.body, 1000) END)
     FROM post q JOIN person a ON a.id = q.author_id WHERE q.id = po.quote_of) AS quote,
  (SELECT json_agg(json_build_object('personId', mn.person_id, 'orgId', mn.org_id,
            'role', mn.role, 'label', mn.label))
     FROM post_mention mn WHERE mn.post_id = po.id) AS mentions,
  (SELECT json_agg(json_build_object('kind', k.kind, 'count', k.count, 'people', (
            SELECT json_agg((${AUTHOR})::jsonb || jsonb_build_object('org', o.short_name) ORDER BY first.at)
              FROM (SELECT * FROM post_reaction f WHERE f.post_id = po.id AND f.kind = k.kind
                     ORDER BY f.at LIMIT ${REACTORS_NAMED}) first
              JOIN person a ON a.id = first.person_id JOIN organisation o ON o.id = first.org_id)))
     FROM (SELECT kind, count(*)::int AS count FROM post_reaction
            WHERE post_id = po.id GROUP BY kind) k) AS reactions`);

/** An organisation `o` by its short name and mark, as JSON. */
export const ORG_JSON = raw(`json_build_object(
  'id', o.id, 'name', o.short_name, 'monogram', o.monogram, 'hue', o.hue)`);

/**
 * What a thread `t` is called in other languages, as a label; null where nobody translated it. The
 * translation of an earlier title is none of this one.
 */
export const TITLE_ALSO = raw(`(SELECT json_object_agg(x.lang, x.body) FROM parallel_text x
  WHERE x.owner_kind = 'thread' AND x.owner_id = t.id AND x.block = 'title' AND x.lang <> t.lang AND x.state <> 'stale')`);

/** The beginning of a post `po` in other languages, as a label: what stands there and is not stale. */
export const BODY_ALSO = raw(`(SELECT json_object_agg(x.lang, x.body) FROM (
  SELECT lang, string_agg(body, E'\\n\\n' ORDER BY position) AS body FROM parallel_text
   WHERE owner_kind = 'post' AND owner_id = po.id AND lang <> po.lang GROUP BY lang
  HAVING min(position) = 0 AND bool_and(state <> 'stale')) x)`);

/** Counting further than this tells nobody anything more. */
export const UNREAD_CAP = 99;

/** Who reads: a person, for an organisation. */
export type Reader = Pick<Actor, 'personId' | 'orgId'>;

/**
 * The place before which a thread `t` is not for an organisation, or in a conversation for a person,
 * that came later; 0 where one may read everything.
 */
export function horizonOf({ personId, orgId }: Reader): Sql {
  return sql`coalesce(
    (SELECT h.after_seq FROM thread_horizon h WHERE h.thread_id = t.id AND h.org_id = ${orgId}::uuid),
    (SELECT tp.visible_from_seq - 1 FROM thread_person tp
      WHERE tp.thread_id = t.id AND tp.person_id = ${personId}::uuid), 0)`;
}

/**
 * The unread posts of a thread `t` for a reader, at most one more than the cap: what others wrote
 * after the place the person has read up to. Nothing is stored that could disagree with it.
 */
export function unreadOf(reader: Reader): Sql {
  return sql`(SELECT count(*)::int FROM (
    SELECT 1 ${unreadPosts(reader)} LIMIT ${UNREAD_CAP + 1}) unread)`;
}

/**
 * Whether there are any. Not EXISTS, which may become a join with all posts: here each thread looks
 * for its first.
 */
export function hasUnread(reader: Reader): Sql {
  return sql`coalesce((SELECT true ${unreadPosts(reader)} LIMIT 1), false)`;
}

/** Whether a person has not silenced a thread `t`: what is muted waits for nobody. */
export function notMuted(personId: string | null): Sql {
  return sql`NOT EXISTS (SELECT 1 FROM thread_follow f WHERE f.person_id = ${personId}::uuid
    AND f.thread_id = t.id AND f.level = 'mute')`;
}

function unreadPosts(reader: Reader): Sql {
  const { personId } = reader;
  return sql`FROM post u
     WHERE u.thread_id = t.id AND u.deleted_at IS NULL AND u.author_id <> ${personId}::uuid
       AND u.seq > greatest(${horizonOf(reader)}, coalesce((
         SELECT rs.last_read_seq FROM read_state rs
          WHERE rs.person_id = ${personId}::uuid AND rs.thread_id = t.id), 0))`;
}

/**
 * Whether an actor may know that the organisation of `pm` takes part in `pr`: at a desk an
 * organisation knows of itself and of those who lead it.
 */
export function knownTo(actor: Actor): Sql {
  if (actor.orgKind === 'secretariat') return sql`true`;
  return sql`(pr.privacy <> 'desk' OR pr.lead_org_id = ${actor.orgId}::uuid
    OR pm.org_id IN (${actor.orgId}::uuid, pr.lead_org_id))`;
}

/** Whom a post calls, in the form in which they were given. */
export async function mentionsOf(tx: Tx, postId: string): Promise<Mention[]> {
  return tx.sql<Mention>`
    SELECT CASE WHEN person_id IS NOT NULL THEN 'person' WHEN org_id IS NOT NULL THEN 'org' ELSE 'role' END AS kind,
           coalesce(person_id::text, org_id::text, role) AS id, label
      FROM post_mention WHERE post_id = ${postId} ORDER BY id`;
}
