import { describe, expect, test } from 'vitest';
import { translate } from './translate.ts';

const dictionary = {
  hello: 'Hello {name}',
  seats_one: '{count} seat left',
  seats_other: '{count} seats left',
};

describe('translate', () => {
  test('fills the named places and leaves unknown ones to be seen', () => {
    expect(translate(dictionary, 'hello', { name: 'Sato' })).toBe('Hello Sato');
    expect(translate(dictionary, 'hello')).toBe('Hello {name}');
  });

  test('takes the plural form of the language', () => {
    expect(translate(dictionary, 'seats', { count: 1 }, 'en')).toBe('1 seat left');
    expect(translate(dictionary, 'seats', { count: 3 }, 'en')).toBe('3 seats left');
    expect(translate({ seats_other: '残り{count}席' }, 'seats', { count: 1 }, 'ja')).toBe(
      '残り1席',
    );
  });

  test('isolates a value that is written from the right, so that what follows keeps its place', () => {
    expect(translate({ by: '{name}: {n}' }, 'by', { name: 'مريم', n: 3 })).toBe(
      '\u2068مريم\u2069: 3',
    );
  });

  test('answers a missing key by the key itself', () => {
    expect(translate(dictionary, 'gone')).toBe('gone');
  });

  test('fills values as they are, without filling them again', () => {
    expect(translate(dictionary, 'hello', { name: '{name}' })).toBe('Hello {name}');
    expect(translate(dictionary, 'hello', { name: '$&' })).toBe('Hello $&');
    expect(translate(dictionary, 'hello', Object.create({ name: 'inherited' }))).toBe(
      'Hello {name}',
    );
  });
});
