import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './render.ts';
import { rendered } from './rendered.ts';

const ALLOWED =
  /^<\/?(p|br|strong|em|s|ul|ol|li|blockquote|code|pre|hr|a|table|thead|tbody|tr|th|td|div)( [^>]*)?>$/;
const ALLOWED_ATTRIBUTE = /^(href|rel|start|class|tabindex|style|title)$/;

/** What people try. Each must come out as text, without markup of its own. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\u0000script:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](vbscript:msgbox(1))',
  '[x](file:///etc/passwd)',
  '[x](//evil.example/x)',
  '[x](/sign-out)',
  '[x](https://a.example "onmouseover=alert(1) x=")',
  '[x](https://a.example/"onmouseover="alert(1))',
  '[x](<https://a.example/"onmouseover="alert(1)>)',
  '![x](https://evil.example/pixel.png)',
  '![x](javascript:alert(1))',
  '<javascript:alert(1)>',
  '<data:text/html,x>',
  '[x]: javascript:alert(1)\n\n[x]',
  '[x]: https://evil.example\n\n![x]',
  'https://a.example/"><script>alert(1)</script>',
  "https://a.example/' onclick='alert(1)",
  'javascript:alert(1)',
  '`<script>alert(1)</script>`',
  '```"><script>alert(1)</script>\n<script>\n```',
  '~~~ html onclick=alert(1)\n<b>\n~~~',
  '| a | b |\n|:-|-:|\n| <script>alert(1)</script> | [x](javascript:alert(1)) |',
  '> <script>alert(1)</script>',
  '- <img src=x onerror=alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '# <img src=x onerror=alert(1)>',
  '<!-- --><script>alert(1)</script>',
  '<![CDATA[<script>alert(1)</script>]]>',
  '\u202e<script>alert(1)</script>',
  '**<b onmouseover=alert(1)>x</b>**',
];

describe('a post as HTML', () => {
  it.each(PAYLOADS)('%s stays a text', (payload) => {
    const html = renderMarkdown(payload);
    for (const tag of html.match(/<[^>]*>/g) ?? []) {
      expect(tag).toMatch(ALLOWED);
      for (const [, name] of tag.matchAll(/ ([a-z-]+)="[^"]*"/g))
        expect(name).toMatch(ALLOWED_ATTRIBUTE);
      expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/ on\w+=/i);
      const href = /href="([^"]*)"/.exec(tag)?.[1];
      if (href !== undefined) expect(href).toMatch(/^(https?:\/\/|mailto:)/);
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
    const started = performance.now();
    for (const text of [
      '['.repeat(8000),
      '*a '.repeat(2666),
      '`'.repeat(8000),
      '> '.repeat(4000),
    ]) {
      renderMarkdown(text);
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('is rendered anew when the version changes', () => {
    expect(rendered('a 1', 'one')).toBe('<p>one</p>');
    expect(rendered('a 1', 'ignored: the version is the same')).toBe('<p>one</p>');
    expect(rendered('a 2', 'two')).toBe('<p>two</p>');
  });
});
