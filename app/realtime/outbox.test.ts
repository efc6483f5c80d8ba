import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acknowledged,
  again,
  enqueue,
  GIVE_UP_MS,
  holdsUnsent,
  hurry,
  next,
  refused,
  without,
  type Outbox,
} from './outbox.ts';
import { NO_ANSWER } from './protocol.ts';

const REFUSED = { ok: false, code: 'THREAD_CLOSED', kind: 'conflict' } as const;

describe('messages on their way', () => {
  it('an unanswered message is tried again with its id and holds back those behind it', () => {
    let box: Outbox<string> = enqueue(enqueue([], 'a', 'one', 0), 'b', 'two', 0);
    box = refused(box, 'a', NO_ANSWER, 0, 0.5);
    expect(next(box)).toMatchObject({ clientId: 'a', attempts: 1 });
    expect(next(box)!.notBefore).toBeGreaterThan(0);
    expect(next(hurry(box, 5))!.notBefore).toBe(5);
  });

  it('after a minute it is given back, and the next one has its turn', () => {
    let box: Outbox<string> = enqueue(enqueue([], 'a', 'one', 0), 'b', 'two', 0);
    box = refused(box, 'a', NO_ANSWER, GIVE_UP_MS, 0.5);
    expect(box[0]).toMatchObject({ state: 'failed', content: 'one' });
    expect(next(box)?.clientId).toBe('b');
    box = again(box, 'a', GIVE_UP_MS + 1);
    expect(next(box)).toMatchObject({ clientId: 'a', since: GIVE_UP_MS + 1, refusal: null });
  });

  it('what the forum would refuse again is given back at once', () => {
    const box = refused(enqueue([], 'a', 'one', 0), 'a', REFUSED, 0, 0.5);
    expect(box[0]).toMatchObject({ state: 'failed', refusal: REFUSED });
  });

  it('waits as long as the forum asks', () => {
    const asked = { ok: false, code: 'RATE_LIMITED', kind: 'rateLimited', retryAfter: 9 } as const;
    expect(refused(enqueue([], 'a', 'one', 0), 'a', asked, 0, 0)[0]!.notBefore).toBe(9000);
  });

  it('no message is ever lost or sent under two ids, whatever happens in whatever order', () => {
    const act = fc.oneof(
      fc.record({ do: fc.constant('write' as const) }),
      fc.record({
        do: fc.constantFrom('ack' as const, 'silence' as const, 'no' as const, 'again' as const),
        at: fc.nat(20),
      }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let box: Outbox<number> = [];
        let written = 0;
        let now = 0;
        for (const one of acts) {
          now += 7000;
          if (one.do === 'write') box = enqueue(box, `c${written}`, written++, now);
          else {
            const clientId = box[one.at]?.clientId ?? 'none';
            if (one.do === 'ack') box = acknowledged(box, clientId);
            if (one.do === 'silence') box = refused(box, clientId, NO_ANSWER, now, 0.5);
            if (one.do === 'no') box = refused(box, clientId, REFUSED, now, 0.5);
            if (one.do === 'again' && box[one.at]?.state === 'failed')
              box = again(box, clientId, now);
          }
        }
        expect(box.map((entry) => [entry.clientId, entry.content])).toEqual(
          Array.from({ length: written }, (_, i) => [`c${i}`, i]),
        );
        expect(holdsUnsent(box)).toBe(box.some((entry) => entry.state !== 'sent'));
        expect(without(box, new Set(box.map((entry) => entry.clientId)))).toEqual([]);
      }),
    );
  });
});
