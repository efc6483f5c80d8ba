import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { createKernel } from '#server/platform/kernel.ts';
import { newId } from '#server/platform/ids.ts';
import { verifyPassword } from '#server/platform/passwords.ts';
import { command, query } from '#server/platform/use-case.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

let forum: TestForum;
let kernel: TestForum['kernel'];
let member: Someone;
beforeAll(async () => {
  forum = await testForum({ seed: true });
  member = await forum.as('society@aozora.example');
  kernel = createKernel(
    { test: { useCases: [write, writeAndFail, readAndWrite, bothClients, greedy] } },
    forum.kernel.options,
  );
});
afterAll(() => forum.close());

const setting = z.strictObject({ key: z.string().max(50) });

const write = command('test.write', {
  input: setting,
  subject: anywhere,
  gate: 'home.view',
  async run({ input, tx }) {
    await tx.sql`INSERT INTO setting (key, value, at) VALUES (${input.key}, '1', ${tx.now})`;
    return { wrote: newId() };
  },
});
const writeAndFail = command('test.writeAndFail', {
  input: setting,
  subject: anywhere,
  gate: 'home.view',
  async run({ input, tx, emit, audit }) {
    await tx.sql`INSERT INTO setting (key, value, at) VALUES (${input.key}, '1', ${tx.now})`;
    await emit({ kind: 'desk', id: newId() }, 'test.failed', {});
    audit({ test: input.key });
    throw new Error('a fault of ours');
  },
});
const readAndWrite = query('test.readAndWrite', {
  input: setting,
  subject: anywhere,
  gate: 'home.view',
  async run({ input, tx }) {
    await tx.sql`INSERT INTO setting (key, value, at) VALUES (${input.key}, '1', ${tx.now})`;
    return null;
  },
});
const bothClients = command('test.bothClients', {
  input: setting,
  subject: anywhere,
  gate: 'home.view',
  async run({ input, tx }) {
    await tx.sql`INSERT INTO setting (key, value, at) VALUES (${input.key}, '"by sql"', ${tx.now})`;
    const seen = await tx.prisma.setting.findUnique({ where: { key: input.key } });
    await tx.prisma.setting.update({ where: { key: input.key }, data: { value: 'by prisma' } });
    const [row] = await tx.sql<{
      value: string;
    }>`SELECT value FROM setting WHERE key = ${input.key}`;
    return { seen: seen?.value, then: row!.value };
  },
});
const greedy = command('test.greedy', {
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'home.view',
  limit: { points: 1, seconds: 60 },
  run: async () => null,
});

function call(name: string, input: unknown, more: object = {}) {
  return kernel.execute(name, input, {
    actor: member.actor,
    door: 'web',
    requestId: 'test',
    ...more,
  });
}

async function exists(key: string): Promise<boolean> {
  return (await forum.run('SELECT 1 FROM setting WHERE key = $1', [key])).rows.length > 0;
}

