import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayName, readAddress, readMailbox, singleLine } from './address.ts';

describe('an address', () => {
  test.each([
    ['sato@example.org', 'sato@example.org'],
    ['Sato.Hanako+forum@Example.ORG', 'Sato.Hanako+forum@example.org'],
    ['info@病院.example', 'info@xn--0rys90e.example'],
    ['info@ＥＸＡＭＰＬＥ.jp', 'info@example.jp'],
    ["o'neil@example.co.jp", "o'neil@example.co.jp"],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ])('%s is taken as %s', (written, read) => {
    expect(readAddress(written)).toBe(read);
  });

  test.each([
    ['nothing', ''],
    ['no domain', 'sato'],
    ['an empty local part', '@example.org'],
    ['an empty domain', 'sato@'],
    ['a quoted local part', '"sato hanako"@example.org'],
    ['a line break', 'sato@example.org\r\nBcc: evil@example.net'],
    ['a line break in the local part', 'sato\r\nBcc:evil@example.net'],
    ['a comma', 'sato@example.org,evil@example.net'],
    ['a second address', 'sato@example.org evil@example.net'],
    ['angle brackets', '<sato@example.org>'],
    ['a name with brackets', 'Sato <sato@example.org>'],
    ['a NUL', 'sato\0@example.org'],
    ['a bidi mark', 'sato@example\u202e.org'],
    ['a local part that is not ASCII', '佐藤@example.org'],
    ['a local part of 65', `${'a'.repeat(65)}@example.org`],
    [
      'more than 254',
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(10)}.org`,
    ],
    ['two dots', 'sato..hanako@example.org'],
    ['a dot at the end', 'sato.@example.org'],
    ['two at signs', 'sato@evil@example.org'],
    ['an IP address', 'sato@127.0.0.1'],
    ['an IP literal', 'sato@[127.0.0.1]'],
    ['a host without a dot', 'sato@localhost'],
    ['a label with a hyphen at its end', 'sato@example-.org'],
    ['a label of 64', `sato@${'a'.repeat(64)}.org`],
    ['an underscore', 'sato@ex_ample.org'],
    ['a port', 'sato@example.org:25'],
    ['a path', 'sato@example.org/x'],
    ['a percent sign', 'sato@example%2eorg'],
    ['white space around', ' sato@example.org '],
  ])('is none with %s', (_name, written) => {
    expect(readAddress(written)).toBeNull();
  });

  test('that was taken is taken again unchanged and holds nothing that separates', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress()), (text) => {
        const read = readAddress(text);
        if (read === null) return;
        expect(readAddress(read)).toBe(read);
        expect(read).toMatch(/^[\x21-\x7e]+$/);
        expect(read).not.toMatch(/[\s,;:<>()[\]"\\]/);
      }),
      { numRuns: 500 },
    );
  }, 30_000);
});

describe('a display name', () => {
  test.each([
    ['佐藤 花子', '佐藤 花子'],
    ['Foo, Inc.', 'Foo, Inc.'],
    ['Sato\r\nBcc: evil@example.net', 'Sato Bcc: evil example.net'],
    ['"Sato" <evil@example.net>', 'Sato evil example.net'],
    ['Sato\u202eoneraC\u200b', 'SatooneraC'],
    ['\0\x07Sato', 'Sato'],
  ])('%j is shown as %j', (written, shown) => {
    expect(displayName(written)).toBe(shown);
  });

  test('is cut at a hundred without splitting a character', () => {
    expect(displayName('𠮷'.repeat(80))).toBe('𠮷'.repeat(50));
    expect(displayName(`a${'𠮷'.repeat(80)}`)).toBe(`a${'𠮷'.repeat(49)}`);
  });
});

test('a line has no breaks of any script', () => {
  expect(singleLine('a\u2028b\u2029c\td\r\ne\u0085f')).toBe('a b c d ef');
});

test('a sender is read from its configuration', () => {
  expect(readMailbox('MEJ Forum <forum@mej.example>')).toEqual({
    name: 'MEJ Forum',
    address: 'forum@mej.example',
  });
  expect(readMailbox('forum@mej.example')).toEqual({ name: '', address: 'forum@mej.example' });
  for (const bad of ['', 'MEJ Forum', 'A <a@b.example>, B <b@b.example>', 'A <a@b.example> x']) {
    expect(readMailbox(bad)).toBeNull();
  }
});
