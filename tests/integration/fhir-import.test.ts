import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAppError } from '#server/platform/errors.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import { faultsOf } from '#tests/fixtures/fhir.ts';
import {
  asTheOwner,
  clinicalWith,
  CONSENT,
  FACTS,
  refusal,
  referralsGround,
  type Ground,
} from './referrals-ground.ts';

const MARK = 'Wkz5q';
const ORDERS = 'https://his.altangol.example/orders';
let ground: Ground;

beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(() => ground?.close());

type Json = Record<string, any>;

/** What a hospital's system abroad sends. */
function sent(
  order: string,
  more: { patient?: Json; request?: Json; entries?: Json[] } = {},
): Json {
  const resources: Json[] = [
    {
      resourceType: 'Patient',
      id: 'p',
      name: [{ use: 'official', family: `Fam${MARK}`, given: ['Giv', MARK] }],
      gender: 'male',
      birthDate: '1964-03-02',
      telecom: [{ system: 'phone', value: '+976 1234 5678' }],
      address: [{ line: ['1 Road'], city: 'Town', country: 'MN' }],
      communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'mn' }] } }],
      ...more.patient,
    },
    {
      resourceType: 'Condition',
      id: 'c',
      code: {
        coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I35.0' }],
        text: `Diag${MARK}`,
      },
      subject: { reference: 'Patient/p' },
    },
    {
      resourceType: 'Observation',
      id: 'o',
      language: 'en',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '10164-2' }] },
      subject: { reference: 'Patient/p' },
      valueString: `Hist${MARK}`,
    },
    {
      resourceType: 'ServiceRequest',
      id: 's',
      identifier: [{ system: ORDERS, value: order }],
      status: 'draft',
      intent: 'order',
      priority: 'asap',
      code: { text: 'Aortic valve replacement' },
      subject: { reference: 'Patient/p' },
      occurrencePeriod: { start: '2027-01', end: '2027-02' },
      reasonReference: [{ reference: 'Condition/c' }],
      ...more.request,
    },
    ...(more.entries ?? []),
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  };
}

const bring = (bundle: Json, who: Someone = ground.partner) =>
  who.call('interop.importBundle', { bundle }, { door: 'api' });
const cases = async () =>
  (await ground.run(`SELECT count(*)::int AS all FROM referral`, [])).rows[0]!.all as number;

