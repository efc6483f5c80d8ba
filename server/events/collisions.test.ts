import { describe, expect, it } from 'vitest';
import { collisionsOf, sameLabel, type Slot } from './collisions.ts';

const at = (time: string) => new Date(`2027-03-12T${time}:00+09:00`);

function slot(id: string, from: string, to: string, more: Partial<Slot> = {}): Slot {
  const room = { ja: '大ホール', en: 'Main Hall' };
  return { id, startsAt: at(from), endsAt: at(to), room, speakers: [], ...more };
}

describe('a session in the way', () => {
  const morning = slot('a', '09:00', '10:00');

  it('is one in the same room at the same time', () => {
    expect(collisionsOf(slot('b', '09:59', '10:30'), [morning])).toEqual([
      { sessionId: 'a', over: 'room' },
    ]);
    expect(collisionsOf(slot('b', '09:15', '09:30'), [morning])).toHaveLength(1);
  });

  it('is none that ends when the other begins, nor the session itself', () => {
    expect(collisionsOf(slot('b', '10:00', '10:30'), [morning])).toEqual([]);
    expect(collisionsOf(slot('a', '09:30', '10:30'), [morning])).toEqual([]);
  });

  it('is one in another room that needs the same speaker', () => {
    const speakers = [{ name: { ja: '山田 太郎', en: 'Taro Yamada' } }];
    const there = slot('a', '09:00', '10:00', { speakers });
    const here = slot('b', '09:30', '10:30', {
      room: { ja: '会議室 A' },
      speakers: [{ name: { ja: '山田太郎' } }],
    });
    expect(collisionsOf(here, [there])).toEqual([{ sessionId: 'a', over: 'speakers' }]);
  });

  it('is none where two people with records share a name', () => {
    const named = (personId: string) => [{ personId, name: { ja: '佐藤 恵' } }];
    const room = { ja: '会議室 A' };
    const there = slot('a', '09:00', '10:00', { speakers: named('p1') });
    expect(
      collisionsOf(slot('b', '09:00', '10:00', { room, speakers: named('p2') }), [there]),
    ).toEqual([]);
  });

  it('names agree whatever their width, case and spaces', () => {
    expect(sameLabel({ en: 'Room A' }, { en: 'ＲＯＯＭ Ａ' })).toBe(true);
    expect(sameLabel({ ja: '会議室A', en: 'Room A' }, { ja: '会議室A' })).toBe(true);
    expect(sameLabel({ ja: '会議室A' }, { en: 'Room A' })).toBe(false);
  });
});
