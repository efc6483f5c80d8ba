import { homeOrgOf, idOf } from '../cast.ts';
import { atJapanTime, workdayFrom } from '../dates.ts';
import { PROJECTS } from '../projects.ts';
import type { Rows } from './insert.ts';

/** The post of the preparation's chat that somebody took to the secretariat, and why. */
const REPORTED = { thread: 'symposium-chat', place: 5, by: 'kimura' } as const;
const WORDS =
  '発表資料の草案に、公開前の治療成績が含まれているようです。ご確認をお願いいたします。';

/** The first post of a newly admitted hospital's representative: it would open a thread. */
const HELD = {
  project: 'indonesia-oxygenator',
  by: 'kashiwagi',
  title: '当院における体外循環技術者の研修受入れについて',
  text: `はじめて投稿いたします。当院では、補助循環に携わる体外循環技術者の見学を、月に二名まで受け入れることができます。

- 期間：二週間
- 言語：英語（通訳の手配も可能です）

ご希望の施設がございましたら、ご相談ください。`,
} as const;

/** One report and one first post that wait for the secretariat. */
export function moderationRows(today: Date): Rows {
  const thread = PROJECTS.flatMap((one) => one.threads).find((one) => one.key === REPORTED.thread)!;
  const post = thread.posts[REPORTED.place - 1]!;
  const reportId = idOf('report', REPORTED.thread);
  const postId = idOf('post', `${thread.key}:${REPORTED.place}`);
  return {
    held_post: [
      {
        id: idOf('held', HELD.by),
        project_id: idOf('project', HELD.project),
        thread_id: idOf('thread', `held:${HELD.by}`),
        title: HELD.title,
        author_id: idOf('person', HELD.by),
        org_id: idOf('organisation', homeOrgOf(HELD.by)),
        client_id: idOf('client', `held:${HELD.by}`),
        body: HELD.text,
        lang: 'ja',
        at: atJapanTime(workdayFrom(today, -1), '11:05'),
      },
    ],
    report: [
      {
        id: reportId,
        post_id: postId,
        thread_id: idOf('thread', thread.key),
        author_id: idOf('person', post.by),
        reporter_id: idOf('person', REPORTED.by),
        reporter_org_id: idOf('organisation', homeOrgOf(REPORTED.by)),
        reason: 'confidential',
        words: WORDS,
        at: atJapanTime(workdayFrom(today, -1), '16:20'),
        state: 'open',
      },
    ],
    report_text: [
      {
        report_id: reportId,
        post_id: postId,
        seq: REPORTED.place,
        author_id: idOf('person', post.by),
        org_id: idOf('organisation', post.as ?? homeOrgOf(post.by)),
        body: post.text,
        lang: post.lang,
        at: atJapanTime(workdayFrom(today, post.on), post.at),
      },
    ],
  };
}
