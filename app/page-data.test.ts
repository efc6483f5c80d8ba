import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { stringsFor, stringsScript } from './i18n/strings.ts';
import { dataScripts } from './page-data.ts';

const shell = stringsFor('ja', ['shell', 'words']);
const library = stringsFor('ja', ['library']);

describe('the browser gets what the loaders answered', () => {
  test.each([
    ['with the words of two routes', { root: { strings: shell }, leaf: { strings: library } }],
    ['with the same words twice', { root: { strings: shell }, leaf: { strings: shell } }],
    ['with words that are nobody’s', { root: { strings: '{"shell":{}}' }, leaf: null }],
    ['and markup in it', { root: { strings: shell, html: '</script><!-- & \u2028' } }],
  ])('%s', (_, loaderData) => {
    // Remix encodes each text once, and not in the order of the routes.
    const texts = [...new Set(Object.values(loaderData).flatMap(values))].reverse();
    const data = `${JSON.stringify(texts)}\n`;
    const html = dataScripts(data, loaderData, 'n');
    expect(run(html)).toBe(data);
    expect(html).not.toContain('本文へ進む');
    expect(html.match(/<\/script>/g)).toHaveLength(html.match(/<script/g)!.length);
  });
});

test('an address of other words leads nowhere', () => {
  expect(stringsScript('/strings/ja/shell.000000000000.js')).toBeUndefined();
  expect(stringsScript('/strings/ja/nothing.000000000000.js')).toBeUndefined();
  expect(stringsScript('/strings/../shell.000000000000.js')).toBeUndefined();
});

const values = (answer: object | null) => Object.values(answer ?? {}) as unknown[];

/** What the scripts of a page hand to the browser's end of Remix. */
function run(html: string): string {
  let received = '';
  const controller = { enqueue: (text: string) => (received += text), close: () => undefined };
  const browser = { __remixContext: { streamController: controller } };
  const context = Object.assign(browser, { window: browser });
  for (const [, address, inline] of html.matchAll(
    /<script(?: src="([^"]+)"[^>]*| [^>]*)>(.*?)<\/script>/gs,
  )) {
    runInNewContext(address ? stringsScript(address)! : inline!, context);
  }
  return received;
}