describe('a bundle of a partner’s system', () => {
  it('becomes a draft with the patient, the illness and the request', async () => {
    const made = await bring(sent('A-1'));
    expect(made).toMatchObject({ created: true });
    expect(faultsOf(made.outcome)).toEqual([]);
    const { identity } = await ground.partner.call('referrals.identity', { code: made.code });
    expect(identity).toMatchObject({
      familyName: `Fam${MARK}`,
      givenName: `Giv ${MARK}`,
      birthDate: '1964-03-02',
      phone: '+976 1234 5678',
      address: '1 Road, Town',
    });
    const { clinical } = await ground.partner.call('referrals.clinical', { code: made.code });
    expect(clinical).toMatchObject({
      icdCode: 'I35.0',
      diagnosis: `Diag${MARK}`,
      history: { ja: '', en: `Hist${MARK}` },
    });
    const teaser = await ground.partner.call('referrals.teaser', { code: made.code });
    expect(teaser).toMatchObject({
      urgency: 'soon',
      sex: 'male',
      country: 'MN',
      languages: ['mn'],
      wantedFrom: '2027-01',
      icdBlock: { code: 'I30-I52' },
      request: { ja: '', en: 'Aortic valve replacement' },
    });
  });

  it('sent again is the same draft, changed it is brought up to date, handed in it is refused', async () => {
    const first = await bring(sent('A-2'));
    const again = await bring(sent('A-2'));
    expect(again).toMatchObject({
      code: first.code,
      created: false,
      changed: 0,
      version: first.version,
    });
    const changed = await bring(sent('A-2', { patient: { birthDate: '1964-03-03' } }));
    expect(changed).toMatchObject({ code: first.code, created: false, changed: 1 });
    await asTheOwner(
      ground,
      (sql) => sql`UPDATE referral SET state = 'submitted' WHERE code = ${first.code}`,
    );
    expect((await bring(sent('A-2', { patient: { birthDate: '1964-03-03' } }))).code).toBe(
      first.code,
    );
    expect((await refusal(bring(sent('A-2', { patient: { birthDate: '1964-03-04' } })))).code).toBe(
      'STATE_CHANGED',
    );
  });

  it('sent again keeps what people have written where it says nothing', async () => {
    const { code, version } = await bring(sent('A-9'));
    const draft = await ground.partner.call('referrals.identity', { code });
    const identity = { ...draft.identity, passport: `PP${MARK}`, kinName: `Kin${MARK}` };
    await ground.partner.call('referrals.saveDraft', { code, version, identity });
    expect(await bring(sent('A-9'))).toMatchObject({ code, changed: 0 });
    const now = await ground.partner.call('referrals.identity', { code });
    expect(now.identity).toMatchObject({ passport: `PP${MARK}`, kinName: `Kin${MARK}` });
  });

  it('with a doctor who is none is refused like any other element of another type', async () => {
    const entries = [{ resourceType: 'Practitioner', id: 'd', name: 'Dr X' }];
    const request = { requester: { reference: 'Practitioner/d' } };
    expect((await refusal(bring(sent('A-10', { entries, request })))).code).toBe('BUNDLE_REFUSED');
  });

  it('sent twice in a moment is one draft', async () => {
    const before = await cases();
    const both = await Promise.allSettled([bring(sent('A-3')), bring(sent('A-3'))]);
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await cases()).toBe(before + 1);
  });

  it('of another partner with the same number is another case, and nobody else brings one', async () => {
    const mine = await bring(sent('A-4'));
    const theirs = await bring(sent('A-4'), ground.otherPartner);
    expect(theirs).toMatchObject({ created: true });
    expect(theirs.code).not.toBe(mine.code);
    for (const who of [ground.officer, ground.aoba]) {
      expect((await refusal(bring(sent('A-4'), who))).status).toBe(403);
    }
  });

  it('says of everything that was not taken where it stood, and never what it said', async () => {
    const { outcome } = await bring(
      sent('A-5', {
        patient: {
          maritalStatus: { text: `Single${MARK}` },
          text: { status: 'generated', div: `<div><script>${MARK}</script></div>` },
        },
        request: { code: { text: `For Fam${MARK}, born 1964-03-02` } },
        entries: [
          { resourceType: 'Flag', status: 'active', code: { text: `Flag${MARK}` } },
          {
            resourceType: 'DocumentReference',
            status: 'current',
            content: [{ attachment: { url: 'http://169.254.169.254/latest', data: 'QUJD' } }],
          },
        ],
      }),
    );
    const said = outcome.issue!.map(({ expression }) => expression?.[0]);
    expect(said).toEqual(
      expect.arrayContaining([
        'Patient.maritalStatus',
        'Patient.text',
        'DocumentReference',
        'Flag.code',
        'ServiceRequest.code.text',
      ]),
    );
    expect(JSON.stringify(outcome)).not.toContain(MARK);
    expect(
      outcome.issue!.find(({ diagnostics }) => diagnostics?.endsWith('birthDate')),
    ).toBeDefined();
  });

  it('that the forum exported can be brought in again without loss of what is read', async () => {
    const { code, version: made } = await bring(sent('A-6'));
    const { clinical } = await ground.partner.call('referrals.clinical', { code });
    const { medicationCodes, allergyCodes, infectionCodes } = clinicalWith(MARK);
    const { version } = await ground.partner.call('referrals.saveDraft', {
      code,
      version: made,
      facts: FACTS,
      clinical: {
        ...clinical,
        medicationCodes,
        allergyCodes,
        infectionCodes,
        implantCodes: ['none'],
      },
    });
    await ground.partner.call('referrals.recordConsent', {
      code,
      version,
      ...CONSENT,
      covers: ['platform'],
    });
    const { bundle } = await ground.partner.call('interop.exportCase', { code }, { door: 'api' });
    const exported = structuredClone(bundle) as Json;
    const request = exported['entry'].find(
      (each: any) => each.resource.resourceType === 'ServiceRequest',
    );
    request.resource.identifier.push({ system: ORDERS, value: 'A-7' });
    // What was said about the case is no part of a new one.
    const kept = [
      'Patient', 'ServiceRequest', 'Condition', 'Observation', 'Organization', 'MedicationStatement',
      'AllergyIntolerance', 'Flag',
    ]; // prettier-ignore
    exported['entry'] = exported['entry'].filter((each: any) =>
      kept.includes(each.resource.resourceType),
    );
    const copy = await bring(exported);
    for (const name of ['referrals.identity', 'referrals.clinical', 'referrals.teaser'] as const) {
      const [one, other] = await Promise.all(
        [code, copy.code].map((each) => ground.partner.call(name, { code: each })),
      );
      const { openedAt: _a, code: _own, ...was } = one as Json;
      const { openedAt: _b, code: _new, ...is } = other as Json;
      expect(is).toEqual(was);
    }
  });
});

