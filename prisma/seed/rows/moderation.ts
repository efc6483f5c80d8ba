import { homeOrgOf, idOf } from '../cast.ts';
import { atJapanTime, fiscalYearEnd, workdayFrom } from '../dates.ts';
import { CONVERSATIONS } from '../direct.ts';
import { PROJECTS } from '../projects.ts';
import type { Row, Rows } from './insert.ts';

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

/** An advertisement among messages: its author was barred from writing, and the bar lifted early. */
const LIFTED = {
  conversation: 'kimura-kusakabe',
  by: 'kusakabe',
  officer: 'okada',
  explanation:
    '会員の皆さまへの宣伝の転送依頼は、フォーラムの利用規約で認められていません。14日間、投稿を停止いたします。',
  reason:
    '経緯のご説明と、再発防止のご連絡をいただきました。投稿の停止を解除いたしますので、引き続きご活用ください。',
} as const;

/** A company that has announced that it leaves at the end of the fiscal year. */
const LEAVES = { org: 'akatsuki', by: 'todo' } as const;

/** What waits for the secretariat: a report, a first post, a resignation; and a bar that it has lifted. */
export function moderationRows(today: Date): Rows {
  const thread = PROJECTS.flatMap((one) => one.threads).find((one) => one.key === REPORTED.thread)!;
  const post = thread.posts[REPORTED.place - 1]!;
  const reportId = idOf('report', REPORTED.thread);
  const lifted = liftedRows(today);
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
        claimed_by: null,
        claimed_at: null,
        outcome: null,
        explanation: null,
        decided_by: null,
        decided_at: null,
      },
      lifted.report,
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
      lifted.text,
    ],
    writing_bar: [lifted.bar],
    resignation: [
      {
        id: idOf('resignation', LEAVES.org),
        org_id: idOf('organisation', LEAVES.org),
        state: 'announced',
        leaves_on: fiscalYearEnd(today),
        announced_by: idOf('person', LEAVES.by),
        announced_at: atJapanTime(workdayFrom(today, -2), '13:30'),
      },
    ],
  };
}

function liftedRows(today: Date): Record<'report' | 'text' | 'bar', Row> {
  const { messages } = CONVERSATIONS.find((one) => one.key === LIFTED.conversation)!;
  const message = messages[0]!;
  const when = (days: number, at: string) => atJapanTime(workdayFrom(today, message.on + days), at);
  const reportId = idOf('report', LIFTED.conversation);
  const postId = idOf('post', `${LIFTED.conversation}:1`);
  const officer = idOf('person', LIFTED.officer);
  const author = idOf('person', message.by);
  const decidedAt = when(1, message.at);
  return {
    report: {
      id: reportId,
      post_id: postId,
      thread_id: idOf('thread', `direct:${LIFTED.conversation}`),
      author_id: author,
      reporter_id: idOf('person', LIFTED.by),
      reporter_org_id: idOf('organisation', homeOrgOf(LIFTED.by)),
      reason: 'advertising',
      words: '',
      at: when(0, '18:02'),
      state: 'decided',
      claimed_by: officer,
      claimed_at: when(1, '09:40'),
      outcome: 'barred',
      explanation: LIFTED.explanation,
      decided_by: officer,
      decided_at: decidedAt,
    },
    text: {
      report_id: reportId,
      post_id: postId,
      seq: 1,
      author_id: author,
      org_id: idOf('organisation', homeOrgOf(message.by)),
      body: message.text,
      lang: message.lang,
      at: when(0, message.at),
    },
    bar: {
      id: idOf('bar', LIFTED.conversation),
      person_id: author,
      report_id: reportId,
      barred_by: officer,
      at: decidedAt,
      until: new Date(decidedAt.getTime() + 14 * 86_400_000),
      lifted_at: when(4, '10:15'),
      lifted_by: officer,
      lift_reason: LIFTED.reason,
    },
  };
}
