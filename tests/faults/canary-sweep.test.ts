import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orgOf } from '#prisma/seed/cast.ts';
import { freePort, startForum, type RunningForum } from '#tests/fixtures/served-forum.ts';
import { mailServer, type MailServer } from '#tests/fixtures/smtp.ts';
import {
  acceptance,
  clinicalWith,
  CONSENT,
  FACTS,
  identityWith,
  TEASER,
} from '#tests/integration/referrals-ground.ts';
import { CANARIES, canariesIn, type Canary } from './canary.ts';
import { sweep, watch, type Hit, type Places, type Watchers } from './canary-rounds.ts';
import { asOwner } from './ledger.ts';
import { startNodes, type Nodes } from './nodes.ts';
import { filesIn, weakenedBuild } from './weakened.ts';

/**
 * The canary sweep: one patient whose every field holds a word of its own, from draft
 * to acceptance, watched by every part there is, twins of the other organisations among them; then every
 * place where such a word could have been left.
 */
const FULL = process.env['FAULTS'] === 'full';

const PARTNER = 'partner@altangol.example';
const OFFICER = 'officer@mej.example';
const AOBA = 'coordinator@aoba.example';
const SHIOMI = 'coordinator@shiomi.example';
const TSURUGAHARA = 'coordinator@tsurugahara.example';
/** Those who have a part in the case; who was never asked; colleagues of those who have; a visitor. */
const PEOPLE = [
  PARTNER,
  OFFICER,
  AOBA,
  SHIOMI,
  TSURUGAHARA,
  'coordinator@kaedeno.example',
  'representative@aoba.example',
  'takahashi@mej.example',
  'admin@mej.example',
  'nattaya@namchai.example',
  'facilitator@minazuki.example',
  'observer@renkei.example',
  '',
];
const MORE_PEOPLE = [
  'doctor@aoba.example',
  'billing@aoba.example',
  'privacy@mej.example',
  'society@aozora.example',
  'company@shinonome.example',
];

/** Of whom it is no secret, at each station; the words of the patient's illness, and who it is. */
const READERS: Record<Station, Record<Canary, readonly string[]>> = {
  draft: { identity: [PARTNER], clinical: [PARTNER] },
  offered: { identity: [PARTNER, OFFICER], clinical: [PARTNER, OFFICER, SHIOMI] },
  accepted: { identity: [PARTNER, OFFICER, AOBA], clinical: [PARTNER, OFFICER, AOBA] },
};
type Station = (typeof ALL)[number];

const ALL = ['draft', 'offered', 'accepted'] as const;
/** The short form looks where rights change. */
const STATIONS: readonly Station[] = FULL ? ALL : ['offered', 'accepted'];

let mail: MailServer;
let nodes: Nodes;
let watchers: Watchers;
let privatePort: number;
let temporary: string;
let notices: pg.Client;
const heard: string[] = [];
const running: string[] = [];
const hitsAt = new Map<Station, Hit[]>();
let places: Places;
const COORDINATOR = '+976 11 000 000';
/** What patient and family are shown. */
const family: { kept: string | null; text: string }[] = [];

beforeAll(async () => {
  mail = await mailServer();
  privatePort = await freePort();
  temporary = mkdtempSync(join(tmpdir(), 'forum-canary-'));
  nodes = await startNodes(1, {
    LOG_LEVEL: 'debug',
    SMTP_URL: mail.url,
    METRICS_PORT: String(privatePort),
    TMPDIR: temporary,
  });
  notices = new pg.Client({ connectionString: nodes.db.ownerUrl });
  notices.on('notification', ({ payload }) => heard.push(payload ?? ''));
  await notices.connect();
  await notices.query('LISTEN forum_log');
  watchers = await watch(nodes.nodes[0]!.url, FULL ? [...PEOPLE, ...MORE_PEOPLE] : PEOPLE);
  await theLifeOfACase();
}, 300_000);
afterAll(async () => {
  watchers?.close();
  await notices?.end();
  await nodes?.stop();
  await mail?.close();
  rmSync(temporary, { recursive: true, force: true });
});

