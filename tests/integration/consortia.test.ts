import { createHash, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { unzipSync } from 'fflate';
import { parse } from 'csv-parse/sync';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpDoor } from '#server/doors/http.ts';
import { notFound } from '#server/platform/errors.ts';
import { threadFiles } from '#server/platform/files/index.ts';
import { idOf, orgOf, personOf } from '#prisma/seed/cast.ts';
import { pdfOf } from '#tests/fixtures/documents.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

const METI = 'meti-healthcare-export-promotion-fy2025';

let forum: TestForum;
let hatori: Someone;
let sato: Someone;
let shoji: Someone;
let kazama: Someone;
let okada: Someone;
beforeAll(async () => {
  forum = await testForum({ seed: true });
  hatori = await forum.as(personOf('hatori').email);
  sato = await forum.as(personOf('sato').email);
  shoji = await forum.as(personOf('shoji').email);
  kazama = await forum.as(personOf('kazama').email);
  okada = await forum.as(personOf('okada').email);
});
afterAll(() => forum.close());

const page = (who: Someone, consortiumId: string, candidatesFor?: string) =>
  who.call('consortia.page', { consortiumId, ...(candidatesFor && { candidatesFor }) });

async function begin(who: Someone, privacy: 'members' | 'invited' | 'committee') {
  const { consortiumId } = await who.call('consortia.begin', {
    programme: METI,
    title: { ja: `応募 ${randomUUID().slice(0, 8)}` },
    summary: { ja: '手術支援の研修をインドネシアで行う。' },
    direction: 'outbound',
    countries: ['ID', 'TH'],
    fields: ['minimally-invasive-devices'],
    privacy,
    clientId: randomUUID(),
  });
  return consortiumId;
}

async function roleOf(who: Someone, consortiumId: string, kind: string) {
  return (await page(who, consortiumId)).roles.find((role) => role.kind === kind)!;
}

describe('beginning', () => {
  it('makes a project in the stage of ideas, with the lead seated and the programme tied to it', async () => {
    const id = await begin(kazama, 'invited');
    const made = await page(kazama, id);
    expect(made).toMatchObject({
      state: 'forming',
      programme: { slug: METI },
      may: { write: true },
    });
    expect(made.roles.map(({ kind, held }) => [kind, held?.org.id ?? null])).toEqual([
      ['lead', orgOf('kazahaya').id],
      ['hospital', null],
      ['partner', null],
    ]);
    const board = await kazama.call('projects.board', {});
    expect(board.cards.find((card) => card.id === made.project.id)?.stage).toBe('idea');
  });

  it('the same form sent twice makes one; a project has one application at a time', async () => {
    const form = {
      programme: METI,
      title: { ja: '二度送り' },
      summary: { ja: '一つだけできる。' },
      direction: 'outbound',
      countries: [],
      fields: [],
      privacy: 'invited' as const,
      clientId: randomUUID(),
    };
    const first = await kazama.call('consortia.begin', form);
    expect(await kazama.call('consortia.begin', form)).toEqual(first);
    await expect(
      kazama.call('consortia.beginFor', { projectId: form.clientId, programme: METI }),
    ).rejects.toMatchObject({ code: 'CONSORTIUM_RUNNING' });
  });

  it('what the source does not state is not stated, and what it states has a source and a day', async () => {
    const { facts } = await kazama.call('consortia.start', { programme: METI });
    expect(facts.map((fact) => fact.key)).toEqual([
      'applicants',
      'applicantCountries',
      'amountCap',
      'deadline',
      'documents',
    ]);
    for (const fact of facts) {
      expect(fact.statedOn).toBe('2025-12-29');
      expect(fact.source.url).toMatch(/^https:/);
    }
  });
});

