import { postNews, threadNews, type PostNews, type ThreadNews } from '#server/discussions/index.ts';
import { waitingItems, type WaitingItem } from '#server/home/index.ts';
import { actorsOf } from '#server/membership/index.ts';
import { describeSubjects, kindOf } from '#server/notifications/index.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import type { Capability } from '#server/platform/kernel.ts';
import type { MailVars } from '#server/platform/mail/index.ts';
import { overridesOf, preferencesOf } from './preferences.ts';
import { rhythmOf, TYPES_WITH_OWN_MAIL } from './rules.ts';
import { nameIn, written } from './words.ts';

type Content = MailVars<'news'>;
type NewsType = Content['notices'][number]['type'];
export type NewsVars = {
  rhythm: Content['rhythm'];
  since: string;
  until: string;
  noticeIds: readonly string[];
};
type Notice = {
  id: string;
  orgId: string;
  type: string;
  subjectKind: string;
  subjectId: string;
  facts: { postId?: string };
  actor: Parameters<typeof nameIn>[0] | null;
};

const NOTICES = 12;
const THREADS = 12;
const WORDS: Record<string, NewsType> = {
  'discussion.mentioned': 'mentioned',
  'discussion.answered': 'answered',
  'thread.notice': 'acknowledge',
  'poll.opened': 'vote',
  'poll.closingSoon': 'vote',
  'poll.proxyGiven': 'vote',
  'poll.closed': 'outcome',
  'poll.outcome': 'outcome',
  'event.published': 'eventPublished',
  'event.changed': 'eventChanged',
  'event.cancelled': 'eventCancelled',
  'report.opened': 'reportOpened',
  'report.waiting': 'reportWaiting',
  'report.closed': 'reportClosed',
  'report.decided': 'reportDecided',
  'report.barLifted': 'barLifted',
  'held.received': 'heldReceived',
  'held.late': 'heldLate',
  'held.released': 'heldReleased',
  'held.refused': 'heldRefused',
  'announcement.published': 'announced',
};

/**
 * What a mail of news says to a person now: only what is still unread, and only what they may see at
 * this moment, as each of their organisations. Null when that is nothing.
 */
export async function newsFor(
  tx: Tx,
  capabilities: Record<string, Capability>,
  to: { personId: string; lang: Lang },
  vars: NewsVars,
): Promise<Omit<Content, 'unsubscribePath'> | null> {
  const { personId, lang } = to;
  const actors = (await actorsOf(tx, personId)).map((actor) => ({ ...actor, lang }));
  const notices = await noticesOf(tx, capabilities, actors, personId, lang, vars);
  const threads = await threadsOf(tx, actors, personId, vars);
  if (notices.length === 0 && threads.length === 0) return null;
  const { rhythm, since, until } = vars;
  return {
    ...{ rhythm, since, until },
    waiting: rhythm === 'realtime' ? [] : await waitingOf(tx, actors, lang),
    notices: notices.slice(0, NOTICES),
    projects: byProject(threads.slice(0, THREADS), lang),
    moreThreads: Math.max(0, threads.length - THREADS),
  };
}

async function noticesOf(
  tx: Tx,
  capabilities: Record<string, Capability>,
  actors: readonly Actor[],
  personId: string,
  lang: Lang,
  vars: NewsVars,
): Promise<Content['notices']> {
  const preferences = await preferencesOf(tx, personId);
  const rows = await tx.sql<Notice>`
    SELECT n.id, n.org_id AS "orgId", n.type, n.subject_kind AS "subjectKind", n.subject_id AS "subjectId", n.facts,
           CASE WHEN a.id IS NULL THEN NULL ELSE json_build_object('familyName', a.family_name,
             'givenName', a.given_name, 'nameLang', a.name_lang, 'latinName', a.latin_name) END AS actor
      FROM notification n LEFT JOIN person a ON a.id = n.actor_id
     WHERE n.person_id = ${personId} AND n.read_at IS NULL
       AND (n.id = ANY (${[...vars.noticeIds]}::uuid[]) OR (n.mail_state = 'digest'
            AND n.at > ${vars.since}::timestamptz AND n.at <= ${vars.until}::timestamptz))
     ORDER BY n.at DESC LIMIT 200`;
  const told = rows.filter(
    ({ id, type }) =>
      !TYPES_WITH_OWN_MAIL.includes(type) &&
      kindOf(type) !== 'discussions' &&
      (vars.noticeIds.includes(id) || preferences[kindOf(type)] === vars.rhythm),
  );
  const subjectOf = await describeSubjects(tx, capabilities, actors, told);
  const posts = new Map<string, PostNews>();
  for (const actor of actors) {
    const own = told.filter(({ orgId, facts }) => orgId === actor.orgId && facts.postId);
    for (const [id, post] of await postNews(
      tx,
      actor,
      own.map(({ facts }) => facts.postId!),
    )) {
      posts.set(id, post);
    }
  }
  const lines = new Map<string, Content['notices'][number]>();
  for (const notice of told) {
    const subject = subjectOf(notice);
    if (!subject) continue;
    const key = `${notice.orgId} ${notice.subjectKind} ${notice.subjectId} ${notice.type}`;
    const first = lines.get(key);
    const who = notice.actor ? [nameIn(notice.actor, lang)] : [];
    if (first) {
      first.more += 1;
      first.who = [...new Set([...first.who, ...who])].slice(0, 3);
      continue;
    }
    const isReferral = kindOf(notice.type) === 'referrals';
    const post = notice.facts.postId ? posts.get(notice.facts.postId) : undefined;
    lines.set(key, {
      type: isReferral ? 'referral' : wordOf(notice.type),
      who: isReferral ? [] : who,
      more: 0,
      title: isReferral ? null : written(subject.title, lang),
      place: isReferral ? null : written(subject.place, lang),
      excerpt: post ? written(post.excerpts, lang) : null,
      path: post ? `/discussions/posts/${post.id}?reply` : subject.path,
    });
  }
  return [...lines.values()];
}