test.each(STATIONS)(
  'at the station «%s» the patient is met by those who may, and by nobody else',
  (station) => {
    const hits = hitsAt.get(station)!;
    for (const canary of Object.keys(CANARIES) as Canary[]) {
      const allowed = READERS[station][canary];
      const met = hits.filter((hit) => hit.canary === canary);
      expect(met.filter(({ who }) => !allowed.includes(who))).toEqual([]);
      // The sweep would see it: whoever may has met it, on a page and over the socket.
      for (const who of allowed) {
        const where = met.filter((hit) => hit.who === who).map((hit) => hit.where);
        expect(where.join('\n'), `${who} ${canary}`).toMatch(/POST|GET/);
        expect(where.join('\n'), `${who} ${canary}`).toMatch(/call/);
      }
    }
  },
);

test('no page with a patient may be kept by a browser, and signing out clears what it has', async () => {
  expect(watchers.bare).toEqual([]);
  const answer = await watchers.send(AOBA, '/sign-out', {});
  expect(answer.headers.get('clear-site-data')).toMatch(/cache.*storage|storage.*cache/);
});

test('the page of patient and family says nothing of whose it is, and no cache keeps it', () => {
  expect(family).toHaveLength(8);
  for (const { kept, text } of family) {
    expect(text, 'it was shown').toContain(COORDINATOR);
    expect(canariesIn(text)).toEqual([]);
    expect(kept).toBe('no-store');
  }
});

test('nothing is pushed to a socket of anybody but ids', () => {
  const frames = [...hitsAt.values()].flat().filter(({ where }) => where.startsWith('frame'));
  expect(frames).toEqual([]);
});

test('no table holds a word of the patient in clear', async () => {
  // On the one connection that listens: there are many tables.
  const { rows: tables } = await notices.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await notices.query<{ text: string }>(
      `SELECT to_jsonb(t)::text AS text FROM ${name} t`,
    );
    if (rows.some(({ text }) => canariesIn(text).length > 0)) found.push(name);
  }
  expect(tables.length).toBeGreaterThan(60);
  expect(found).toEqual([]);
});

test('neither do notices of the database nor its list of statements', () => {
  expect(heard.length).toBeGreaterThan(10);
  expect(running.length).toBeGreaterThan(10);
  expect([...heard, ...running].filter((text) => canariesIn(text).length > 0)).toEqual([]);
});

test('nor any file of the forum, its log at its most talkative, or its figures', async () => {
  const files = [...filesIn(dirname(nodes.nodes[0]!.dataDir)), ...filesIn(temporary)];
  const told = files.filter((path) => canariesIn(readFileSync(path)).length > 0);
  expect(files.length).toBeGreaterThan(3);
  expect(told).toEqual([]);
  const log = nodes.nodes[0]!.output();
  // Whatever anybody opened was answered or refused; none of it was a fault of ours.
  expect(log.match(/"level":[56]0/g) ?? []).toEqual([]);
  expect(log).toContain('MEJ Forum');
  expect(canariesIn(log)).toEqual([]);
  const figures = await (await fetch(`http://127.0.0.1:${privatePort}/metrics`)).text();
  expect(figures).toMatch(/forum_use_case_seconds/);
  expect(canariesIn(figures)).toEqual([]);
});

test('nor any mail: those who are told of the case are told a code', async () => {
  const told = mail.received.filter(({ raw }) => raw.length > 0);
  expect(told.length).toBeGreaterThan(2);
  const texts = told.map(({ raw, mail: { subject, text, html } }) =>
    [raw, subject, text, html].join('\n'),
  );
  expect(texts.filter((text) => canariesIn(text).length > 0)).toEqual([]);
});

