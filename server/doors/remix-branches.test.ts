import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import { describe, expect, test } from 'vitest';
import { handleByBranch } from './remix-branches.ts';

const PATHS = [
  'discussions',
  'discussions/threads/:id',
  'discussions/threads/new',
  'discussions/threads/:id/post',
  'events/:slug',
  'events/:slug.ics',
  'events/all.ics',
  ':lang/about',
  ':lang?/terms',
  '*',
];
const build = buildOf(PATHS);
const whole = createRequestHandler(build, 'test');
const byBranch = handleByBranch(build, 'test');

describe('an address reaches the same route, with the same parameters, as in the whole of Remix', () => {
  test.each([
    '/',
    '/discussions',
    '/Discussions',
    '/discussions/',
    '/discussions/threads/new',
    '/discussions/threads/1',
    '/discussions/threads/discussions',
    '/discussions/threads/1/post',
    '/discussions/threads/new/post',
    '/discussions/threads/1/nothing',
    '/events/spring',
    '/events/spring.ics',
    '/events/all.ics',
    '/events/new',
    '/en/about',
    '/events/about',
    '/terms',
    '/en/terms',
    '/%64iscussions',
    '/x%2Fy',
    '//discussions',
    '/nothing/at/all',
  ])('%s', async (path) => {
    // Twice, because the second time comes from memory; the neighbours must not have changed it.
    for (let time = 0; time < 2; time += 1) {
      expect(await answer(byBranch, path)).toEqual(await answer(whole, path));
    }
  });

  test('single-fetch requests too', async () => {
    for (const path of ['/discussions.data', '/discussions/threads/1.data', '/_root.data']) {
      expect(await answer(byBranch, path)).toEqual(await answer(whole, path));
    }
  });

  test('the manifest speaks of all routes', async () => {
    const path = '/__manifest?version=1&p=%2Fdiscussions&p=%2Fevents%2Fspring';
    expect(await answer(byBranch, path)).toEqual(await answer(whole, path));
  });
});

async function answer(handler: typeof whole, path: string) {
  const response = await handler(new Request(`http://localhost${path}`));
  return { status: response.status, body: await response.text() };
}

/** Routes under a root, each of which answers who it is and what it was given. */
function buildOf(paths: readonly string[]): ServerBuild {
  const entries = [
    ['root', { id: 'root', path: '' }],
    ['index', { id: 'index', parentId: 'root', index: true, module: teller('index') }],
    ...paths.map((path) => [path, { id: path, parentId: 'root', path, module: teller(path) }]),
  ] as [string, ServerBuild['routes'][string]][];
  entries[0]![1]!.module = { default: () => null };
  return {
    entry: { module: { default: () => new Response() } },
    routes: Object.fromEntries(entries),
    assets: {
      version: '1',
      url: '',
      entry: { module: '', imports: [] },
      routes: Object.fromEntries(
        entries.map(([id]) => [id, { id, hasLoader: id !== 'root', hasAction: false }]),
      ),
    },
    future: { v3_singleFetch: true, v3_lazyRouteDiscovery: true },
    publicPath: '/',
    assetsBuildDirectory: '',
    isSpaMode: false,
  } as unknown as ServerBuild;
}

function teller(name: string) {
  return {
    loader: ({ params }: { params: object }) => new Response(JSON.stringify({ name, params })),
  } as never;
}
