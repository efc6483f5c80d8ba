import type { RouteConfigEntry } from '@remix-run/route-config';
import type { Socket } from 'socket.io-client';
import routes from '#app/routes.ts';
import { capabilities } from '#server/forum.ts';
import { canariesIn, type Canary } from './canary.ts';
import { ask, connected, openSocket, signIn } from './nodes.ts';

const FULL = process.env['FAULTS'] === 'full';

/** Where somebody met a patient's words. */
export type Hit = { who: string; where: string; canary: Canary };

/** What fills the parameters of addresses and the inputs of queries. */
export type Places = Record<string, readonly string[]>;

/** People of the forum, each with a cookie and a socket whose every frame is read. */
export type Watchers = Awaited<ReturnType<typeof watch>>;

/**
 * Signs the people in (an empty address is a visitor) and reads along whatever their sockets receive.
 * `hits` gathers each meeting with a canary.
 */
export async function watch(url: string, people: readonly string[]) {
  const hits: Hit[] = [];
  const bare: string[] = [];
  const cookies = new Map<string, string>();
  const sockets = new Map<string, Socket>();
  const note = (who: string, where: string, text: string) => {
    const found = canariesIn(text);
    for (const canary of found) hits.push({ who, where, canary });
    return found.length > 0;
  };
  for (const who of people) {
    if (!who) continue;
    const cookie = await signIn(url, who);
    cookies.set(who, cookie);
    const socket = openSocket(url, cookie);
    await connected(socket);
    // Frames of events carry what others did; answers to this one's own calls are noted as such.
    socket.onAny((event, ...frame) => note(who, `frame ${event}`, JSON.stringify(frame)));
    sockets.set(who, socket);
  }

  async function open(who: string, path: string, init: RequestInit = {}) {
    const cookie = cookies.get(who);
    const headers = { ...(cookie ? { Cookie: cookie } : {}), Origin: url };
    const answer = await fetch(url + path, { redirect: 'manual', ...init, headers });
    const met = note(who, `${init.method ?? 'GET'} ${path}`, await answer.text());
    const head = JSON.stringify([...answer.headers]);
    note(who, `headers of ${path}`, head);
    if (met && !/no-store/.test(answer.headers.get('cache-control') ?? '')) bare.push(path);
    return answer;
  }

  return {
    hits,
    /** Addresses whose answers held a patient and that a browser may keep. */
    bare,
    people,
    cookieOf: (who: string) => cookies.get(who)!,
    open,
    /** Sends a form as the page would. */
    send: (who: string, path: string, fields: Record<string, string>) =>
      open(who, path, { method: 'POST', body: new URLSearchParams(fields) }),
    /** An act or a question over the socket; throws where it is refused, unless `refused` is awaited. */
    async call(who: string, name: string, input: object, refused = false): Promise<any> {
      const answer = await ask(sockets.get(who)!, 'call', { name, input }, 20_000);
      if (answer?.ok) note(who, `call ${name}`, JSON.stringify(answer));
      else note(who, `refusal of ${name}`, JSON.stringify(answer));
      if (!answer?.ok && !refused) {
        throw new Error(`${who} ${name}: ${JSON.stringify(answer)}`);
      }
      return answer?.data;
    },
    listen: (who: string, kind: string, id: string) =>
      ask(sockets.get(who)!, 'subscribe', { channel: { kind, id }, after: 0 }, 20_000),
    close() {
      for (const socket of sockets.values()) socket.close();
    },
  };
}

/** Everybody opens every address there is and asks every question there is, about these places. */
export async function sweep(watchers: Watchers, places: Places, which: (path: string) => boolean) {
  const paths = pathsOf(places).filter(which);
  const questions = questionsOf(places);
  await Promise.all(
    watchers.people.map(async (who) => {
      for (const path of paths) {
        // A document says what its data say, drawn; the long form opens both.
        if (FULL || isFile(path)) await watchers.open(who, path);
        if (!isFile(path)) await watchers.open(who, dataOf(path));
      }
      if (!who) return;
      for (const [name, input] of questions) await watchers.call(who, name, input, true);
      for (const code of places['code'] ?? []) {
        // Opening a patient is a form of its own, with a reason where one is asked for.
        for (const part of ['identity', 'clinical']) {
          await watchers.send(who, `/referrals/${code}/${part}`, { reason: 'question' });
          await watchers.send(who, `/referrals/${code}/${part}.data`, { reason: 'question' });
        }
      }
    }),
  );
  return { paths: paths.length, questions: questions.length };
}

const isFile = (path: string) => /\.(ics|csv)$|\/calendar$/.test(path);

/** The address of a page's data alone. */
function dataOf(path: string): string {
  const [pathname, query] = path.split('?');
  return `${pathname === '/' ? '/_root' : pathname}.data${query ? `?${query}` : ''}`;
}

/** Every address of the forum whose parameters these places fill. */
export function pathsOf(places: Places): string[] {
  const all: string[] = [];
  const walk = (entries: readonly RouteConfigEntry[], before: string) => {
    for (const entry of entries) {
      const path = entry.path ? `${before}/${entry.path}` : before;
      if (!path.includes('*')) all.push(...filled(path || '/', places));
      walk(entry.children ?? [], path);
    }
  };
  walk(routes as RouteConfigEntry[], '');
  return [...new Set(all)];
}

function filled(path: string, places: Places): string[] {
  const name = /:(\w+)/.exec(path)?.[1];
  if (!name) return [path];
  return (places[name] ?? []).flatMap((value) => filled(path.replace(`:${name}`, value), places));
}

/** Every question whose input these places make up: alone, in pairs, with a reason. */
export function questionsOf(places: Places): [string, object][] {
  const asked: [string, object][] = [];
  for (const { useCases } of Object.values(capabilities)) {
    for (const useCase of useCases) {
      if (useCase.type !== 'query') continue;
      const inputs = inputsOf(places).filter((input) => useCase.input.safeParse(input).success);
      // Those that name most are told most.
      const most = Math.max(...inputs.map((input) => Object.keys(input).length));
      for (const input of inputs) {
        if (Object.keys(input).length === most) asked.push([useCase.name, input]);
      }
    }
  }
  return asked;
}

function inputsOf(places: Places): object[] {
  const singles = Object.entries(places).flatMap(([name, values]) =>
    values.map((value) => ({ [name]: value })),
  );
  const channels = ['case', 'offer'].flatMap((kind) =>
    [...(places['caseId'] ?? []), ...(places['offerId'] ?? [])].map((id) => ({
      channel: { kind, id },
      after: 0,
    })),
  );
  const bare = [{}, ...singles, ...channels];
  const reason = { reason: 'question' };
  return [...bare, ...singles.map((input) => ({ ...input, ...reason }))];
}