test('control: with one line of the access table loosened, the same sweep finds the reader', async () => {
  const loosened = await loosenedForum();
  const others = await watch(loosened.forum.url, ['representative@aoba.example']);
  try {
    await sweep(others, places, (path) => path.startsWith('/referrals/'));
    expect(others.hits.map(({ canary }) => canary)).toContain('identity');
  } finally {
    others.close();
    await loosened.stop();
  }
});

test('control: each usual writing of a word is recognised', () => {
  const [latin, cyrillic] = CANARIES.identity;
  for (const word of [latin, cyrillic]) {
    const writings = [
      `a${word}b`,
      word.toUpperCase(),
      encodeURIComponent(`a ${word}`),
      JSON.stringify({ word }),
      Buffer.from(`x${word}y`).toString('hex'),
      ...['', 'a', 'ab', 'abc'].map((before) => Buffer.from(before + word).toString('base64')),
    ];
    for (const writing of writings) expect(canariesIn(writing), writing).toEqual(['identity']);
    expect(canariesIn(Buffer.from(`--${word}--`))).toEqual(['identity']);
  }
  expect(canariesIn('Ｚｑｉｄｖｅｘ７')).toEqual(['identity']);
  expect(canariesIn('a patient from Ulaanbaatar')).toEqual([]);
});

async function theLifeOfACase() {
  const marked = CANARIES.identity.join(' ');
  // What one asks for is said again beside the answer; an answer would hold the whole word.
  const part = CANARIES.identity[0].slice(0, -1);
  const { code, version } = await watchers.call(PARTNER, 'referrals.createDraft', {});
  const saved = await watchers.call(PARTNER, 'referrals.saveDraft', {
    code,
    version: version ?? 0,
    facts: FACTS,
    identity: {
      ...identityWith(CANARIES.identity[0]),
      familyName: marked,
      nativeName: CANARIES.identity[1],
    },
    clinical: { ...clinicalWith(CANARIES.clinical[0]), diagnosis: CANARIES.clinical.join(' ') },
  });
  const covers = [...CONSENT.covers, 'status'];
  const consented = { code, version: saved.version, ...CONSENT, covers };
  await watchers.call(PARTNER, 'referrals.recordConsent', {
    ...consented,
    orgIds: [],
    orgClass: 'offeredHospitals',
  });
  const [row] = await asOwner<{ id: string }>(nodes, 'SELECT id FROM referral WHERE code = $1', [
    code,
  ]);
  places = { code: [code], caseId: [row!.id], id: [row!.id], act: ['arrive'], q: [part] };
  const act = async (who: string, name: string, more: object = {}) => {
    const [{ version }] = (await asOwner<{ version: number }>(
      nodes,
      'SELECT version FROM referral WHERE code = $1',
      [code],
    )) as [{ version: number }];
    running.push(...(await statements()));
    await watchers.call(who, `referrals.${name}`, { code, version, ...more });
  };
  await everybodyLooks('draft');

  await act(PARTNER, 'submit');
  await act(OFFICER, 'takeIntake');
  await act(OFFICER, 'reviewTeaser', TEASER);
  const asked = ['aoba', 'shiomi', 'tsurugahara'];
  await act(OFFICER, 'broadcast', {
    mode: 'FIRST_ACCEPT',
    urgency: 'soon',
    orgIds: asked.map((key) => orgOf(key).id),
  });
  const offers = await offersOf(code);
  places = { ...places, offerId: Object.values(offers).map((offer) => offer.id) };
  const { shiomi, aoba } = offers;
  await watchers.call(SHIOMI, 'referrals.showInterest', {
    offerId: shiomi!.id,
    version: shiomi!.version,
  });
  for (const who of [PARTNER, OFFICER, AOBA, SHIOMI, TSURUGAHARA]) {
    await watchers.listen(who, 'case', row!.id);
    for (const offer of Object.values(offers)) await watchers.listen(who, 'offer', offer.id);
  }
  await everybodyLooks('offered');

  await watchers.call(AOBA, 'referrals.accept', acceptance(aoba!));
  await watchers.call(PARTNER, 'documents.makeLetter', { code, lang: 'en' });
  const message = { clientId: randomUUID(), text: CANARIES.clinical.join(' ') };
  await watchers.call(PARTNER, 'caseThread.post', { code, ...message });
  await theFamilyLooks(code);
  await everybodyLooks('accepted');

  await pause(1500);
}

