import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { PAYLOADS } from '#tests/fixtures/payloads.ts';
import { renderMarkdown } from './render.ts';
import { rendered } from './rendered.ts';

const ELEMENTS = new Set(
  'P BR STRONG EM S UL OL LI BLOCKQUOTE CODE PRE HR A TABLE THEAD TBODY TR TH TD DIV'.split(' '),
);
/** Each attribute that may stand there, and what it may say. */
const ATTRIBUTES: Record<string, RegExp> = {
  href: /^(https?:\/\/|mailto:)[^\s]/i,
  rel: /^noopener nofollow ugc$/,
  start: /^\d{1,9}$/,
  class: /^(scroll|language-\S*)$/,
  tabindex: /^0$/,
  style: /^text-align:(left|right|center)$/,
  title: /^/,
};

const { DOMParser } = new JSDOM().window;

/** What a browser makes of it that is not in the list above. */
function unsafeIn(html: string): string[] {
  const document = new DOMParser().parseFromString(`<body>${html}`, 'text/html');
  const found: string[] = [];
  const walk = (node: Node) => {
    if (node.nodeType === 8) found.push('comment');
    for (const { name, value } of (node as Element).attributes ?? []) {
      if (node !== document.body && !ATTRIBUTES[name]?.test(value)) found.push(`${name}=${value}`);
    }
    if (node.nodeType === 1 && node !== document.body && !ELEMENTS.has((node as Element).tagName)) {
      found.push((node as Element).tagName);
    }
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  if (document.head.childNodes.length > 0) found.push('head');
  return found;
}

describe('a post as HTML', () => {
  it.each(PAYLOADS)('%s stays a text', (payload) => {
    const found = unsafeIn(renderMarkdown(payload));
    expect(found).toEqual([]);
  });

  it('control: markup that got through would be found, whatever it is', () => {
    for (const through of [
      '<p><img src=x></p>',
      '<p onclick="x">a</p>',
      '<a href="javascript:alert(1)">x</a>',
      '<a href="/sign-out">x</a>',
      '<svg><a xlink:href="https://a.example">x</a></svg>',
      '<!-- x -->',
      '<p style="background:url(//a.example)">x</p>',
    ]) {
      expect(unsafeIn(through), through).not.toEqual([]);
    }
  });

  it('links say that they are from members and hand nothing over', () => {
    expect(renderMarkdown('[MEJ](https://mej.example)')).toBe(
      '<p><a href="https://mej.example" rel="noopener nofollow ugc">MEJ</a></p>',
    );
  });

  it.each([
    ['https://mej.example/a?b=1をご覧ください。', 'https://mej.example/a?b=1'],
    ['詳細は（https://mej.example/a）へ', 'https://mej.example/a'],
    ['see (https://mej.example/a_(b)).', 'https://mej.example/a_(b)'],
    ['https://mej.example/a, and', 'https://mej.example/a'],
    ['http://localhost:3000/x', 'http://localhost:3000/x'],
  ])('in %s the address ends where the reader thinks', (text, address) => {
    expect(renderMarkdown(text)).toContain(`<a href="${address}" rel`);
  });

  it('an e-mail address is one, a bare name is not', () => {
    expect(renderMarkdown('office@mej.or.jp mej.example')).toBe(
      '<p><a href="mailto:office@mej.or.jp" rel="noopener nofollow ugc">office@mej.or.jp</a> mej.example</p>',
    );
  });

  it.each([
    [
      '結節の**性状（充実・すりガラス）**まで付ける',
      '<strong>性状（充実・すりガラス）</strong>まで',
    ],
    ['これは**「重要」**です', '<strong>「重要」</strong>です'],
    ['**중요(필수)**를', '<strong>중요(필수)</strong>를'],
    ['a **b** c', '<strong>b</strong>'],
    ['2 * 3 * 4', '2 * 3 * 4'],
  ])('%s is emphasised as meant', (text, html) => {
    expect(renderMarkdown(text)).toContain(html);
  });

  it('keeps the lines people write and does not shout headings', () => {
    expect(renderMarkdown('一行目\n二行目')).toBe('<p>一行目<br>\n二行目</p>');
    expect(renderMarkdown('# 見出し')).toBe('<p># 見出し</p>');
  });

  it('comes to an end on text made to keep it busy', () => {
    const texts = [
      '['.repeat(8000),
      '*a '.repeat(2666),
      '`'.repeat(8000),
      '> '.repeat(4000),
      '- '.repeat(4000),
      Array.from({ length: 88 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n'),
      '1. '.repeat(2666),
      '<'.repeat(8000),
      '<!--'.repeat(2000),
      '![]('.repeat(2000),
      '[x]('.repeat(2000),
      '**_'.repeat(2666),
      '~~'.repeat(4000),
      '&#'.repeat(4000),
      '\\'.repeat(8000),
      '|'.repeat(4000) + '\n' + '|-'.repeat(2000),
      'https://'.repeat(1000),
      `https://a.example/${'('.repeat(7900)}`,
      `https://a.example/${'.'.repeat(7900)}x`,
      `https://a.example/${')'.repeat(7900)}`,
      `https://a.example/${').'.repeat(3900)}`,
      'a@'.repeat(4000),
      `${'a.'.repeat(3900)}@x`,
      '\t'.repeat(4000) + 'x',
      '```\n'.repeat(2000),
      `e${'\u0301'.repeat(7999)}`,
      '\u{1f468}\u200d'.repeat(2600),
    ];
    const calls = Array.from({ length: 20 }, (_, i) => `@佐藤 ${i}`);
    for (const text of [...texts, '@佐藤 19 '.repeat(1142), '@'.repeat(8000)]) {
      // What it computes, not what it waits for on a busy machine.
      const before = process.cpuUsage();
      renderMarkdown(text, calls);
      const { user } = process.cpuUsage(before);
      expect(user / 1000, text.slice(0, 20)).toBeLessThan(1000);
    }
  });

  it('is rendered anew when the version changes', () => {
    expect(rendered('a 1', 'one')).toBe('<p>one</p>');
    expect(rendered('a 1', 'ignored: the version is the same')).toBe('<p>one</p>');
    expect(rendered('a 2', 'two')).toBe('<p>two</p>');
  });
});
