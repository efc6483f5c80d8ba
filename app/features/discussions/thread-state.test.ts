import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PostView } from '#server/discussions/views.ts';
import type { LogEvent } from '#app/realtime/protocol.ts';
import { rowsOf } from './rows.ts';
import { fromWindow, withEvents, withNewer, withOlder, type ThreadWindow } from './thread-state.ts';

const author = {
  id: 'a',
  familyName: '佐藤',
  givenName: '恵',
  nameLang: 'ja',
  latinName: 'Megumi Sato',
};
const org = { id: 'o', name: { ja: 'あおぞら' }, monogram: '心', hue: 255 };

function post(seq: number, more: Partial<PostView> = {}): PostView {
  return {
    id: `p${seq}`,
    seq,
    authorId: 'a',
    orgId: 'o',
    clientId: `c${seq}`,
    at: new Date(Date.UTC(2026, 10, 20, 0, seq)).toISOString(),
    lang: 'ja',
    editedAt: null,
    deleted: false,
    html: `<p>${seq}</p>`,
    others: [],
    attachments: [],
    quote: null,
    mentions: [],
    reactions: [],
    ...more,
  };
}
function window(posts: PostView[], more: Partial<ThreadWindow> = {}): ThreadWindow {
  const postCount = posts.length;
  return {
    posts,
    authors: [author],
    orgs: [org],
    older: false,
    newer: false,
    postCount,
    mine: {},
    me: { personId: 'me' },
    turns: [],
    left: [],
    bookmarks: [],
    ...more,
  };
}
function event(seq: number, type: string, of: PostView): LogEvent {
  return { seq, type, at: of.at, post: of, author, org };
}

describe('a thread on the page', () => {
  it('an answer shows what it answers as it is now, and nothing of it once it is deleted', () => {
    const quote = { id: 'p1', seq: 1, lang: 'ja' as const, author, deleted: false, text: '旧' };
    const state = fromWindow(window([post(1), post(2, { quote }), post(3)]));
    const edited = { ...event(4, 'post.edited', post(1)), excerpt: '新' };
    const after = withEvents(state, [edited]);
    expect(after.posts.map((one) => one.quote?.text)).toEqual([undefined, '新', undefined]);
    const deleted = { ...event(5, 'post.deleted', post(1, { deleted: true })), excerpt: null };
    expect(withEvents(after, [deleted]).posts[1]!.quote!.text).toBeNull();
  });

  it('one’s own sign from another device is one’s own here; another’s is not', () => {
    const state = fromWindow(window([post(1)]));
    const by = (personId: string, on: boolean) => ({
      ...event(2, 'post.reacted', post(1)),
      excerpt: '',
      reaction: { personId, kind: 'agree' as const, on },
    });
    expect(withEvents(state, [by('other', true)]).mine).toEqual({});
    const mine = withEvents(state, [by('me', true), by('me', true)]);
    expect(mine.mine).toEqual({ p1: ['agree'] });
    expect(withEvents(mine, [by('me', false)]).mine).toEqual({ p1: [] });
  });

  it('a page and the events after it show what a page read later shows', () => {
    const act = fc.record({
      type: fc.constantFrom('post.created', 'post.edited', 'post.deleted'),
      at: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), fc.nat(60), (acts, cut) => {
        // The forum: a log of events, and the posts as they stand after each of them.
        let standing: PostView[] = [];
        const log: LogEvent[] = [];
        const pages: PostView[][] = [[]];
        for (const { type, at } of acts) {
          const seq = log.length + 1;
          const target = standing[at % (standing.length || 1)];
          const now =
            type === 'post.created' || !target
              ? post(seq)
              : type === 'post.edited'
                ? { ...target, html: `<p>${seq}</p>` }
                : { ...target, deleted: true, html: '' };
          standing = [...standing.filter((one) => one.id !== now.id), now].sort(
            (a, b) => a.seq - b.seq,
          );
          log.push(event(seq, now.seq === seq ? 'post.created' : type, now));
          pages.push(standing);
        }
        const from = Math.min(cut, log.length);
        const live = withEvents(fromWindow(window(pages[from]!)), log.slice(from));
        expect(live.posts).toEqual(standing);
        expect(live.postCount).toBe(standing.length);
      }),
    );
  });

  it('the same events twice change nothing', () => {
    const events = [
      event(3, 'post.created', post(3)),
      event(4, 'post.deleted', post(2, { deleted: true })),
    ];
    const once = withEvents(fromWindow(window([post(1), post(2)])), events);
    expect(withEvents(once, events)).toEqual(once);
  });

  it('older and newer windows join without a double; what arrives beyond the window is counted', () => {
    const middle = fromWindow(window([post(3), post(4)], { older: true, newer: true }));
    const counting = withEvents(middle, [event(9, 'post.created', post(9))]);
    expect(counting).toMatchObject({ arrived: 1, posts: middle.posts });
    const whole = withNewer(
      withOlder(counting, window([post(1), post(2), post(3)])),
      window([post(4), post(9)]),
    );
    expect(whole.posts.map((one) => one.seq)).toEqual([1, 2, 3, 4, 9]);
    expect(whole).toMatchObject({ older: false, newer: false, arrived: 0 });
  });
});

describe('the lines of a conversation', () => {
  const dayKey = (at: string) => at.slice(0, 10);
  const shape = (posts: PostView[], unread: number | null = null) =>
    rowsOf(posts, unread, dayKey).map((row) =>
      row.kind === 'post' ? `${row.post.seq}${row.joined ? '+' : ''}` : row.kind,
    );

  it('joins what one author writes in a row, within five minutes and one day', () => {
    expect(
      shape([post(1), post(2), post(8), post(9, { authorId: 'b' }), post(10, { authorId: 'b' })]),
    ).toEqual(['day', '1', '2+', '8', '9', '10+']);
    expect(shape([post(1), post(2, { at: '2026-11-21T00:00:30.000Z' })])).toEqual([
      'day',
      '1',
      'day',
      '2',
    ]);
    expect(shape([post(1), post(2, { orgId: 'p' })])).toEqual(['day', '1', '2']);
  });

  it('the unread rule stands before the first unread post, above its day', () => {
    expect(shape([post(1), post(2), post(3)], 2)).toEqual(['day', '1', 'unread', '2', '3+']);
    expect(shape([post(5)], 2)).toEqual(['unread', 'day', '5']);
    expect(shape([post(1)], 2)).toEqual(['day', '1']);
  });
});