describe('who sees it', () => {
  it('a closed one is there for nobody else until they are asked, and gone again when that is taken back', async () => {
    const id = await begin(kazama, 'invited');
    await expect(page(sato, id)).rejects.toMatchObject({ kind: 'notFound' });
    const { roleId } = await kazama.call('consortia.addRole', {
      consortiumId: id,
      kind: 'society',
      task: {},
    });
    const { seatId } = await kazama.call('consortia.invite', {
      consortiumId: id,
      roleId,
      orgId: orgOf('aozora').id,
    });
    const seen = await page(sato, id);
    expect(seen).toMatchObject({
      inside: null,
      own: { id: seatId, way: 'invited' },
      project: { slug: null },
    });
    await kazama.call('consortia.withdraw', { consortiumId: id, invitationId: seatId });
    await expect(page(sato, id)).rejects.toMatchObject({ kind: 'notFound' });
    await expect(
      sato.call('consortia.answerInvitation', { seatId, accept: true }),
    ).rejects.toMatchObject({ code: 'SEAT_CLOSED' });
  });

  it('who was asked and why they declined is read by those who lead and the secretariat alone', async () => {
    const seeded = idOf('consortium', 'indonesia-oxygenator');
    const asked = async (who: Someone) =>
      (await page(who, seeded)).roles.flatMap((role) => role.asked.map((one) => one.reason));
    expect(await asked(hatori)).toContainEqual(expect.stringContaining('見送ります'));
    expect(await asked(okada)).toContainEqual(expect.stringContaining('見送ります'));
    expect(await asked(shoji)).toEqual([]);
    expect((await page(shoji, seeded)).inside).toBeNull();
  });
});

describe('candidates', () => {
  it('are of the role’s kind, not seated yet, the best reasons first, and only by what the lead may see', async () => {
    const id = await begin(kazama, 'invited');
    const partner = await roleOf(kazama, id, 'partner');
    const found = (await page(kazama, id, partner.id)).candidates!;
    expect(found[0]).toMatchObject({ org: { slug: 'namchai' } });
    expect(found[0]!.reasons[0]).toMatchObject({ kind: 'located', code: 'TH' });
    // Thai CT is by invitation, and Kazahaya takes no part in it.
    expect(JSON.stringify(found)).not.toContain('CT-AI');
    expect((await page(okada, id, partner.id)).candidates).not.toBeNull();
    await expect(
      kazama.call('consortia.invite', {
        consortiumId: id,
        roleId: partner.id,
        orgId: orgOf('aozora').id,
      }),
    ).rejects.toMatchObject({ code: 'ROLE_OF_OTHER_KIND' });
  });
});

describe('answering', () => {
  it('accepting seats the organisation and opens the space to it; its consent form is counted', async () => {
    const id = await begin(kazama, 'committee');
    const { roleId } = await kazama.call('consortia.addRole', {
      consortiumId: id,
      kind: 'society',
      task: {},
    });
    const { seatId } = await kazama.call('consortia.invite', {
      consortiumId: id,
      roleId,
      orgId: orgOf('aozora').id,
      message: 'お願いいたします。',
    });
    const lines = (await sato.call('notifications.list', {})).lines;
    expect(lines.find((line) => line.subjectId === id)).toMatchObject({
      type: 'consortium.invited',
    });
    await sato.call('consortia.answerInvitation', { seatId, accept: true });
    const { project, inside } = await page(sato, id);
    expect(project.slug).not.toBeNull();
    expect((await sato.call('discussions.projectPage', { project: project.id })).orgs).toHaveLength(
      2,
    );
    const consents = () =>
      page(sato, id).then((now) => now.inside!.checks.find((one) => one.key === 'consents'));
    expect(inside!.checks.find((one) => one.key === 'consents')).toMatchObject({ done: 0, of: 2 });
    await sato.call('consortia.setConsent', { seatId, given: true });
    expect(await consents()).toMatchObject({ done: 1, of: 2 });
    await sato.call('projects.leave', { projectId: project.id });
    const left = (await page(kazama, id)).roles.find((role) => role.id === roleId)!;
    expect(left.held).toBeNull();
    expect(left.asked[0]?.state).toBe('left');
  });

  it('an open role takes one of two who offer themselves at once; the other waits no more', async () => {
    const id = await begin(hatori, 'members');
    const { roleId } = await hatori.call('consortia.addRole', {
      consortiumId: id,
      kind: 'company',
      task: {},
    });
    await expect(shoji.call('consortia.offer', { consortiumId: id, roleId })).rejects.toMatchObject(
      {
        kind: 'forbidden',
      },
    );
    await hatori.call('consortia.setRole', {
      consortiumId: id,
      roleId,
      required: true,
      open: true,
    });
    const offers = await Promise.all(
      [shoji, kazama].map((who) => who.call('consortia.offer', { consortiumId: id, roleId })),
    );
    await expect(shoji.call('consortia.offer', { consortiumId: id, roleId })).rejects.toMatchObject(
      {
        code: 'ALREADY_ASKED',
      },
    );
    const taken = await Promise.allSettled(
      offers.map(({ seatId }) =>
        hatori.call('consortia.answerOffer', { consortiumId: id, offerId: seatId, accept: true }),
      ),
    );
    expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const role = (await page(hatori, id)).roles.find((one) => one.id === roleId)!;
    expect(role.held).not.toBeNull();
    expect(role.asked.map(({ state }) => state)).toEqual(['lapsed']);
  });

  it('only representatives answer for their organisation', async () => {
    const id = await begin(kazama, 'invited');
    const hospital = await roleOf(kazama, id, 'hospital');
    const { seatId } = await kazama.call('consortia.invite', {
      consortiumId: id,
      roleId: hospital.id,
      orgId: orgOf('aoba').id,
    });
    const tsuji = await forum.as(personOf('tsuji').email);
    expect((await page(tsuji, id)).may.answer).toBe(false);
    await expect(
      tsuji.call('consortia.answerInvitation', { seatId, accept: true }),
    ).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(
      shoji.call('consortia.answerInvitation', { seatId, accept: true }),
    ).rejects.toMatchObject({
      kind: 'notFound',
    });
  });
});

