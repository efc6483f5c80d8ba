import { runInNewContext } from 'node:vm';
import { decode, encode } from 'turbo-stream';
import { describe, expect, test } from 'vitest';
import { stringsFor, stringsScript } from './i18n/strings.ts';
import { dataScripts, forWholePage, shown } from './page-data.ts';

const shell = stringsFor('ja', ['shell', 'words']);
const library = stringsFor('ja', ['library']);
const markup = '</script><!-- & \u2028';
const kinds = {
  none: null,
  at: new Date(1_700_000_000_000),
  on: true,
  off: false,
  zero: 0,
  empty: '',
  list: [[], [1, 'a', null], {}],
};

describe('the browser gets what the loaders answered', () => {
  test.each([
    ['with the words of two routes', { root: { strings: shell }, leaf: { strings: library } }],
    ['with the same words twice', { root: { strings: shell }, leaf: { strings: shell } }],
    ['with words that are nobody’s', { root: { strings: '{"shell":{}}' }, leaf: null }],
    ['and markup in it', { root: { strings: shell, html: markup }, leaf: { [markup]: markup } }],
    [
      'of every kind',
      { root: { strings: shell, data: kinds }, leaf: { strings: library, data: 1 } },
    ],
    ['also where a key is a loader’s', { root: { loaderData: 'loaderData', root: 'root' } }],
  ])('%s', async (_, loaderData) => {
    const html = await scriptsOf(loaderData);
    expect(await run(html)).toEqual({ loaderData, actionData: null, errors: null });
    expect(html).not.toContain('本文へ進む');
    expect(html.match(/<\/script>/g)).toHaveLength(html.match(/<script/g)!.length);
  });

  test('beside what an action answered, what went wrong, and loaders that are no pages', async () => {
    const others = { actionData: { at: new Date(0) }, errors: { leaf: new Error('no') } };
    const loaderData = { root: { strings: shell }, plain: { when: new Date(5) } };
    const html = dataScripts(
      await textOf({
        loaderData: { ...hidden({ root: loaderData.root }), plain: loaderData.plain },
        ...others,
      }),
      { ...hidden({ root: loaderData.root }), plain: loaderData.plain },
      'n',
    );
    expect(await run(html)).toEqual({ loaderData, ...others });
  });
});

test('a text that stands on the page comes from there, and once', async () => {
  const answer = { data: { posts: [{ html: '<p>An account</p>' }, { html: '' }] } };
  const leaf = forWholePage(answer, () => ({
    data: { posts: [{ html: shown('text-1') }, { html: shown('text-2') }] },
  }));
  expect(leaf.data.posts[0]!.html).toBe('<p>An account</p>');
  const html = dataScripts(await textOf({ loaderData: { leaf } }), { leaf }, 'n');
  expect(html).not.toContain('An account');
  const onPage = { 'text-1': '<p>An account</p>' };
  expect(await run(html, onPage)).toEqual({ loaderData: { leaf: answer } });
});

test('an address of other words leads nowhere', () => {
  expect(stringsScript('/strings/ja/shell.000000000000.js')).toBeUndefined();
  expect(stringsScript('/strings/ja/nothing.000000000000.js')).toBeUndefined();
  expect(stringsScript('/strings/../shell.000000000000.js')).toBeUndefined();
});

function hidden(answers: Record<string, object | null>) {
  return Object.fromEntries(
    Object.entries(answers).map(([route, answer]) => [route, answer && forWholePage(answer)]),
  );
}

async function scriptsOf(answers: Record<string, object | null>): Promise<string> {
  const loaderData = hidden(answers);
  const rest = await textOf({ loaderData, actionData: null, errors: null });
  return dataScripts(rest, loaderData, 'n');
}

/** As Remix encodes it. */
function textOf(state: object): Promise<string> {
  return new Response(encode(state)).text();
}

/** What the scripts of a page hand to the browser's end of Remix, and what that reads. */
async function run(html: string, onPage: Record<string, string> = {}): Promise<unknown> {
  let received = '';
  const controller = { enqueue: (text: string) => (received += text), close: () => undefined };
  const [, data] = /id="page-data">(.*?)<\/script>/s.exec(html)!;
  const document = {
    getElementById: (id: string) =>
      id === 'page-data' ? { textContent: data } : id in onPage ? { innerHTML: onPage[id] } : null,
  };
  const browser = { __remixContext: { streamController: controller }, document };
  const context = Object.assign(browser, { window: browser });
  for (const [, address, inline] of html.matchAll(
    /<script(?: src="([^"]+)"[^>]*| nonce[^>]*)>(.*?)<\/script>/gs,
  )) {
    runInNewContext(address ? stringsScript(address)! : inline!, context);
  }
  const stream = new Blob([received]).stream() as ReadableStream<Uint8Array>;
  return (await decode(stream)).value;
}
