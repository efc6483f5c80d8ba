import { LANGS, type Lang } from '#app/i18n/lang.ts';
import { text } from '#app/page.ts';
import type { Ask } from '#server/forum.ts';

type Fields = Omit<Ask<'events.create'>, never>;
type SessionFields = Omit<Ask<'events.addSession'>, 'eventId'>;
type Words = Partial<Record<Lang, string>>;

/** An event as the form on the first step holds it. What is wrong in it, the forum says. */
export function readEvent(form: FormData): Fields {
  return {
    title: words(form, 'title'),
    kind: text(form, 'kind') as Fields['kind'],
    format: text(form, 'format') as Fields['format'],
    audience: text(form, 'audience') as Fields['audience'],
    starts: text(form, 'starts'),
    ends: text(form, 'ends'),
    timeZone: text(form, 'timeZone'),
    registrationCloses: text(form, 'registrationCloses') || null,
    seats: count(form, 'seats'),
    seatsPerOrg: count(form, 'seatsPerOrg'),
    place: wordsOrNone(form, 'place'),
    host: wordsOrNone(form, 'host'),
    series: wordsOrNone(form, 'series'),
    description: Object.fromEntries(
      LANGS.filter((lang) => form.has(`description.${lang}`)).map((lang) => [
        lang,
        text(form, `description.${lang}`).replaceAll('\r\n', '\n'),
      ]),
    ),
  };
}

/** A session as its form holds it; lines for speakers and interpretation that were left empty do not count. */
export function readSession(form: FormData): SessionFields {
  return {
    kind: text(form, 'kind') as SessionFields['kind'],
    title: words(form, 'title'),
    room: words(form, 'room'),
    starts: text(form, 'starts'),
    ends: text(form, 'ends'),
    spokenLangs: [...form.keys()]
      .filter((key) => key.startsWith('spoken.'))
      .map((key) => key.slice('spoken.'.length)) as NonNullable<SessionFields['spokenLangs']>,
    interpretation: lines(form, 'interpretation').flatMap((at) => {
      const [from, to] = [text(form, `${at}.a`), text(form, `${at}.b`)];
      if (!from && !to) return [];
      const mode = text(form, `${at}.mode`);
      return [
        { from, to, mode },
        ...(form.has(`${at}.both`) ? [{ from: to, to: from, mode }] : []),
      ];
    }) as NonNullable<SessionFields['interpretation']>,
    speakers: lines(form, 'speakers').flatMap((at) => {
      const name = words(form, `${at}.name`);
      if (Object.keys(name).length === 0) return [];
      const affiliation = words(form, `${at}.affiliation`);
      return [{ name, affiliation, part: text(form, `${at}.part`) }];
    }) as NonNullable<SessionFields['speakers']>,
  };
}

function words(form: FormData, name: string): Words {
  const given = LANGS.map((lang) => [lang, text(form, `${name}.${lang}`)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

function wordsOrNone(form: FormData, name: string): Words | null {
  const given = words(form, name);
  return Object.keys(given).length > 0 ? given : null;
}

function count(form: FormData, name: string): number | null {
  const typed = text(form, name);
  return typed === '' ? null : Number(typed.normalize('NFKC'));
}

/** `speakers.0`, `speakers.1` …, as far as the form goes. */
function lines(form: FormData, name: string): string[] {
  const numbers = [...form.keys()].flatMap((key) => key.match(`^${name}\\.(\\d+)\\.`)?.[1] ?? []);
  return [...new Set(numbers.map(Number))].sort((a, b) => a - b).map((n) => `${name}.${n}`);
}
