import {
  data,
  redirect,
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { formatFor } from '#server/platform/i18n/format.ts';
import { translate, type Lang } from '#server/platform/i18n/translate.ts';
import type { Namespace } from './i18n/keys.ts';
import { dictionary, stringsFor } from './i18n/strings.ts';

type Forum = AppLoadContext['forum'];

export type PageArgs = {
  forum: Forum;
  actor: Forum['actor'];
  params: LoaderFunctionArgs['params'];
  url: URL;
  request: Request;
  context: AppLoadContext;
};
export type ActionArgs = PageArgs & { form: FormData };

/**
 * What a form shows after a refused try, already in the reader's language: what is wrong, the faults
 * by field, and what was typed (secrets left out).
 */
export type Refused = {
  ok: false;
  code: string;
  message: string;
  retryAfter: number | null;
  /** What happened to the record since the page was drawn, where it is behind. */
  changes: readonly object[];
  fields: Record<string, string>;
  values: Record<string, string>;
};
export type FormResult<T = unknown> = { ok: true; data: T } | Refused;

/** What an error page is given; the strings are those of `refusals`. */
export type ErrorPageData = {
  code: string;
  /** What this refusal means, where its code has words of its own. */
  message: string | null;
  requestId: string;
  /** The reader's other organisations for which the page is open. */
  elsewhere: { id: string; name: Record<string, string> }[];
  strings: string;
};

/** What a refusal looks like from this side of the line; `server/platform/errors.ts` makes it. */
type Refusal = {
  brand: 'forum.error';
  kind: string;
  code: string;
  status: number;
  issues: { path: string; message: string; limit?: number }[];
  retryAfter: number | undefined;
  changes: readonly object[];
};

/** Refusals that another page can lift; it comes back through `next`. */
const DETOURS: Record<string, string> = {
  SIGNED_OUT: '/sign-in',
  STEP_UP_NEEDED: '/step-up',
};
const SECRET_FIELDS = /password|code|current|secret/i;

/** Makes a loader: the answer of `run` and the strings of the namespaces, refusals as responses. */
export function page<T>(namespaces: readonly Namespace[], run: (args: PageArgs) => Promise<T> | T) {
  return async (args: LoaderFunctionArgs): Promise<{ data: T; strings: string }> => {
    const url = new URL(args.request.url);
    try {
      const answer = await run(pageArgs(args, url));
      return { data: answer, strings: stringsFor(args.context.lang, namespaces) };
    } catch (error) {
      const missing = asRefusal(error)?.kind === 'notFound';
      const elsewhere = missing ? await args.context.forum.elsewhere() : [];
      throw thrown(error, args, `${url.pathname}${url.search}`, elsewhere);
    }
  };
}

/**
 * Makes the action of a page with a form. `run` answers a redirect or what the page should show;
 * a refusal comes back as a form result with its status, and the page shows it with what was typed.
 */
export function action<R>(run: (args: ActionArgs) => Promise<R> | R) {
  type T = Exclude<R, Response>;
  return async (args: ActionFunctionArgs) => {
    const form = await formOf(args);
    try {
      const answer = await run(formArgs(args, form));
      if (answer instanceof Response) return answer as never;
      return data<FormResult<T>>({ ok: true, data: answer as T });
    } catch (error) {
      const refusal = mendable(error);
      if (!refusal) throw thrown(error, args, cameFrom(args.request));
      return answerRefused<T>(refusal, form, args);
    }
  };
}

/**
 * Makes the action of a route that is one act and has no page: lock a thread, withdraw an offer.
 * `run` redirects to where the person was. A refusal goes to the fetcher that called; a form sent
 * without scripts gets an error page that says the same.
 */
export function verb(run: (args: ActionArgs) => Promise<Response> | Response) {
  return async (args: ActionFunctionArgs) => {
    const form = await formOf(args);
    try {
      return (await run(formArgs(args, form))) as never;
    } catch (error) {
      const refusal = mendable(error);
      const asDocument = args.request.headers.get('Sec-Fetch-Dest') === 'document';
      if (!refusal || asDocument) throw thrown(error, args, cameFrom(args.request));
      return answerRefused<never>(refusal, form, args);
    }
  };
}

/** Refuses as the forum does where a record is missing or not for the caller's eyes. */
export function notFound(): Refusal {
  return refusal('notFound', 'NOT_FOUND', 404);
}

function refusal(kind: string, code: string, status: number): Refusal {
  return {
    brand: 'forum.error',
    kind,
    code,
    status,
    issues: [],
    retryAfter: undefined,
    changes: [],
  };
}

/** What was sent; a body that is no form is refused like any other input that cannot be read. */
async function formOf(args: ActionFunctionArgs): Promise<FormData> {
  try {
    return await args.request.formData();
  } catch {
    throw thrown(refusal('invalid', 'BROKEN_FORM', 422), args, cameFrom(args.request));
  }
}

/** A path of this site to go to afterwards, or the fallback: never another host. */
export function safeNext(next: unknown, fallback = '/'): string {
  return typeof next === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : fallback;
}

/** The trimmed text of a form's field, empty where it is missing or a file. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

function pageArgs(args: LoaderFunctionArgs, url: URL): PageArgs {
  const { context, params, request } = args;
  return { forum: context.forum, actor: context.forum.actor, params, url, request, context };
}

/** A form says which organisation its page was drawn for, so that another tab's switch is noticed. */
function formArgs(args: ActionFunctionArgs, form: FormData): ActionArgs {
  const bound = pageArgs(args, new URL(args.request.url));
  const actingAs = text(form, 'actingAs');
  form.delete('actingAs');
  if (!actingAs) return { ...bound, form };
  const { forum } = bound;
  const call: Forum['call'] = (name, input, more) => forum.call(name, input, { actingAs, ...more });
  return { ...bound, forum: { ...forum, call }, form };
}

// Recognised by its brand: the class lives in the server's module graph, not in this one.
function asRefusal(error: unknown): Refusal | undefined {
  const { brand } = (error ?? {}) as Partial<Refusal>;
  return brand === 'forum.error' ? (error as Refusal) : undefined;
}

/** A refusal that a form can show; a missing record and a way round have pages of their own. */
function mendable(error: unknown): Refusal | undefined {
  const refusal = asRefusal(error);
  return refusal && refusal.kind !== 'notFound' && !DETOURS[refusal.code] ? refusal : undefined;
}

function answerRefused<T>(refusal: Refusal, form: FormData, args: ActionFunctionArgs) {
  const result = besideTheForm(refusal, form, args.context.lang);
  return data<FormResult<T>>(result, { status: refusal.status });
}

function thrown(
  error: unknown,
  args: LoaderFunctionArgs,
  here: string,
  elsewhere: ErrorPageData['elsewhere'] = [],
): unknown {
  if (error instanceof Response) return error;
  const refusal = asRefusal(error);
  const detour = refusal && DETOURS[refusal.code];
  if (detour) return redirect(here === '/' ? detour : `${detour}?next=${encodeURIComponent(here)}`);
  if (!refusal) args.context.reportFault(error);
  const { lang, requestId } = args.context;
  const { code, status } = refusal ?? { code: 'UNEXPECTED', status: 500 };
  const message = (refusal && dictionary(lang, 'errors')[code]) ?? null;
  const answer: ErrorPageData = {
    code,
    message,
    requestId,
    elsewhere,
    strings: stringsFor(lang, ['refusals']),
  };
  return data(answer, { status });
}

/** The page of this site that a form was sent from, as far as the browser says. */
export function cameFrom(request: Request, fallback = '/'): string {
  const referer = request.headers.get('Referer');
  if (!referer || !URL.canParse(referer)) return fallback;
  const { pathname, search } = new URL(referer);
  return safeNext(`${pathname}${search}`, fallback);
}

function besideTheForm(refusal: Refusal, form: FormData, lang: Lang): Refused {
  const errors = dictionary(lang, 'errors');
  const fields: Record<string, string> = {};
  for (const { path, message, limit } of refusal.issues) {
    const most = limit === undefined ? null : formatFor(lang).number(limit);
    fields[path] ??= translate(errors, message, most ? { limit: most } : {});
  }
  return {
    ok: false,
    code: refusal.code,
    message: translate(errors, refusal.code),
    retryAfter: refusal.retryAfter ?? null,
    changes: refusal.changes,
    fields,
    values: typed(form),
  };
}

function typed(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string' && !SECRET_FIELDS.test(name)) values[name] = value;
  }
  return values;
}
