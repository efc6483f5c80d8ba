import { raw, sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor, Language } from '#server/platform/access/actor.ts';
import { rendered } from '../markdown/rendered.ts';
import type { Mention } from '../schemas.ts';

/** What somebody wrote and the secretariat has not read yet, as its author and the secretariat see it. */
export type HeldView = {
  id: string;
  clientId: string;
  /** Of a thread that it would open. */
  title: string | null;
  tags: string[];
  lang: Language;
  at: string;
  html: string;
  files: { id: string; name: string; byteSize: number; scan: string }[];
};
export type HeldColumns = Omit<HeldView, 'html'> & { body: string; mentions: Mention[] };

/** A held post `hp` as JSON, with the text that `heldView` renders. */
export const HELD_JSON =
  raw(`json_build_object('id', hp.id, 'clientId', hp.client_id, 'title', hp.title, 'tags', hp.tags,
  'lang', hp.lang, 'at', to_char(hp.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'body', hp.body, 'mentions', hp.mentions,
  'files', (SELECT coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'byteSize', f.byte_size,
             'scan', f.scan) ORDER BY f.created_at, f.id), '[]')
              FROM file f WHERE f.id = ANY (hp.file_ids) AND f.deleted_at IS NULL))`);

/** One's own that wait, narrowed by `where` on `hp`, as JSON. */
export function ownHeld(actor: Actor, where: Sql): Sql {
  return sql`(SELECT coalesce(json_agg(${HELD_JSON} ORDER BY hp.at), '[]') FROM held_post hp
    WHERE hp.author_id = ${actor.personId}::uuid AND hp.org_id = ${actor.orgId}::uuid
      AND hp.state = 'waiting' AND ${where})`;
}

export function heldView({ body, mentions, ...held }: HeldColumns): HeldView {
  const calls = mentions.map(({ label }) => label);
  // A text that is gone is not what was rendered of it before.
  return { ...held, html: body && rendered(`held ${held.id}`, body, calls) };
}
