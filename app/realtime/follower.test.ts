import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { follow } from './follower.ts';
import { NO_ANSWER, type Answer, type LogEvent, type Since } from './protocol.ts';

const channel = { kind: 'thread', id: 'x' } as const;
const event = (seq: number): LogEvent => ({ seq, type: 'post.created', at: '' });
const PAGE = 3;

/** A log that answers as the forum does: in pages, from a place. */
function logOf(length: () => number) {
  return async (_channel: unknown, after: number): Promise<Answer<Since>> => {
    const events = Array.from({ length: Math.max(0, length() - after) }, (_, i) =>
      event(after + i + 1),
    );
    return {
      ok: true,
      data: { seq: length(), events: events.slice(0, PAGE), more: events.length > PAGE },
    };
  };
}

function follower(since: (channel: unknown, after: number) => Promise<Answer<Since>>, after = 0) {
  const applied: number[] = [];
  const told = { resync: vi.fn(), closed: vi.fn() };
  const following = follow({
    channel,
    after,
    since,
    apply: (events) => applied.push(...events.map((one) => one.seq)),
    ...told,
    wait: async () => undefined,
  });
  return { following, applied, ...told };
}

describe('following a channel', () => {
  it('catches up page by page and then takes what is pushed', async () => {
    const { following, applied } = follower(
      logOf(() => 10),
      2,
    );
    await following.catchUp();
    expect(applied).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    following.receive([event(11)]);
    following.receive([event(11), event(12)]);
    expect(applied.slice(-2)).toEqual([11, 12]);
  });

  it('asks for the hole when something was lost', async () => {
    const { following, applied } = follower(logOf(() => 5));
    following.receive([event(5)]);
    expect(applied).toEqual([]);
    await following.catchUp();
    expect(applied).toEqual([1, 2, 3, 4, 5]);
  });

  it('reads the page again when the log no longer reaches back', async () => {
    const far = follower(async () => ({ ok: false, code: 'RESYNC', kind: 'invalid' }));
    await far.following.catchUp();
    expect(far.resync).toHaveBeenCalledOnce();
    const pruned = follower(async () => ({
      ok: true,
      data: { seq: 9, events: [event(8), event(9)] },
    }));
    await pruned.following.catchUp();
    expect(pruned.resync).toHaveBeenCalledOnce();
  });

  it('leaves when the right to listen is gone, and waits quietly without a connection', async () => {
    const lost = follower(async () => ({ ok: false, code: 'NOT_FOUND', kind: 'notFound' }));
    await lost.following.catchUp();
    expect(lost.closed).toHaveBeenCalledOnce();
    const offline = follower(async () => NO_ANSWER);
    await offline.following.catchUp();
    expect(offline.closed).not.toHaveBeenCalled();
  });

  it('tries again when the forum is busy', async () => {
    const log = logOf(() => 2);
    let tries = 0;
    const { following, applied } = follower((ref, after) =>
      ++tries < 4
        ? Promise.resolve({ ok: false, code: 'BUSY', kind: 'unavailable' } as const)
        : log(ref, after),
    );
    await following.catchUp();
    expect(applied).toEqual([1, 2]);
  });

  it('begins again where a page was read anew', async () => {
    const { following, applied } = follower(logOf(() => 6));
    await following.catchUp();
    following.startFrom(4);
    await following.catchUp();
    expect(applied).toEqual([1, 2, 3, 4, 5, 6, 5, 6]);
  });

  it('pushes lost, doubled and shuffled: everything is applied once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 5 }), { maxLength: 30 }),
        async (pushes) => {
          let length = 0;
          const { following, applied } = follower(logOf(() => length));
          for (const push of pushes) {
            length = Math.max(length, ...push);
            following.receive([...push].sort((a, b) => a - b).map(event));
          }
          await following.catchUp();
          expect(applied).toEqual(Array.from({ length }, (_, i) => i + 1));
        },
      ),
    );
  });
});