/** The page of patient and family, by its link and the date of birth, in every language. */
async function theFamilyLooks(code: string) {
  const { url } = nodes.nodes[0]!;
  const send = (path: string, cookie: string, fields: Record<string, string>) =>
    fetch(url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: url, Cookie: cookie },
      body: new URLSearchParams(fields),
    });
  const words = { act: 'make', contact: COORDINATOR, lang: 'en' };
  const made = await send(`/referrals/${code}/status`, watchers.cookieOf(PARTNER), words);
  const [, link] = /\/status\/en\/([\w-]{43})/.exec(await made.text())!;
  const [year, month, day] = identityWith('').birthDate.split('-') as [string, string, string];
  const entered = await send(`/status/en/${link}`, '', { year, month, day });
  const Cookie = entered.headers.get('set-cookie')!.split(';')[0]!;
  for (const lang of ['ja', 'en', 'zh', 'ko']) {
    for (const path of [`/status/${lang}/${link}`, `/status/${lang}/${link}.data`]) {
      const answer = await fetch(url + path, { headers: { Cookie } });
      family.push({ kept: answer.headers.get('cache-control'), text: await answer.text() });
    }
  }
}

/** The long form opens the pages of other things too, at the last station: what they tell stays told. */
async function everybodyLooks(station: Station) {
  const from = watchers.hits.length;
  if (!STATIONS.includes(station)) return;
  const general = FULL && station === STATIONS.at(-1);
  await sweep(
    watchers,
    places,
    (path) => general || /^\/(referrals|notifications|search|$)/.test(path),
  );
  running.push(...(await statements()));
  hitsAt.set(station, watchers.hits.slice(from));
}

/** What the database says it runs at this moment. */
async function statements(): Promise<string[]> {
  const rows = await asOwner<{ query: string }>(nodes, 'SELECT query FROM pg_stat_activity');
  return rows.map(({ query }) => query).filter(Boolean);
}

async function offersOf(code: string) {
  const rows = await asOwner<{ slug: string; id: string; version: number }>(
    nodes,
    `SELECT o.slug, f.id, f.version FROM offer f JOIN referral r ON r.id = f.referral_id
       JOIN organisation o ON o.id = f.org_id WHERE r.code = $1`,
    [code],
  );
  return Object.fromEntries(rows.map((row) => [row.slug, row]));
}

const STRICT = /("referral\.viewIdentifying": ")-   -   -   -   -   -   R   R   -  /;

/** The same build on the same database, in which a representative of the accepted hospital reads it. */
async function loosenedForum(): Promise<{ forum: RunningForum; stop: () => Promise<void> }> {
  const { dir, discard } = await weakenedBuild([[STRICT, '$1-   -   -   -   -   -   R   R   A  ']]);
  const dataDir = join(dirname(nodes.nodes[0]!.dataDir), 'loosened');
  const forum = await startForum({
    dir,
    dataDir,
    env: {
      DATABASE_URL: nodes.db.appUrl,
      DATABASE_MIGRATE_URL: nodes.db.ownerUrl,
      KEYRING_FILE: join(dirname(dataDir), 'keyring.json'),
      LIMITS_SCALE: '1000',
      LOG_LEVEL: 'error',
    },
  });
  const stop = async () => {
    await forum.stop();
    discard();
  };
  return { forum, stop };
}
