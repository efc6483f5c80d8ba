import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf, follow } from './blocks.ts';

const texts = (body: string) => blocksOf(body).map((block) => block.text);
const keys = (body: string) => blocksOf(body).map((block) => block.key);

/** Where each paragraph of one text is in another, in words. */
function followed(before: string, after: string): (string | null)[] {
  const now = new Map(blocksOf(after).map((block) => [block.key, block.text]));
  return [...follow(blocksOf(before), blocksOf(after)).values()].map((key) => key && now.get(key)!);
}

describe('the blocks of a text', () => {
  it('are what stands between empty lines', () => {
    expect(texts('一つ目\n続き\n\n\n二つ目\n \n三つ目\n')).toEqual([
      '一つ目\n続き',
      '二つ目',
      '三つ目',
    ]);
    expect(texts('')).toEqual([]);
  });

  it('keep a fence whole, and a list with what is indented under it', () => {
    expect(texts('a\n\n```\nb\n\nc\n```\n\nd')).toEqual(['a', '```\nb\n\nc\n```', 'd']);
    expect(texts('1. a\n\n   still a\n\n2. b')).toEqual(['1. a\n\n   still a', '2. b']);
    expect(texts('```\nnever closed\n\nx')).toEqual(['```\nnever closed\n\nx']);
  });

  it('begin with the wide space that Japanese paragraphs begin with', () => {
    expect(texts('　一つ目\n\n　二つ目')).toEqual(['　一つ目', '　二つ目']);
  });

  it('have the same key for the same words, and one of its own for their repeat', () => {
    expect(keys('a\n\nb')).toEqual(keys('b\n\na').reverse());
    expect(new Set(keys('a\n\na\n\na')).size).toBe(3);
  });

  it('lose nothing of any text but empty lines', () => {
    const line = fc.constantFrom('', ' ', 'a', '  b', '```', '~~~~', '- c', '　d');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const solid = (text: string) => text.split('\n').filter((each) => each.trim());
        const body = lines.join('\n');
        expect(texts(body).flatMap(solid)).toEqual(solid(body));
      }),
    );
  });
});

describe('after an edit', () => {
  it('only the touched block is another one', () => {
    expect(followed('One.\n\nTwo is here.\n\nThree.', 'One.\n\nTwo is there.\n\nThree.')).toEqual([
      'One.',
      'Two is there.',
      'Three.',
    ]);
  });

  it('a block that moved is the same', () => {
    expect(followed('One.\n\nTwo.\n\nThree.', 'Three.\n\nOne.\n\nTwo.')).toEqual([
      'One.',
      'Two.',
      'Three.',
    ]);
  });

  it('a block put in between takes nobody’s place', () => {
    expect(
      followed(
        '一段落目です。\n\n二段落目です。',
        '新しい文\n\n一段落目です。\n\n二段落目でした。',
      ),
    ).toEqual(['一段落目です。', '二段落目でした。']);
  });

  it('a block that was replaced by quite other words is followed to its place', () => {
    expect(followed('One.\n\nabcdef\n\nThree.', 'One.\n\nuvwxyz\n\nThree.')[1]).toBe('uvwxyz');
    expect(followed('abcdef', 'uvwxyz')).toEqual(['uvwxyz']);
  });

  it('a block that was taken out is gone', () => {
    expect(followed('One.\n\nTwo.\n\nThree.', 'One.\n\nThree.')).toEqual(['One.', null, 'Three.']);
  });

  it('no two blocks become one', () => {
    const body = fc.array(fc.constantFrom('aa', 'ab', 'abc', 'bcd', 'xyz', 'xyzz', '京都'), {
      maxLength: 7,
    });
    fc.assert(
      fc.property(body, body, (one, other) => {
        const places = [
          ...follow(blocksOf(one.join('\n\n')), blocksOf(other.join('\n\n'))).values(),
        ];
        const standing = places.filter((place) => place !== null);
        expect(new Set(standing).size).toBe(standing.length);
        const known = new Set(blocksOf(other.join('\n\n')).map((block) => block.key));
        expect(standing.every((place) => known.has(place))).toBe(true);
      }),
    );
  });
});
