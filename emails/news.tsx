import type { CSSProperties, ReactNode } from 'react';
import { Link, Section, Text } from '@react-email/components';
import { Act, color, Layout, Note, Paragraph } from './layout.tsx';
import type { MailVars } from './kinds.ts';
import type { MailContext, MailTemplate } from './template.ts';

type News = MailVars<'news'>;
type Written = News['notices'][number]['title'];

/** What is new for a person: what waits, what is meant for them, and the rest by project and thread. */
export const news: MailTemplate<'news'> = {
  preview: {
    rhythm: 'weekly',
    since: '2026-11-16T23:00:00Z',
    until: '2026-11-23T23:00:00Z',
    waiting: [
      {
        what: 'referralAnswer',
        count: 2,
        title: null,
        due: '2026-11-25T08:00:00Z',
        path: '/referrals',
      },
    ],
    notices: [
      {
        type: 'mentioned',
        who: ['佐藤 花子'],
        more: 0,
        title: { text: '読影レポートの書式', lang: 'ja' },
        place: { text: 'タイにおけるCT遠隔読影の共同検証', lang: 'ja' },
        excerpt: {
          text: '所見の順序について、貴院の書式をもとに案を作りました。金曜日までにご確認いただけますでしょうか。',
          lang: 'ja',
        },
        path: '/discussions/posts/0193aaaa-0000-7000-8000-000000000001?reply',
      },
      {
        type: 'eventChanged',
        who: [],
        more: 0,
        title: { text: '第12回 国際医療展開シンポジウム', lang: 'ja' },
        place: null,
        excerpt: null,
        path: '/events/0193aaaa-0000-7000-8000-000000000002',
      },
    ],
    projects: [
      {
        title: { text: 'タイにおけるCT遠隔読影の共同検証', lang: 'ja' },
        path: '/discussions/projects/thai-ct',
        threads: [
          {
            title: { text: '第3回合同カンファレンスの日程', lang: 'ja' },
            path: '/discussions/threads/0193aaaa-0000-7000-8000-000000000003',
            unread: 5,
            posts: [
              {
                who: 'Nattaya Srisuk',
                org: 'Chao Phraya Medical Institute',
                excerpt: {
                  text: 'Either 3 or 10 December suits us. We would prefer the afternoon, Bangkok time.',
                  lang: 'en',
                },
                path: '/discussions/posts/0193aaaa-0000-7000-8000-000000000004',
              },
              {
                who: '森 健一',
                org: '青葉医療センター',
                excerpt: {
                  text: '12月10日の午後でお願いいたします。資料は前日までに共有します。',
                  lang: 'ja',
                },
                path: '/discussions/posts/0193aaaa-0000-7000-8000-000000000005',
              },
            ],
          },
        ],
      },
    ],
    moreThreads: 2,
    unsubscribePath: '/unsubscribe/preview',
  },
  subject: (context, vars) => subjectOf(context, vars),
  body({ context, vars }) {
    const { t, link, name } = context;
    const { rhythm, waiting, notices, projects } = vars;
    const act = firstAct(vars);
    return (
      <Layout
        context={context}
        {...(rhythm === 'realtime' ? {} : { name })}
        preheader={preheader(context, vars)}
        heading={t(`news.heading.${rhythm}`)}
        foot={
          <>
            {t('news.why')}{' '}
            <Quiet href={link('/settings/notifications')}>{t('news.settings')}</Quiet>
            {' ・ '}
            <Quiet href={link(vars.unsubscribePath)}>{t('news.end')}</Quiet>
          </>
        }
      >
        {rhythm !== 'realtime' && <Paragraph>{span(context, vars)}</Paragraph>}
        {waiting.length > 0 && (
          <Part title={t('news.waiting')} mark={color.shu}>
            {waiting.map((item, i) => (
              <Line key={i}>
                <Strong href={link(item.path)}>{waitingText(context, item)}</Strong>
                {item.due && (
                  <Small>{t('news.due', { time: context.format.dateTime(item.due) })}</Small>
                )}
              </Line>
            ))}
          </Part>
        )}
        {notices.length > 0 && (
          <Part title={rhythm === 'realtime' ? null : t('news.notices')} mark={color.ai}>
            {notices.map((notice, i) => (
              <NoticeLine key={i} notice={notice} context={context} />
            ))}
          </Part>
        )}
        {projects.map((project) => (
          <Part
            key={project.path}
            title={project.title.text}
            lang={project.title.lang}
            href={link(project.path)}
            mark={color.line2}
          >
            {project.threads.map((thread) => (
              <Line key={thread.path}>
                <Strong href={link(thread.path)} lang={thread.title.lang}>
                  {thread.title.text}
                </Strong>
                <Small>{t('news.unread', { count: thread.unread })}</Small>
                {thread.posts.map((post) => (
                  <Quote
                    key={post.path}
                    by={t('news.by', { who: post.who, org: post.org })}
                    lang={context.lang}
                    text={post.excerpt}
                  />
                ))}
              </Line>
            ))}
          </Part>
        ))}
        {vars.moreThreads > 0 && <Note>{t('news.more', { count: vars.moreThreads })}</Note>}
        <Act href={link(act.path)}>{t(act.key)}</Act>
      </Layout>
    );
  },
};

function NoticeLine({
  notice,
  context,
}: {
  notice: News['notices'][number];
  context: MailContext;
}) {
  const { t, link } = context;
  const sentence = sentenceOf(context, notice);
  if (!notice.title) {
    return (
      <Line>
        <Strong href={link(notice.path)}>{sentence}</Strong>
        {notice.more > 0 && <Small>{t('news.andMore', { count: notice.more })}</Small>}
      </Line>
    );
  }
  return (
    <Line>
      <Small>{sentence}</Small>
      <Strong href={link(notice.path)} lang={notice.title.lang}>
        {notice.title.text}
      </Strong>
      {notice.place && <Small lang={notice.place.lang}>{notice.place.text}</Small>}
      {notice.excerpt && <Quote text={notice.excerpt} lang={context.lang} />}
      {notice.more > 0 && <Small>{t('news.andMore', { count: notice.more })}</Small>}
    </Line>
  );
}

