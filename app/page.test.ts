import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { describe, expect, test } from 'vitest';
import { action, notFound, page, safeNext, verb } from './page.ts';

type Wrapped = { data: Record<string, unknown>; init: { status: number } };

const refusal = (kind: string, code: string, status: number, issues: object[] = []) => ({
  brand: 'forum.error',
  kind,
  code,
  status,
  issues,
  retryAfter: undefined,
});
const faults: unknown[] = [];
const OTHER = { id: 'aoba', name: { en: 'Aoba Medical Center' } };

describe('after signing in one comes back to a page of this site only', () => {
  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    null,
    '/a b',
    '/ok\\..',
  ])('%s leads home', (next) => expect(safeNext(next)).toBe('/'));
  test.each(['/', '/threads/1?after=2#p', '/a//b'])('%s is kept', (next) =>
    expect(safeNext(next)).toBe(next),
  );
});

describe('a page', () => {
  test('brings its strings in the reader’s language', async () => {
    const answer = await page(['words'], () => ({ seen: true }))(loaderArgs('/'));
    expect(answer.data).toEqual({ seen: true });
    expect(JSON.parse(answer.strings)).toMatchObject({ words: { save: 'Save' } });
  });

  test('sends somebody signed out to sign in and back', async () => {
    const thrown = await refusedBy(
      page([], () => Promise.reject(refusal('signedOut', 'SIGNED_OUT', 401))),
      '/threads/1?after=2',
    );
    expect((thrown as Response).headers.get('Location')).toBe(
      '/sign-in?next=%2Fthreads%2F1%3Fafter%3D2',
    );
  });

  test('says what is missing with its status and its words', async () => {
    const { data, init } = (await refusedBy(page([], () => Promise.reject(notFound())))) as Wrapped;
    expect(init.status).toBe(404);
    expect(data).toMatchObject({ code: 'NOT_FOUND', elsewhere: [OTHER] });
    expect(JSON.parse(String(data['strings']))).toHaveProperty(['refusals', '404.title']);
  });

  test('reports a fault and shows its reference, never its message', async () => {
    const fault = new Error('CANARY-7QF');
    const { data, init } = (await refusedBy(page([], () => Promise.reject(fault)))) as Wrapped;
    expect(init.status).toBe(500);
    expect(data).toMatchObject({ code: 'UNEXPECTED', requestId: 'request-1', message: null });
    expect(JSON.stringify(data)).not.toContain('CANARY-7QF');
    expect(faults).toContain(fault);
  });
});

describe('a form', () => {
  test('gets its refusal back with what was typed, secrets left out', async () => {
    const issues = [{ path: 'email', message: 'required' }];
    const send = action(() => Promise.reject(refusal('invalid', 'INVALID_INPUT', 422, issues)));
    const { data, init } = (await send(
      actionArgs({ email: 'a@b.example', password: 'hunter2hunter2' }),
    )) as unknown as Wrapped;
    expect(init.status).toBe(422);
    expect(data).toMatchObject({
      ok: false,
      fields: { email: 'Please fill this in.' },
      values: { email: 'a@b.example' },
    });
    expect(JSON.stringify(data)).not.toContain('hunter2');
  });

  test('says for which organisation its page was drawn, and nothing else is told of it', async () => {
    const asked: unknown[] = [];
    const send = action(async ({ forum, form }) => {
      await forum.call('account.setLanguage', { lang: 'en' });
      return [...form.keys()];
    });
    const sent = actionArgs({ title: 'x', actingAs: 'org-1' });
    Object.assign(sent.context.forum, {
      call: async (...all: unknown[]) => void asked.push(all[2]),
    });
    const { data } = (await send(sent)) as unknown as Wrapped;
    expect(asked).toEqual([{ actingAs: 'org-1' }]);
    expect(data).toEqual({ ok: true, data: ['title'] });
  });

  test('of an act without a page becomes an error page where there are no scripts', async () => {
    const send = verb(() => Promise.reject(refusal('conflict', 'STATE_CHANGED', 409)));
    const fetched = (await send(actionArgs({}))) as unknown as Wrapped;
    expect(fetched.data).toMatchObject({ ok: false, code: 'STATE_CHANGED' });
    const thrown = await send(actionArgs({}, { 'Sec-Fetch-Dest': 'document' })).catch(
      (error: unknown) => error,
    );
    expect((thrown as Wrapped).init.status).toBe(409);
  });
});

async function refusedBy(loader: ReturnType<typeof page>, path = '/x'): Promise<unknown> {
  return loader(loaderArgs(path)).then(
    () => expect.unreachable('it should have refused'),
    (error: unknown) => error,
  );
}

function loaderArgs(path: string): LoaderFunctionArgs {
  return args(new Request(`http://localhost${path}`));
}

function actionArgs(
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): ActionFunctionArgs {
  const body = new URLSearchParams(fields);
  return args(new Request('http://localhost/x', { method: 'POST', body, headers }));
}

function args(request: Request): LoaderFunctionArgs {
  const context = {
    lang: 'en',
    requestId: 'request-1',
    forum: { actor: { kind: 'visitor' }, elsewhere: async () => [OTHER] },
    reportFault: (error: unknown) => faults.push(error),
  };
  return { request, params: {}, context: context as never };
}
