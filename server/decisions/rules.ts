import { CHOICES, HIGHEST_MARK, LONGEST_DAYS, type PollKind } from './schemas.ts';

/** What is wrong with a deadline: it lies ahead, and not out of sight. */
export function deadlineFault(closesAt: Date, now: Date): 'notFuture' | 'tooFar' | null {
  const ahead = closesAt.getTime() - now.getTime();
  if (ahead <= 0) return 'notFuture';
  return ahead > LONGEST_DAYS * 86_400_000 ? 'tooFar' : null;
}

export type Answer = { choice: string | null; marks: Readonly<Record<string, number>> };

/**
 * Whether an answer is one that a poll takes: one of its choices, or a mark for each of its options.
 * @param options the ids of its options
 */
export function takesAnswer(
  kind: PollKind,
  options: readonly string[],
  { choice, marks }: Answer,
): boolean {
  const given = Object.entries(marks);
  if (options.length === 0) {
    return (CHOICES[kind] as readonly string[]).includes(choice ?? '') && given.length === 0;
  }
  return (
    choice === null &&
    given.length === options.length &&
    given.every(([id, value]) => options.includes(id) && value >= 0 && value <= HIGHEST_MARK[kind])
  );
}

/** Whether results can be seen yet: by everybody, by those who voted, or when voting is over. */
export function showsResults(
  poll: { results: 'shown' | 'untilVote' | 'untilClosed'; open: boolean },
  voted: boolean,
): boolean {
  if (!poll.open || poll.results === 'shown') return true;
  return poll.results === 'untilVote' && voted;
}
