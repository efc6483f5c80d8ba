import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { REFERRAL_STATES } from '#server/platform/access/matrix.ts';
import { grantsOf, hasAccepted, isCandidate, isInterested, type Openness } from './disclosure.ts';
import { OFFER_STATUSES } from './offers.ts';

const ORGS = ['aoba', 'shiomi', 'tsurugahara'];
const openness: fc.Arbitrary<Openness> = fc.record({
  state: fc.constantFrom(...REFERRAL_STATES),
  acceptedOrgId: fc.constantFrom(null, ...ORGS),
  offers: fc.uniqueArray(
    fc.record({ orgId: fc.constantFrom(...ORGS), status: fc.constantFrom(...OFFER_STATUSES) }),
    { selector: ({ orgId }) => orgId },
  ),
  consent: fc.option(
    fc.record({
      id: fc.constant('c'),
      covers: fc.subarray(['platform', 'broadcast', 'hospital']),
      orgIds: fc.subarray(ORGS),
      orgClass: fc.constantFrom(null, 'offeredHospitals'),
    }),
  ),
});

describe('how far a case is open to a hospital', () => {
  it('opens identity to the accepted hospital alone, and only under a consent for hospitals', () => {
    fc.assert(
      fc.property(openness, (row) => {
        const identified = grantsOf(row).filter(({ stage }) => stage === 'identified');
        expect(identified.length).toBeLessThanOrEqual(1);
        for (const { orgId } of identified) {
          expect(row.acceptedOrgId).toBe(orgId);
          expect(row.consent?.covers).toContain('hospital');
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is one thing to a hospital at a time, and each grant has its relation', () => {
    fc.assert(
      fc.property(openness, fc.constantFrom(...ORGS), (row, orgId) => {
        const stages = grantsOf(row)
          .filter((grant) => grant.orgId === orgId)
          .map(({ stage }) => stage);
        expect(isCandidate(row, orgId) && hasAccepted(row, orgId)).toBe(false);
        expect(isInterested(row, orgId) && !isCandidate(row, orgId)).toBe(false);
        expect(stages.length > 0).toBe(
          row.offers.some((each) => each.orgId === orgId) &&
            (isCandidate(row, orgId) || hasAccepted(row, orgId)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('takes the accepted hospital back to the teaser when the consent is withdrawn', () => {
    const row: Openness = {
      state: 'accepted',
      acceptedOrgId: 'aoba',
      offers: [{ orgId: 'aoba', status: 'accepted' }],
      consent: null,
    };
    expect(grantsOf(row)).toEqual([{ orgId: 'aoba', stage: 'teaser' }]);
  });
});