describe('a hostile bundle is refused, and nothing is written', () => {
  const circle = (from: string, to: string) => ({
    resourceType: 'Basic', id: from, subject: { reference: `Basic/${to}` },
  }); // prettier-ignore
  const deep = () => {
    let value: Json = {};
    for (let depth = 0; depth < 5000; depth++) value = { extension: [value] };
    return value;
  };
  const hostile: [string, () => unknown][] = [
    ['no bundle', () => ({ resourceType: 'Patient' })],
    ['no entries', () => ({ resourceType: 'Bundle', entry: [] })],
    [
      'ten thousand entries',
      () =>
        sent('X', { entries: Array.from({ length: 10_000 }, () => ({ resourceType: 'Basic' })) }),
    ],
    ['references in a circle', () => sent('X', { entries: [circle('a', 'b'), circle('b', 'a')] })],
    ['a reference to itself', () => sent('X', { entries: [circle('a', 'a')] })],
    [
      'a reference outside',
      () =>
        sent('X', { request: { requester: { reference: 'http://10.0.0.1/fhir/Practitioner/1' } } }),
    ],
    ['deep nesting', () => sent('X', { patient: deep() })],
    [
      'a key to the prototype',
      () =>
        JSON.parse(
          JSON.stringify(sent('X')).replace('"gender"', '"__proto__":{"polluted":1},"gender"'),
        ),
    ],
    ['two patients', () => sent('X', { entries: [{ resourceType: 'Patient' }] })],
    [
      'two resources of one address',
      () => sent('X', { entries: [{ resourceType: 'Patient', id: 'p' }] }),
    ],
    ['no number of the order', () => sent('X', { request: { identifier: [] } })],
    ['a type that is another', () => sent('X', { patient: { name: 'Somebody' } })],
    ['a birth date that is none', () => sent('X', { patient: { birthDate: 'yesterday' } })],
    [
      'a text beyond the form',
      () => sent('X', { patient: { name: [{ family: 'x'.repeat(500) }] } }),
    ],
  ];
  it.each(hostile)('%s', async (_name, make) => {
    const before = await cases();
    const refused = await refusal(bring(make() as Json));
    expect(refused.status).toBe(422);
    expect(JSON.stringify([refused.message, refused.issues])).not.toContain(MARK);
    expect(await cases()).toBe(before);
    expect(({} as Json)['polluted']).toBeUndefined();
  });

  it('whatever a resource holds, the answer is a draft or a refusal that says nothing of it', async () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 3 }, fc.string(), fc.integer(), fc.constant(null), fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('reference', 'coding', 'code', 'text', 'system', 'value', 'extension', 'url', 'given', '__proto__'), tie('any'), { maxKeys: 4 })),
    })).any; // prettier-ignore
    const element = fc.constantFrom('name', 'birthDate', 'gender', 'telecom', 'address', 'communication', 'identifier', 'extension', 'contact'); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(element, value, async (key, held) => {
        try {
          await bring(sent('F-1', { patient: { [key]: held } }));
        } catch (error) {
          if (!isAppError(error)) throw error;
          expect(['BUNDLE_REFUSED', 'INVALID_INPUT']).toContain(error.code);
          expect(JSON.stringify([error.message, error.issues])).not.toContain(MARK);
        }
      }),
      { numRuns: 60 },
    );
  });
});
