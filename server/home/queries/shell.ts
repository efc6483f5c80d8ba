import { z } from 'zod';
import { anywhere, mayAny } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Action } from '#server/platform/access/matrix.ts';
import { label } from '#server/platform/i18n/label.ts';
import { NEXT_MAINTENANCE, type Maintenance } from '#server/announcements/index.ts';
import { UNREAD_LINES } from '#server/notifications/index.ts';
import { query } from '#server/platform/use-case.ts';
import { waitingCounts } from '../waiting.ts';

type Labels = Partial<Record<string, string | null>>;
type Row = {
  familyName: string;
  givenName: string;
  nameLang: string;
  reading: string | null;
  latinName: string | null;
  hue: number;
  unread: number;
  asOfSeq: number;
  maintenance: Maintenance | null;
  organisations: { id: string; name: Labels; monogram: string; hue: number }[];
};

const PLACES = [
  { key: 'home', href: '/', action: 'home.view' },
  { key: 'discussions', href: '/discussions', action: 'project.view' },
  { key: 'messages', href: '/messages', action: 'thread.view' },
  { key: 'events', href: '/events', action: 'event.view' },
  { key: 'referrals', href: '/referrals', action: 'referral.viewMeta' },
  { key: 'library', href: '/library', action: 'library.view' },
  { key: 'members', href: '/members', action: 'org.viewMember' },
  { key: 'moderation', href: '/moderation', action: 'report.work' },
] as const satisfies readonly { key: string; href: string; action: Action }[];

/** What the frame around every member page shows: who I am, for whom I act, and where something waits. */
export const shell = query('home.shell', {
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'home.view',
  summary: 'Who I am, for whom I act, what waits where',
  async run({ actor, tx }) {
    const { rows } = await tx.text<Row>(READ, [actor.personId], 'home.shell');
    const me = rows[0]!;
    const { counts, projects } = await waitingCounts(tx, actor);
    const organisations = me.organisations.map((each) => ({
      ...each,
      name: label(each.name, actor.lang),
    }));
    return {
      personId: actor.personId!,
      person: { name: fullName(me, actor), reading: me.reading, hue: me.hue },
      acting: organisations.find((each) => each.id === actor.orgId) ?? organisations[0] ?? null,
      organisations,
      nav: PLACES.filter(({ action }) => mayAny(actor, action)).map(({ key, href }) => ({
        key,
        href,
        count: counts[key] ?? 0,
      })),
      pinned: projects.map((each) => ({
        title: label(each.title, actor.lang),
        href: `/discussions/projects/${each.slug}`,
      })),
      unread: me.unread,
      /** The place in one's own channel that this was read at. */
      asOfSeq: me.asOfSeq,
      maintenance: me.maintenance,
    };
  },
});

const READ = `
  SELECT p.family_name AS "familyName", p.given_name AS "givenName", p.name_lang AS "nameLang",
    nullif(concat_ws(' ', p.family_reading, p.given_reading), '') AS reading, p.latin_name AS "latinName", p.hue,
    ${UNREAD_LINES.sql} AS unread,
    coalesce((SELECT c.last_seq FROM channel c WHERE c.kind = 'person' AND c.record_id = p.id), 0) AS "asOfSeq",
    ${NEXT_MAINTENANCE.sql} AS maintenance,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.short_name, 'monogram', o.monogram, 'hue', o.hue)
              ORDER BY m.started_at, m.id), '[]')
     FROM acting_membership m JOIN organisation o ON o.id = m.org_id
     WHERE m.person_id = p.id AND m.ended_at IS NULL) AS organisations
  FROM person p WHERE p.id = $1`;

function fullName(me: Row, actor: Actor): string {
  const eastern = ['ja', 'zh', 'ko'].includes(me.nameLang);
  if (actor.lang === 'en' && me.latinName) return me.latinName;
  return eastern
    ? `${me.familyName} ${me.givenName}`.trim()
    : `${me.givenName} ${me.familyName}`.trim();
}
