import { describe, expect, test } from 'vitest';
import { languages, type Lang } from '#server/platform/i18n/translate.ts';
import { mailKinds, type MailKind } from './kinds.ts';
import { previewMail, composeMail, templates } from './compose.tsx';
import { texts } from './texts.ts';

const kinds = Object.keys(mailKinds) as MailKind[];
const origin = 'https://forum.example';
const now = new Date('2026-11-20T00:00:00Z');
const to = { name: '佐藤 花子', address: 'sato@hokuto.example' };
const every = kinds.flatMap((kind) => languages.map((lang) => [kind, lang] as const));

describe.each(every)('%s in %s', (kind, lang) => {
  test('says everything in that language, with its one act and nothing unfilled', async () => {
    const { subject, html, text } = await previewMail(kind, { lang, to, origin, now });
    for (const part of [subject, html.replace(/<style>.*?<\/style>/s, ''), text]) {
      expect(part).not.toMatch(/[{}]|undefined|null|NaN|\[object|\0|\ufffd/);
      expect(part).not.toMatch(
        /\b(passwordReset|newDevice|confirmed|waiting|offered|accepted|label|news)\.(?=\w)/,
      );
    }
    expect(html).toContain(`lang="${lang === 'zh' ? 'zh-Hans' : lang}"`);
    // News tell of many things; every other mail asks for one.
    const { preview } = templates[kind];
    if (!('path' in preview)) {
      const ends = `${origin}${preview.unsubscribePath}`;
      expect([html, text].every((part) => part.includes(ends))).toBe(true);
      return;
    }
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html).toContain(`href="${origin}${preview.path}"`);
    expect(text).toContain(`${origin}${preview.path}`);
  });

  test('reads well as plain text', async () => {
    const { text } = await previewMail(kind, { lang, to, origin, now });
    expect(text).toContain('佐藤 花子');
    expect(text).toMatch(/^\S/);
    expect(text).not.toMatch(/<|&\w+;|\n{4}| \n/);
    expect(text.split('\n').length).toBeGreaterThan(10);
  });

  test('stays small and needs nothing from elsewhere', async () => {
    const { html, attachments } = await previewMail(kind, { lang, to, origin, now });
    expect(html.length).toBeLessThan(20_000);
    const sources = [...html.matchAll(/src="([^"]*)"/g)].map(([, source]) => source);
    expect(sources).toEqual(['cid:mark@mej-forum']);
    expect(attachments.some(({ cid }) => cid === 'mark@mej-forum')).toBe(true);
    expect(html).not.toMatch(/url\(|<script|<link/);
  });
});

describe('the texts', () => {
  test.each(languages)('%s has exactly the keys of English, with the same places', (lang) => {
    expect(plainKeys(lang)).toEqual(plainKeys('en'));
    for (const key of plainKeys('en')) {
      expect([key, places(lang, key)]).toEqual([key, places('en', key)]);
    }
  });

  test.each(languages)('%s speaks without exclamation marks', (lang) => {
    expect(Object.values(texts[lang]).join('')).not.toMatch(/[!！]/);
  });
});

describe('a variable', () => {
  test('that a kind does not know is refused', async () => {
    for (const kind of kinds) {
      const vars = { ...templates[kind].preview, patientName: 'Hanako' };
      await expect(composeMail(kind, vars, { lang: 'en', to, origin, now })).rejects.toThrow();
    }
  });

  test('is shown as text, whatever it holds', async () => {
    const title = '<img src=x onerror=alert(1)> & "Café"\r\nBcc: evil@example.net';
    const vars = { ...templates['event-registration-confirmed'].preview, title, venue: title };
    const { html, text, subject } = await composeMail('event-registration-confirmed', vars, {
      lang: 'en',
      to: { ...to, name: '<b>Sato</b>' },
      origin,
      now,
    });
    expect(html).not.toMatch(/<img src=x|<b>/);
    expect(html).toContain('&lt;img src=x');
    expect(text).toContain('<img src=x onerror=alert(1)> & "Café" Bcc:');
    expect(subject).not.toMatch(/[\r\n]/);
  });

  test.each([
    '//evil.example/x',
    'https://evil.example',
    'javascript:alert(1)',
    '/a b',
    '/x\r\nB: c',
    '/<x>',
  ])('that should be a path cannot be %j', async (path) => {
    const vars = { path, minutes: 30 };
    await expect(
      composeMail('password-reset', vars, { lang: 'en', to, origin, now }),
    ).rejects.toThrow();
  });

  test.each(['K7QF2M9X', 'K7QF2M9X-', 'k7qf2m9x-3', 'Hanako Sato', 'K7QF2M9X-3 Sato'])(
    'that should be a case code cannot be %j',
    async (code) => {
      const vars = { ...templates['referral-accepted'].preview, code };
      await expect(
        composeMail('referral-accepted', vars, { lang: 'en', to, origin, now }),
      ).rejects.toThrow();
    },
  );

  test('of a referral mail is a code, a date or a path: the schema has room for nothing else', () => {
    expect(Object.keys(mailKinds['referral-offered'].vars.shape)).toEqual([
      'path',
      'code',
      'answerBy',
      'timeZone',
    ]);
    expect(Object.keys(mailKinds['referral-accepted'].vars.shape)).toEqual(['path', 'code', 'to']);
  });
});

describe('the time of an event', () => {
  const vars = templates['event-registration-confirmed'].preview;
  const shown = async (more: object, timeZone?: string) => {
    const recipient = { ...to, ...(timeZone ? { timeZone } : {}) };
    const mail = await composeMail(
      'event-registration-waiting',
      { ...templates['event-registration-waiting'].preview, ...more },
      {
        lang: 'en',
        to: recipient,
        origin,
        now,
      },
    );
    return /When\n(.*)/.exec(mail.text)![1];
  };

  test('is said in its own zone, and in the reader’s where that differs', async () => {
    expect(await shown({})).toBe('Sat 13 Mar 2027, 14:00–17:30 JST');
    expect(await shown({}, 'Asia/Tokyo')).toBe('Sat 13 Mar 2027, 14:00–17:30 JST');
    expect(await shown({}, 'Asia/Bangkok')).toBe(
      'Sat 13 Mar 2027, 14:00–17:30 JST (12:00 GMT+7 in your time zone)',
    );
    expect(await shown({}, 'America/Los_Angeles')).toBe(
      'Sat 13 Mar 2027, 14:00–17:30 JST (Fri 12 Mar 2027, 21:00 GMT-8 in your time zone)',
    );
    expect(await shown({ endsAt: '2027-03-14T08:30:00Z' })).toBe(
      'Sat 13 Mar 2027, 14:00 JST – Sun 14 Mar 2027, 17:30 JST',
    );
  });

  test('goes into the calendar with an id that stays and a sequence that rises', async () => {
    const calendar = async (sequence: number) => {
      const mail = await composeMail(
        'event-registration-confirmed',
        { ...vars, sequence },
        { lang: 'ja', to, origin, now },
      );
      return mail.attachments[0]!;
    };
    const [first, moved] = [await calendar(0), await calendar(1)];
    expect(first).toMatchObject({
      filename: 'event.ics',
      contentType: expect.stringContaining('text/calendar'),
    });
    for (const line of [
      'METHOD:PUBLISH',
      `UID:${vars.uid}@forum.example`,
      'SEQUENCE:0',
      'DTSTAMP:20261120T000000Z',
      'DTSTART:20270313T050000Z',
      'DTEND:20270313T083000Z',
      `SUMMARY:${vars.title}`,
    ]) {
      expect(first.content.split('\r\n')).toContain(line);
    }
    expect(moved.content).toBe(first.content.replace('SEQUENCE:0', 'SEQUENCE:1'));
  });
});

function plainKeys(lang: Lang): string[] {
  return [
    ...new Set(Object.keys(texts[lang]).map((key) => key.replace(/_(one|other)$/, ''))),
  ].sort();
}

function places(lang: Lang, key: string): string[] {
  const text = texts[lang][key] ?? texts[lang][`${key}_other`] ?? '';
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
}
