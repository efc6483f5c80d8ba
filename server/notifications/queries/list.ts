import { sql, visible, anywhere, type Sql } from '#server/platform/access/access.ts';
import type { SubjectView } from '#server/platform/subjects.ts';
import { query } from '#server/platform/use-case.ts';
import { notification } from '../access.ts';
import { isAbout } from '../kinds.ts';
import { ListNotifications } from '../schemas.ts';
import { actorsFor, describeSubjects } from '../subjects.ts';

type Labels = Record<string, string>;
export type NoticeActor = {
  familyName: string;
  givenName: string;
  nameLang: string;
  latinName: string | null;
};

/** Everything that was written to the caller about one record, as one line: the newest stands for all. */
export type NoticeLine = {
  id: string;
  type: string;
  subjectKind: string;
  subjectId: string;
  orgId: string;
  facts: Record<string, string | number>;
  at: Date;
  /** How many notifications the line stands for, and how many of them are unread. */
  count: number;
  unread: number;
  organisation: Labels;
  /** Those who caused them, the latest first, at most three. */
  actors: NoticeActor[];
  /** Null where the record is gone or no longer the caller's to see: then nothing else is said of it. */
  subject: SubjectView | null;
};

const PAGE = 30;

/** What was written to the caller, line by line, the newest first. */
export const list = query('notifications.list', {
  input: ListNotifications,
  subject: anywhere,
  gate: 'notification.view',
  summary: 'One’s own notifications by what they are about, newest first',
  async run({ input, actor, tx, services }) {
    const which = (alias: 'n' | 'later'): Sql =>
      sql`${
        input.unread
          ? alias === 'n'
            ? sql`n.read_at IS NULL`
            : sql`later.read_at IS NULL`
          : sql`true`
      } AND ${input.about ? isAbout(alias, input.about) : sql`true`}`;
    const [at, id] = input.before?.split('~') ?? [];
    const before = at ? sql`(n.at, n.id) < (${at}::timestamptz, ${id}::uuid)` : sql`true`;
    const { rows } = await tx.query<Omit<NoticeLine, 'subject'>>(sql`
      WITH head AS MATERIALIZED (
        SELECT n.* FROM notification n
         WHERE ${visible(actor, 'notification.view', notification)} AND ${before} AND ${which('n')}
           AND NOT EXISTS (
             SELECT 1 FROM notification later
              WHERE later.person_id = n.person_id AND later.org_id = n.org_id
                AND later.subject_kind = n.subject_kind AND later.subject_id = n.subject_id
                AND (later.at, later.id) > (n.at, n.id) AND ${which('later')})
         ORDER BY n.at DESC, n.id DESC LIMIT ${PAGE + 1})
      SELECT h.id, h.type, h.subject_kind AS "subjectKind", h.subject_id AS "subjectId", h.org_id AS "orgId",
        h.facts, h.at, all_of.count, all_of.unread, all_of.actors, o.name AS organisation
      FROM head h JOIN organisation o ON o.id = h.org_id
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS count, (count(*) FILTER (WHERE g.read_at IS NULL))::int AS unread,
          coalesce((SELECT jsonb_agg(jsonb_build_object('familyName', a.family_name, 'givenName', a.given_name,
                      'nameLang', a.name_lang, 'latinName', a.latin_name) ORDER BY l.at DESC)
             FROM (SELECT x.actor_id, max(x.at) AS at FROM notification x
                    WHERE x.person_id = h.person_id AND x.org_id = h.org_id AND x.subject_kind = h.subject_kind
                      AND x.subject_id = h.subject_id AND x.actor_id IS NOT NULL
                      AND (h.read_at IS NOT NULL OR x.read_at IS NULL)
                    GROUP BY x.actor_id ORDER BY max(x.at) DESC LIMIT 3) l
             JOIN person a ON a.id = l.actor_id), '[]') AS actors
        FROM notification g
        WHERE g.person_id = h.person_id AND g.org_id = h.org_id
          AND g.subject_kind = h.subject_kind AND g.subject_id = h.subject_id) all_of
      ORDER BY h.at DESC, h.id DESC`);
    const lines = rows.slice(0, PAGE);
    const actors = await actorsFor(tx, actor, lines);
    const subjectOf = await describeSubjects(tx, services.kernel().capabilities, actors, lines);
    const last = lines.at(-1);
    return {
      lines: lines.map((line): NoticeLine => {
        const subject = subjectOf(line);
        return subject ? { ...line, subject } : withheld(line);
      }),
      next: rows.length > PAGE && last ? `${last.at.toISOString()}~${last.id}` : null,
    };
  },
});

/** A line of which nothing may be said but that it is there. */
function withheld(line: Omit<NoticeLine, 'subject'>): NoticeLine {
  return { ...line, type: 'withheld', facts: {}, actors: [], subject: null };
}