function wordOf(type: string): NewsType {
  return (
    WORDS[type] ?? (type.startsWith('direct.') || type.startsWith('chat.') ? 'direct' : 'other')
  );
}

/** The threads whose news this rhythm tells, once each, though two organisations may see them. */
async function threadsOf(
  tx: Tx,
  actors: readonly Actor[],
  personId: string,
  vars: NewsVars,
): Promise<ThreadNews[]> {
  const [preferences, overrides] = [
    await preferencesOf(tx, personId),
    await overridesOf(tx, personId),
  ];
  const found = new Map<string, ThreadNews>();
  const span = { since: new Date(vars.since), until: new Date(vars.until) };
  for (const actor of actors) {
    for (const thread of await threadNews(tx, actor, span)) {
      if (rhythmOf(thread, overrides, preferences) === vars.rhythm) {
        found.set(thread.threadId, thread);
      }
    }
  }
  return [...found.values()];
}

function byProject(threads: readonly ThreadNews[], lang: Lang): Content['projects'] {
  const projects = new Map<string, Content['projects'][number]>();
  for (const thread of threads) {
    const project = projects.get(thread.projectId) ?? {
      title: written(thread.project, lang) ?? { text: thread.slug, lang },
      path: `/discussions/projects/${thread.slug}`,
      threads: [],
    };
    projects.set(thread.projectId, project);
    project.threads.push({
      title: written(thread.title, lang)!,
      path: `/discussions/threads/${thread.threadId}`,
      unread: thread.unread,
      posts: thread.posts.map((post) => ({
        who: nameIn(post.author, lang),
        org: written(post.org, lang)?.text ?? '–',
        excerpt: written(post.excerpts, lang),
        path: `/discussions/posts/${post.id}`,
      })),
    });
  }
  return [...projects.values()];
}

/** What waits, as counts: of a referral a mail says no more than that it is there, and until when. */
async function waitingOf(
  tx: Tx,
  actors: readonly Actor[],
  lang: Lang,
): Promise<Content['waiting']> {
  const items: WaitingItem[] = [];
  for (const actor of actors) items.push(...(await waitingItems(tx, actor)));
  const answers = items.filter(({ type }) => type === 'referral.answer');
  const work = items.filter(
    ({ type }) => type.startsWith('referral.') && type !== 'referral.answer',
  );
  const due = answers.map((item) => item.due).filter((at) => at !== null);
  const events = items.flatMap((item) => (item.type === 'event.publish' ? [item] : []));
  return [
    ...(answers.length > 0
      ? [
          {
            what: 'referralAnswer' as const,
            count: answers.length,
            title: null,
            due: due.sort()[0] ?? null,
            path: '/referrals',
          },
        ]
      : []),
    ...(work.length > 0
      ? [
          {
            what: 'referralWork' as const,
            count: work.length,
            title: null,
            due: null,
            path: '/referrals',
          },
        ]
      : []),
    ...events.map((event) => ({
      what: 'eventPublish' as const,
      count: 1,
      title: written(event.title, lang),
      due: null,
      path: `/events/${event.eventId}`,
    })),
  ];
}