function sentenceOf({ t, format }: MailContext, { type, who }: News['notices'][number]): string {
  const names = who.map((name) => t('news.person', { name }));
  return t(`news.type.${type}`, {
    who: names.length > 0 ? format.list(names) : t('news.somebody'),
  });
}

function subjectOf(context: MailContext, { rhythm, notices, projects, waiting }: News): string {
  const { t } = context;
  const threads = projects.reduce((sum, project) => sum + project.threads.length, 0);
  if (rhythm !== 'realtime') {
    return waiting.length > 0
      ? t(`news.subject.${rhythm}Waiting`, {
          count: waiting.reduce((sum, item) => sum + item.count, 0),
        })
      : t(`news.subject.${rhythm}`);
  }
  const [first] = notices;
  if (notices.length + threads > 1 || !first) {
    const only = projects[0]?.threads[0];
    if (notices.length === 0 && threads === 1 && only) return only.title.text;
    return t('news.subject.several', { count: notices.length + threads });
  }
  return first.title
    ? t('news.subject.one', { sentence: bare(sentenceOf(context, first)), title: first.title.text })
    : bare(sentenceOf(context, first));
}

/** A sentence as part of a subject, without its full stop. */
function bare(sentence: string): string {
  return sentence.replace(/[.。]$/, '');
}

function preheader(context: MailContext, vars: News): string {
  const [first] = vars.notices;
  const post = vars.projects[0]?.threads[0]?.posts[0];
  return first?.excerpt?.text ?? post?.excerpt?.text ?? span(context, vars);
}

function span({ t, format }: MailContext, { rhythm, since, until }: News): string {
  if (rhythm !== 'weekly') return t('news.span.daily', { until: format.day(until) });
  return t('news.span.weekly', { since: format.day(since), until: format.day(until) });
}

function waitingText({ t }: MailContext, { what, count, title }: News['waiting'][number]): string {
  return t(`news.waiting.${what}`, { count, title: title?.text ?? '' });
}

/** The one clear act: to answer, where one thing asks for it; else to look. */
function firstAct({ rhythm, notices, projects }: News) {
  const [first] = notices;
  const alone = notices.length === 1 && projects.length === 0;
  if (rhythm === 'realtime' && alone && first) {
    const key = first.path.endsWith('?reply')
      ? ('news.act.reply' as const)
      : ('news.act.open' as const);
    return { path: first.path, key };
  }
  const thread = projects[0]?.threads[0];
  if (
    rhythm === 'realtime' &&
    notices.length === 0 &&
    thread &&
    projects.length === 1 &&
    projects[0]!.threads.length === 1
  ) {
    return { path: `${thread.path}`, key: 'news.act.reply' as const };
  }
  return { path: rhythm === 'realtime' ? '/notifications' : '/', key: 'news.act.forum' as const };
}

function Part({
  title,
  lang,
  href,
  mark,
  children,
}: {
  title: string | null;
  lang?: string;
  href?: string;
  mark: string;
  children: ReactNode;
}) {
  return (
    <Section style={{ margin: '28px 0' }}>
      {title && (
        <Text className="ink" style={{ ...heading, borderLeft: `3px solid ${mark}` }} lang={lang}>
          {href ? (
            <Link href={href} className="ink" style={{ color: color.ink }}>
              {title}
            </Link>
          ) : (
            title
          )}
        </Text>
      )}
      {children}
    </Section>
  );
}

function Line({ children }: { children: ReactNode }) {
  return (
    <Section className="rule" style={{ borderTop: `1px solid ${color.line}`, padding: '14px 0' }}>
      {children}
    </Section>
  );
}

function Strong({ href, lang, children }: { href: string; lang?: string; children: ReactNode }) {
  return (
    <Text style={{ ...line, fontWeight: 600 }} lang={lang}>
      <Link href={href} className="ai" style={{ color: color.ai }}>
        {children}
      </Link>
    </Text>
  );
}

function Small({ lang, children }: { lang?: string; children: ReactNode }) {
  return (
    <Text
      className="ink2"
      style={{ ...line, fontSize: 14, lineHeight: '22px', color: color.ink2 }}
      lang={lang}
    >
      {children}
    </Text>
  );
}

function Quote({ by, text, lang }: { by?: string; text: Written; lang: string }) {
  if (!text) return null;
  return (
    <Section
      className="rule"
      style={{ borderLeft: `2px solid ${color.line}`, padding: '0 0 0 12px', margin: '10px 0 0' }}
    >
      {by && (
        <Text
          className="ink3"
          style={{ ...line, fontSize: 13, lineHeight: '20px', color: color.ink3 }}
        >
          {by}
        </Text>
      )}
      <Text
        className="ink"
        style={{ ...line, fontSize: 15, lineHeight: '25px' }}
        {...(text.lang === lang ? {} : { lang: text.lang })}
      >
        {text.text}
      </Text>
    </Section>
  );
}

function Quiet({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="ink2" style={{ color: color.ink2, textDecoration: 'underline' }}>
      {children}
    </Link>
  );
}

const line: CSSProperties = { color: color.ink, fontSize: 16, lineHeight: '26px', margin: 0 };
const heading: CSSProperties = {
  ...line,
  fontSize: 17,
  fontWeight: 600,
  margin: '0 0 12px',
  padding: '0 0 0 10px',
};
