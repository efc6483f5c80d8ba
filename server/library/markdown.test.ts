import { describe, expect, it } from 'vitest';
import { renderText } from './markdown.ts';

describe('a library text', () => {
  it('keeps its tables, each in a box that scrolls and takes the keyboard', () => {
    const html = renderText('| 区分 | 数 |\n| --- | ---: |\n| 大企業 | 13社 |');
    expect(html).toMatch(/^<div class="scroll" tabindex="0"><table>/);
    expect(html).toContain('<td style="text-align:right">13社</td>');
  });

  it('begins its headings at the second level and keeps their order', () => {
    expect(renderText('### 一\n\n#### 二')).toBe('<h2>一</h2>\n<h3>二</h3>');
    expect(renderText('# one\n\n## two')).toBe('<h2>one</h2>\n<h3>two</h3>');
  });

  it('shows markup as it is written', () => {
    expect(renderText('<script>alert(1)</script>')).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>',
    );
    expect(renderText('a <b onclick="x">b</b>')).not.toContain('<b');
  });

  it('links to the web and to mail only', () => {
    expect(renderText('[a](https://example.jp)')).toContain(
      '<a href="https://example.jp" rel="noopener">',
    );
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//example.jp',
      'vbscript:x',
    ]) {
      expect(renderText(`[a](${address})`)).not.toContain('<a');
    }
  });

  it('loads no picture', () => {
    expect(renderText('![a](https://example.jp/a.png)')).not.toContain('<img');
  });
});
