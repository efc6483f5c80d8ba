import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { httpDoor } from '#server/doors/http.ts';
import { printDocument } from '#server/documents/index.ts';
import { createPrinter } from '#server/platform/documents/index.ts';
import { orgOf } from '#prisma/seed/cast.ts';
import { EXAMPLE_ORIGIN, exampleOrder, roundTrip } from '#tests/fixtures/api-document.ts';
import {
  acceptance,
  ANSWER,
  dayAhead,
  referralsGround,
  standing,
  TEASER,
  willing,
  type Ground,
} from './referrals-ground.ts';

const SCOPES = ['interop:write', 'referrals:write', 'channels:read'] as const;
const run = promisify(execFile);
const printer = createPrinter();
/** The commands of the document are for a shell that has these; elsewhere there is nothing to run. */
const HAS_TOOLS = ['bash', 'curl', 'jq'].every(
  (tool) => spawnSync(tool, ['--version']).status === 0,
);

let ground: Ground;
let server: ReturnType<typeof httpDoor>;
let url: string;
let folder: string;

beforeAll(async () => {
  ground = await referralsGround();
  server = httpDoor({
    ...ground,
    origin: () => url,
    secure: false,
    development: false,
    trustedProxies: [],
    limitsScale: 1000,
    ready: async () => true,
    clientDir: undefined,
    vite: undefined,
    pages: (_req, res) => void res.status(404).end(),
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), 'round-trip-'));
});
afterAll(async () => {
  await printer.stop();
  server?.close();
  server?.closeAllConnections();
  await ground?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function newToken(who = ground.partner, scopes: readonly string[] = SCOPES): Promise<string> {
  const input = { name: 'Hospital system', scopes: [...scopes] as never, days: 30 };
  return (await who.call('account.createToken', input)).token;
}

/** Runs a step in a shell that goes on from where the last one ended. */
async function type(shell: string): Promise<string> {
  const kept = '[ ! -f .kept ] || source ./.kept';
  const keep = '{ export -p; declare -f; } >.kept';
  const script = ['set -euo pipefail -o allexport', kept, shell, keep].join('\n');
  const { stdout } = await run('bash', ['-c', script], {
    cwd: folder,
    // Nobody's own settings of curl, and no proxy between.
    env: { ...process.env, HOME: folder, NO_PROXY: '127.0.0.1' },
  });
  return stdout;
}

const kept = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

/** What the officer and the hospitals do before a step of the partner's. */
const MEANWHILE: Record<string, (code: string) => Promise<unknown>> = {
  async 'Choose a hospital'(code) {
    const at = async () => ({ code, version: (await standing(ground, code)).version });
    await ground.officer.call('referrals.takeIntake', await at());
    await ground.officer.call('referrals.reviewTeaser', { ...(await at()), ...TEASER });
    await ground.officer.call('referrals.broadcast', {
      ...(await at()),
      mode: 'COLLECT',
      urgency: 'soon',
      orgIds: ['aoba', 'shiomi', 'tsurugahara'].map((key) => orgOf(key).id),
    });
    const { offers } = await standing(ground, code);
    const price = { priceLow: 2_900_000, priceHigh: 4_100_000 };
    await ground.shiomi.call('referrals.answer', willing(offers['shiomi']!) as never);
    await ground.aoba.call('referrals.answer', willing(offers['aoba']!, price) as never);
  },
  async 'See that the hospital has accepted'(code) {
    const { offers, status } = await standing(ground, code);
    expect(status).toMatchObject({ aoba: 'chosen', shiomi: 'backup' });
    await ground.aoba.call('referrals.accept', acceptance(offers['aoba']!));
  },
  async 'Accept the estimate'(code) {
    const draft = await ground.aoba.call('estimates.saveDraft', {
      code,
      version: null,
      yenPerPoint: 30,
      taxPercent: 10,
      depositYen: 0,
      validUntil: dayAhead(60),
      words: {
        lines: [{ kind: 'treatment', ja: '手術', en: 'Surgery', low: 30_000, high: 40_000 }],
      },
    });
    await ground.aoba.call('estimates.issue', { estimateId: draft.id, version: draft.version });
  },
  async 'Read the return summary, acknowledge it, close the case'(code) {
    const at = async () => ({ code, version: (await standing(ground, code)).version });
    const dates = { department: 'cardiovascular-surgery', startsOn: dayAhead(10) };
    await ground.aoba.call('referrals.schedule', { ...(await at()), ...dates });
    for (const step of ['arrive', 'admit', 'discharge'] as const) {
      await ground.aoba.call(`referrals.${step}`, { ...(await at()), on: dayAhead(-1) });
    }
    const said = (lang: string) => ({
      diagnosis: `Diagnosis (${lang})`,
      treatment: `Valve replaced (${lang})`,
      medication: `Warfarin (${lang})`,
      followUp: `INR each week (${lang})`,
    });
    const words = { ja: said('ja'), en: said('en') };
    const { version } = await ground.aoba.call('summaries.save', { code, version: null, words });
    await ground.aoba.call('summaries.issue', { code, version });
  },
};

/** What the partner's system has in its hands after a step. */
const AFTERWARDS: Record<string, (said: string, code: string) => unknown> = {
  async 'Bring the case in'(said, code) {
    expect(said).toBe('information:  everything was taken\n');
    expect((await standing(ground, code)).state).toBe('draft');
  },
  async 'Record the consent and hand the case in'(_said, code) {
    expect((await standing(ground, code)).state).toBe('submitted');
  },
  'Follow it': (said) => expect(said).toBe('false\n'),
  'Choose a hospital': (said) => {
    expect(said.split('\n')[0]).toBe('broadcasting');
    expect(said).toMatch(/Aoba.*: 2900000–4100000 JPY/);
  },
  'See that the hospital has accepted': (said) => {
    expect(said).toMatch(/^accepted\n/);
    expect(said).toContain(`${ANSWER.department}: ${ANSWER.physician}`);
  },
  'Accept the estimate': (said) => {
    expect(said).toMatch(/^case\.estimateIssued$/m);
    expect(said).toMatch(/"highYen": 1320000/);
  },
  async 'Fetch the papers'(_said, code) {
    const names = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
    expect(names).toEqual([expect.stringMatching(/^RL-\d{4}-\d{6}\.pdf$/)]);
    const bytes = readFileSync(join(folder, names[0]!));
    expect(bytes.toString('latin1', 0, 5)).toBe('%PDF-');
    const { lines } = await ground.partner.call('privacy.accessLog', { code });
    expect(lines).toContainEqual(expect.objectContaining({ part: 'documents' }));
  },
  async 'Read the return summary, acknowledge it, close the case'(said, code) {
    expect(said).toMatch(/^discharged\n/);
    expect(said).toMatch(/^case\.summaryIssued$/m);
    expect(said).toContain('Warfarin (en)');
    expect(said).toMatch(/closed\n$/);
    expect((await standing(ground, code)).state).toBe('closed');
  },
};

/** Prints what is ordered while a step waits for it, as the forum's jobs do. */
async function printing<T>(work: Promise<T>): Promise<T> {
  let over = false;
  const jobs = (async () => {
    while (!over) {
      const { rows } = await ground.run(`SELECT id FROM document WHERE state = 'queued'`, []);
      for (const { id } of rows) await printDocument({ ...ground, printer }, id as string, 0);
      await new Promise((done) => setTimeout(done, 200));
    }
  })();
  try {
    return await work;
  } finally {
    over = true;
    await jobs;
  }
}

describe.skipIf(!HAS_TOOLS)('the round trip of docs/api.md (needs bash, curl and jq)', () => {
  test('its commands take a case from the order of a system abroad to its closing', async () => {
    const { origin } = ground.kernel.options.services;
    const [first, ...steps] = roundTrip();
    expect(steps.map(({ title }) => title)).toEqual(Object.keys(AFTERWARDS));
    const setting = first!.shell.replace(EXAMPLE_ORIGIN, url).replace('mejf_…', await newToken());
    expect(setting).not.toBe(first!.shell);
    await type(setting);
    writeFileSync(join(folder, 'order.json'), exampleOrder(origin()));
    for (const { title, shell } of steps) {
      const code = () => kept('case').code as string;
      await MEANWHILE[title]?.(code());
      const said = await printing(type(shell));
      await AFTERWARDS[title]!(said, code());
    }
  });
});

describe('the papers of a case, for a program', () => {
  const fetchPaper = (id: string, token: string, more: object = {}) =>
    fetch(`${url}/files/documents/${id}`, {
      headers: { Authorization: `Bearer ${token}`, ...more },
    });

  test('go to tokens of those who may see the patient, and to no other', async () => {
    const { code } = await ground.partner.call('referrals.createDraft', {});
    const made = await ground.partner.call('documents.makeLetter', { code, lang: 'en' });
    await printDocument({ ...ground, printer }, made.id, 0);
    const token = await newToken(ground.partner, ['referrals:read']);
    const paper = await fetchPaper(made.id, token);
    expect(paper.headers.get('content-disposition')).toMatch(/^attachment; filename="RL-/);
    expect(Buffer.from(await paper.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-');
    const refused = async (answer: Promise<Response>) => {
      const { status, code: why } = await (await answer).json();
      return [status, why];
    };
    const other = await newToken(ground.otherPartner, ['referrals:read']);
    expect(await refused(fetchPaper(made.id, other))).toEqual([404, 'NOT_FOUND']);
    const narrow = await newToken(ground.partner, ['interop:write', 'library:read']);
    expect(await refused(fetchPaper(made.id, narrow))).toEqual([403, 'SCOPE_MISSING']);
    expect(await refused(fetchPaper(made.id, 'mejf_'))).toEqual([401, 'TOKEN_INVALID']);
    const pictured = fetchPaper(made.id, token, { 'Sec-Fetch-Dest': 'image' });
    expect(await refused(pictured)).toEqual([403, 'NOT_A_DOWNLOAD']);
    const { tokens } = await ground.partner.call('account.listTokens', {});
    for (const { id } of tokens) await ground.partner.call('account.revokeToken', { tokenId: id });
    expect(await refused(fetchPaper(made.id, token))).toEqual([401, 'TOKEN_INVALID']);
  });

  test('the act behind it is no address of the API: its answer is for the door alone', async () => {
    const token = await newToken();
    const answer = await fetch(`${url}/api/v1/documents.open`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ documentId: '00000000-0000-4000-8000-000000000000' }),
    });
    expect([answer.status, (await answer.json()).code]).toEqual([404, 'UNKNOWN_USE_CASE']);
  });
});
