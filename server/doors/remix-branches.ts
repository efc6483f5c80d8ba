import { createRequestHandler, type RequestHandler, type ServerBuild } from '@remix-run/node';
import { matchRoutes } from '@remix-run/react';

type Tree = Parameters<typeof matchRoutes>[0];
type Routes = ServerBuild['routes'];

/**
 * Answers each request with a Remix that knows the branch of its address alone. Remix compiles and
 * compares every route about seven times while it draws a page, which on a hundred routes takes as
 * long as reading the page's data; here the branch is looked up once for each shape of address.
 */
export function handleByBranch(build: ServerBuild, mode: string | undefined): RequestHandler {
  const whole = createRequestHandler(build, mode);
  const tree = treeOf(build.routes);
  const spelled = spelledIn(build.routes);
  const byShape = new Map<string, RequestHandler>();
  const byLeaf = new Map<string, RequestHandler>();

  function handlerOf(pathname: string): RequestHandler {
    if (!isPlain(pathname)) return whole;
    const page = pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/');
    const shape = shapeOf(page, spelled);
    const known = byShape.get(shape);
    if (known) return known;
    const ids = matchRoutes(tree, page)?.map((match) => match.route.id!);
    if (!ids) return whole;
    const handler = handlerOfBranch(ids);
    // Addresses that lead nowhere have no end of shapes.
    if (build.routes[ids.at(-1)!]?.path !== '*') byShape.set(shape, handler);
    return handler;
  }

  function handlerOfBranch(ids: readonly string[]): RequestHandler {
    const leaf = ids.at(-1)!;
    let handler = byLeaf.get(leaf);
    if (!handler) byLeaf.set(leaf, (handler = createRequestHandler(pruned(build, ids), mode)));
    return handler;
  }

  return (request, context) => handlerOf(new URL(request.url).pathname)(request, context);
}

/** Remix decodes and tidies addresses; those that it would read otherwise than as they stand are its own. */
function isPlain(pathname: string): boolean {
  return !/%|\/\/|\/$|^\/__manifest$/.test(pathname) || pathname === '/';
}

type Spelled = { segments: ReadonlySet<string>; endings: readonly string[] };

/** What routes spell out: whole segments, and what follows a parameter in one, such as `.ics`. */
function spelledIn(routes: Routes): Spelled {
  const segments = Object.values(routes).flatMap((route) => route?.path?.split('/') ?? []);
  const endings = segments.map((each) => /^:[\w-]+\??(.*)$/.exec(each)?.[1] ?? '');
  return {
    segments: new Set(segments.map((each) => each.replace(/\?$/, '').toLowerCase())),
    endings: endings.filter(Boolean),
  };
}

/** All of an address that can decide its route. Remix compares without regard to case. */
function shapeOf(page: string, { segments, endings }: Spelled): string {
  return page
    .split('/')
    .map((each) => {
      const segment = each.toLowerCase();
      if (segments.has(segment) || segment === '') return segment;
      return `:${endings.filter((ending) => segment.endsWith(ending)).join()}`;
    })
    .join('/');
}

function treeOf(routes: Routes, parentId = ''): Tree {
  return Object.values(routes).flatMap((route) => {
    if (!route || (route.parentId ?? '') !== parentId) return [];
    const { id, path, index, caseSensitive } = route;
    return [{ id, path, caseSensitive, ...(index ? { index } : { children: treeOf(routes, id) }) }];
  }) as Tree;
}

function pruned(build: ServerBuild, ids: readonly string[]): ServerBuild {
  const keep = <Each>(routes: Record<string, Each>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => ids.includes(id)));
  return {
    ...build,
    routes: keep(build.routes),
    assets: { ...build.assets, routes: keep(build.assets.routes) },
  };
}
