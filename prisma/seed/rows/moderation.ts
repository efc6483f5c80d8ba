import { homeOrgOf, idOf } from '../cast.ts';
import { atJapanTime, workdayFrom } from '../dates.ts';
import { PROJECTS } from '../projects.ts';
import type { Rows } from './insert.ts';

/** The post of the preparation's chat that somebody took to the secretariat, and why. */
const REPORTED = { thread: 'symposium-chat', place: 5, by: 'kimura' } as const;
const WORDS =
  '発表資料の草案に、公開前の治療成績が含まれているようです。ご確認をお願いいたします。';

/** One report that waits for the secretariat. */
export function moderationRows(today: Date): Rows {
  const thread = PROJECTS.flatMap((one) => one.threads).find((one) => one.key === REPORTED.thread)!;
  const post = thread.posts[REPORTED.place - 1]!;
  const reportId = idOf('report', REPORTED.thread);
  const postId = idOf('post', `${thread.key}:${REPORTED.place}`);
  return {
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