describe('the kernel', () => {
  test('lets Prisma and SQL see each other in one transaction', async () => {
    expect(await call('test.bothClients', { key: 'both' })).toEqual({
      seen: 'by sql',
      then: 'by prisma',
    });
  });

  test('keeps nothing of an act that failed: no row, no event, no audit', async () => {
    await expect(call('test.writeAndFail', { key: 'failed' })).rejects.toThrow('a fault of ours');
    expect(await exists('failed')).toBe(false);
    expect(
      (await forum.run(`SELECT 1 FROM channel_event WHERE type = 'test.failed'`, [])).rows,
    ).toEqual([]);
    expect(
      (await forum.run(`SELECT 1 FROM audit_pending WHERE body->>'test' = 'failed'`, [])).rows,
    ).toEqual([]);
  });

  test('refuses a question that writes', async () => {
    await expect(call('test.readAndWrite', { key: 'sneaky' })).rejects.toMatchObject({
      code: '25006',
    });
    expect(await exists('sneaky')).toBe(false);
  });

  test('answers a repeated key with the first answer, also ten at once, and refuses another body', async () => {
    const repeats = await Promise.all(
      Array.from({ length: 10 }, () =>
        call('test.write', { key: 'once' }, { idempotencyKey: 'k' }),
      ),
    );
    expect(new Set(repeats.map((answer) => answer.wrote)).size).toBe(1);
    const other = call('test.write', { key: 'other' }, { idempotencyKey: 'k' });
    await expect(other).rejects.toMatchObject({ kind: 'conflict', code: 'IDEMPOTENCY_KEY_REUSED' });
    await expect(
      call('test.write', { key: 'once' }, { idempotencyKey: 'bad key\n' }),
    ).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('writes who did what, by ids only, with the act', async () => {
    await call('test.write', { key: 'audited' }, { requestId: 'audited-request' });
    const { rows } = await forum.run(
      `SELECT body FROM audit_pending WHERE body->>'request' = 'audited-request'`,
      [],
    );
    expect(rows[0].body).toMatchObject({
      useCase: 'test.write',
      outcome: 'allow',
      person: member.actor.personId,
      org: member.actor.orgId,
    });
  });

  test('writes refusals too, apart from the transaction they end', async () => {
    const refused = forum.kernel.execute(
      'events.create',
      {},
      { actor: member.actor, door: 'web', requestId: 'r' },
    );
    await expect(refused).rejects.toMatchObject({
      kind: expect.stringMatching(/invalid|forbidden/),
    });
    const outsider = forum.visitor();
    await expect(outsider.call('home.overview', {})).rejects.toMatchObject({ kind: 'signedOut' });
  });

  test('refuses a page that acts for another organisation than the session', async () => {
    await expect(
      call('test.write', { key: 'acting' }, { actingAs: newId() }),
    ).rejects.toMatchObject({ code: 'ACTING_CHANGED' });
    expect(await exists('acting')).toBe(false);
    const settings = member.call('account.setLanguage', { lang: 'ja' }, { actingAs: newId() });
    expect(await settings, 'what is for no organisation goes on').toEqual({ lang: 'ja' });
  });

  test('keeps a token within its scopes', async () => {
    const token = { ...member.actor, scopes: ['library:read'] };
    const refused = kernel.execute(
      'test.write',
      { key: 'scope' },
      { actor: token, door: 'api', requestId: 't' },
    );
    await expect(refused).rejects.toMatchObject({ kind: 'forbidden', code: 'SCOPE_MISSING' });
  });

  test('tells a flood when to come back', async () => {
    const strict = createKernel(
      { test: { useCases: [greedy] } },
      { ...forum.kernel.options, limitsScale: 1 },
    );
    const once = () =>
      strict.execute('test.greedy', {}, { actor: member.actor, door: 'web', requestId: 'g' });
    await once();
    await expect(once()).rejects.toMatchObject({
      kind: 'rateLimited',
      retryAfter: expect.any(Number),
    });
  });
});

describe('a second factor that everybody needs', () => {
  test('is not replaced by a password given again', async () => {
    const strict = createKernel(forum.kernel.capabilities, {
      ...forum.kernel.options,
      secondFactor: 'required',
    });
    const actor = { ...member.actor, hasFactor: false, factorAt: new Date() };
    const input = { name: 'x', scopes: ['library:read'], days: 1 };
    const made = strict.execute('account.createToken', input, {
      actor,
      door: 'web',
      requestId: 'f',
    });
    await expect(made).rejects.toMatchObject({ kind: 'forbidden', code: 'SECOND_FACTOR_NEEDED' });
  });
});

describe('values that no column takes', () => {
  test.each([
    ['search.everything', { q: 'a\u0000b' }],
    ['membership.listOrganisations', { q: '\u0000' }],
    ['events.list', { after: '2026-99-99T99:99Z~01900000-0000-7000-8000-000000000000' }],
  ] as const)('%s refuses them as invalid input', async (name, input) => {
    await expect(member.call(name, input as never)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'INVALID_INPUT',
    });
  });
});

describe('passwords', () => {
  test('of two hundred tries at once fifty-two are worked on and the others told to come back', async () => {
    const all = await Promise.allSettled(Array.from({ length: 200 }, () => verify()));
    const refused = all.filter((each) => each.status === 'rejected');
    expect(refused.length).toBeGreaterThan(100);
    for (const each of refused)
      expect((each as PromiseRejectedResult).reason).toMatchObject({
        kind: 'rateLimited',
        code: 'SIGN_IN_BUSY',
      });
    const calm = pLimit(1);
    expect(await calm(() => verifyPassword(null, 'anything'))).toBe(false);
  });

  async function verify() {
    return verifyPassword(null, 'wrong');
  }
});