describe('the folder', () => {
  const seeded = idOf('consortium', 'indonesia-oxygenator');

  /** An archive as it is taken, and the words of each of its files without their spaces. */
  async function folderOf(who: Someone, consortiumId: string) {
    const { name, bytes } = await who.call('consortia.openFolder', { consortiumId });
    const pieces: Uint8Array[] = [];
    for await (const piece of bytes) pieces.push(piece);
    const archive = Buffer.concat(pieces);
    const files = new Map<string, string>();
    for (const [file, content] of Object.entries(unzipSync(archive))) {
      files.set(
        file,
        file.endsWith('.pdf') ? await wordsOf(content) : Buffer.from(content).toString(),
      );
    }
    return { name, archive, files };
  }

  async function wordsOf(bytes: Uint8Array): Promise<string> {
    const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise;
    const pages = Array.from({ length: pdf.numPages }, async (_, at) => {
      const { items } = await (await pdf.getPage(at + 1)).getTextContent();
      return items.map((item) => ('str' in item ? item.str : '')).join('');
    });
    return (await Promise.all(pages)).join('').replaceAll(/\s/g, '');
  }

  it('holds the application in Japanese and English, each member’s form of consent, and a list of them', async () => {
    const hatoba = orgOf('hatoba').name;
    const kaedeno = orgOf('kaedeno').name;
    const { name, archive, files } = await folderOf(hatori, seeded);
    expect(name).toMatch(/^\d{4}-\d\d-\d\d_応募書類_.+\.zip$/);
    expect([...files.keys()]).toEqual([
      '00_内容一覧.csv',
      '01_補助事業応募の概要.pdf',
      '02_Outline of an application.pdf',
      `03_コンソーシアム参加同意書_${hatoba.ja}.pdf`,
      `04_コンソーシアム参加同意書_${kaedeno.ja}.pdf`,
    ]);
    // Windows takes names for UTF-8 only where the entry says so (bit 11 of its flags).
    const entries = archive.toString('latin1').split('PK\x01\x02').slice(1);
    expect(entries.map((entry) => (entry.charCodeAt(5) & 0x08) !== 0)).toEqual([
      ...[true, true, false, true, true],
    ]);
    const [list, ja, en, , form] = [...files.values()] as [string, string, string, string, string];
    const listed = parse(list, { bom: true });
    expect(listed.map(([file]) => file)).toEqual(['ファイル名', ...[...files.keys()].slice(1)]);
    for (const words of [
      hatoba.ja,
      kaedeno.ja,
      '臨床工学の研修を設計し',
      '¥9,800,000',
      '未定',
      '2/4',
    ]) {
      expect(ja, words).toContain(words);
    }
    for (const words of [kaedeno.en!, 'Designsthetrainingofperfusionists', 'Noconsentformyet']) {
      expect(en, words).toContain(words.replaceAll(' ', ''));
    }
    // Who was asked and what they answered leaves the forum for nobody.
    expect([...files.values()].join('')).not.toMatch(/見送ります|お力添え/);
    expect(form).toContain(`${hatoba.ja}御中`);
    expect(form).toContain('臨床工学の研修を設計し');
    expect(form).not.toContain('代表団体への提出');
    expect(files.get(`03_コンソーシアム参加同意書_${hatoba.ja}.pdf`)).toContain('代表団体への提出');
  }, 60_000);

  it('has a form in English beside for members abroad, and for readers outside no more than they see', async () => {
    const id = await begin(kazama, 'members');
    const partner = await roleOf(kazama, id, 'partner');
    await kazama.call('consortia.invite', {
      ...{ consortiumId: id, roleId: partner.id, orgId: orgOf('bachlien').id },
    });
    const lananh = await forum.as(personOf('lananh').email);
    const asked = await folderOf(lananh, id);
    expect([...asked.files.keys()].map((file) => file.slice(0, 3))).toEqual(['00_', '01_', '02_']);
    expect([...asked.files.values()].join('')).not.toMatch(/未了|Missing/);
    const seatId = (await page(lananh, id)).own!.id;
    await lananh.call('consortia.answerInvitation', { seatId, accept: true });
    const inside = await folderOf(lananh, id);
    expect([...inside.files.keys()].slice(4)).toEqual([
      `04_コンソーシアム参加同意書_${orgOf('bachlien').name.ja}.pdf`,
      `05_Consent to take part in a consortium_${orgOf('bachlien').name.en}.pdf`,
    ]);
    expect(inside.files.get('02_Outline of an application.pdf')).toContain('Missing');
    const { rows } = await forum.run(
      `SELECT count(*)::int AS n FROM (SELECT body FROM audit_pending UNION ALL SELECT body FROM audit) a
        WHERE body::text LIKE '%consortia.openFolder%' AND body::text LIKE $1`,
      [`%${id}%`],
    );
    expect(rows).toEqual([{ n: 2 }]);
  }, 60_000);

  it('is at an address, with the form that a member has signed, where that is a file of its own in the project', async () => {
    const id = await begin(kazama, 'invited');
    const { own, project } = await page(kazama, id);
    const signed = await pdfOf({ pages: 1 });
    const fileId = await added(kazama, project.id, 'signed.pdf', signed);
    const given = { seatId: own!.id, given: true };
    const foreign = await added(hatori, (await page(hatori, seeded)).project.id, 'x.pdf', signed);
    await expect(
      kazama.call('consortia.setConsent', { ...given, fileId: foreign }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect((await page(kazama, id)).ownFiles).toEqual([{ id: fileId, name: 'signed.pdf' }]);
    await kazama.call('consortia.setConsent', { ...given, fileId });
    const lead = (await page(kazama, id)).roles.find((role) => role.kind === 'lead')!;
    expect(lead.held!.signed).toEqual({ id: fileId, name: 'signed.pdf' });
    const archive = await atItsAddress(id);
    expect(
      Buffer.from(unzipSync(archive)[`04_署名済み同意書_${orgOf('kazahaya').name.ja}.pdf`]!),
    ).toEqual(await bytesOf(fileId));
    await kazama.call('projectFiles.remove', { fileId });
    const after = (await page(kazama, id)).roles.find((role) => role.kind === 'lead')!;
    expect(after.held).toMatchObject({ consentOn: expect.any(String), signed: null });
    await kazama.call('consortia.setConsent', { seatId: own!.id, given: false });
    expect((await page(kazama, id)).roles.find((role) => role.kind === 'lead')!.held).toMatchObject(
      {
        ...{ consentOn: null, signed: null },
      },
    );
  }, 60_000);

  /** The folder as a browser gets it; others are told that there is none, and no picture or frame has it. */
  async function atItsAddress(consortiumId: string): Promise<Uint8Array> {
    const http = httpDoor({
      ...{ kernel: forum.kernel, sessions: forum.sessions, run: forum.run, files: forum.files },
      ...{ origin: () => 'http://127.0.0.1', secure: false, development: false },
      ...{ trustedProxies: [], limitsScale: 1000, ready: async () => true },
      ...{ clientDir: undefined, vite: undefined },
      pages: (_req, _res, next) => next(notFound()),
    });
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    try {
      const { port } = http.address() as AddressInfo;
      const fetched = async (who: Someone, headers: Record<string, string> = {}) =>
        fetch(`http://127.0.0.1:${port}/files/consortia/${consortiumId}`, {
          headers: { Cookie: await cookieOf(who), ...headers },
        });
      expect((await fetched(kazama, { 'Sec-Fetch-Dest': 'image' })).status).toBe(403);
      expect((await fetched(sato)).status).toBe(404);
      const answer = await fetched(kazama);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; .*\.zip$/);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      return new Uint8Array(await answer.arrayBuffer());
    } finally {
      http.closeAllConnections();
      http.close();
    }
  }

  /** A file that somebody adds to a project's library. */
  async function added(who: Someone, projectId: string, name: string, bytes: Buffer) {
    const stored = await forum.files.put(Readable.from([bytes]), {
      ...{ name, declared: 'application/pdf', allowed: threadFiles },
    });
    const { sha256, wrappedKey, ...file } = stored;
    const { id } = await who.call('files.finishForProject', {
      projectId,
      stored: { ...file, sha256: Buffer.from(sha256), wrappedKey: Buffer.from(wrappedKey) },
    });
    const { fileId } = await who.call('projectFiles.add', { projectId, uploadId: id });
    return fileId;
  }

  async function bytesOf(fileId: string): Promise<Buffer> {
    const { rows } = await forum.run(
      `SELECT f.id, f.storage_key AS "storageKey", f.wrapped_key AS "wrappedKey"
         FROM file f JOIN project_file_version pv ON pv.id = f.id WHERE pv.project_file_id = $1`,
      [fileId],
    );
    return Buffer.concat(await (await forum.files.open(rows[0])).toArray());
  }

  async function cookieOf({ actor }: Someone): Promise<string> {
    const token = randomUUID();
    await forum.run(
      `INSERT INTO session (id, user_id, expires_at, created_at, last_seen_at, acting_org_id)
       VALUES ($1, $2, now() + interval '1 day', now(), now(), $3)`,
      [createHash('sha256').update(token).digest('hex'), actor.personId, actor.orgId],
    );
    return forum.sessions.cookie(token).split(';')[0]!;
  }
});

describe('the end', () => {
  it('submission fixes the roles, adoption moves the idea on, and the project stays a project', async () => {
    const id = await begin(kazama, 'members');
    const start = await page(kazama, id);
    await kazama.call('consortia.setFrame', {
      consortiumId: id,
      version: start.version,
      targetOn: '2090-06-30',
      cost: 20_000_000,
      asked: 12_000_000,
      currency: 'JPY',
    });
    const framed = await page(kazama, id);
    expect(framed.inside!.checks.find((one) => one.key === 'amountCap')?.state).toBe('unmet');
    const { planned } = await kazama.call('consortia.planSteps', { consortiumId: id });
    expect(planned).toBe(5);
    expect((await kazama.call('consortia.planSteps', { consortiumId: id })).planned).toBe(0);
    const go = async (state: 'submitted' | 'adopted') =>
      kazama.call('consortia.conclude', {
        consortiumId: id,
        state,
        version: (await page(kazama, id)).version,
      });
    await expect(go('adopted')).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await go('submitted');
    await expect(
      kazama.call('consortia.addRole', { consortiumId: id, kind: 'society', task: {} }),
    ).rejects.toMatchObject({ code: 'CONSORTIUM_CLOSED' });
    await go('adopted');
    const { project } = await page(kazama, id);
    const after = await kazama.call('discussions.projectPage', { project: project.id });
    expect(after.project.stage).toBe('market-research');
    expect((await kazama.call('consortia.ofProject', { project: project.id })).mayBegin).toBe(true);
  });
});
