import type { TurnView } from '#server/discussions/turns.ts';
import type { PostView } from '#server/discussions/views.ts';

export type Row =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string }
  | { kind: 'turn'; key: string; turn: TurnView }
  | {
      kind: 'post';
      key: string;
      post: PostView;
      /** Goes on from the post above it. */ joined: boolean;
    };

const JOINED_WITHIN_MS = 5 * 60_000;

/**
 * The lines of a conversation: a rule where a new day begins and where the unread begin, what happened
 * to the thread in its place, and posts, of which those that follow one another from one author are
 * joined under one name.
 * @param dayKey the day of a moment in the reader's zone
 */
export function rowsOf(
  posts: readonly PostView[],
  firstUnreadSeq: number | null,
  dayKey: (at: string) => string,
  turns: readonly TurnView[] = [],
): Row[] {
  const rows: Row[] = [];
  let above: PostView | null = null;
  let day = '';
  let unreadShown = firstUnreadSeq === null;
  let next = 0;
  function turnsBefore(seq: number) {
    for (let turn = turns[next]; turn && turn.seq < seq; turn = turns[++next]) {
      const today = dayKey(turn.at);
      if (today !== day) rows.push({ kind: 'day', key: `day ${today}`, at: turn.at });
      rows.push({ kind: 'turn', key: turn.id, turn });
      day = today;
      above = null;
    }
  }
  for (const post of posts) {
    turnsBefore(post.seq);
    const today = dayKey(post.at);
    const unreadHere = !unreadShown && post.seq >= firstUnreadSeq!;
    if (unreadHere) {
      rows.push({ kind: 'unread', key: 'unread' });
      unreadShown = true;
    }
    if (today !== day) rows.push({ kind: 'day', key: `day ${today}`, at: post.at });
    const joined: boolean = !unreadHere && today === day && above !== null && goesOn(above, post);
    rows.push({ kind: 'post', key: post.id, post, joined });
    day = today;
    above = post;
  }
  turnsBefore(Infinity);
  return rows;
}

function goesOn(above: PostView, post: PostView): boolean {
  return (
    above.authorId === post.authorId &&
    above.orgId === post.orgId &&
    Date.parse(post.at) - Date.parse(above.at) < JOINED_WITHIN_MS
  );
}
