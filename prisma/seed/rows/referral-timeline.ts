import { CONSENT_COVERS } from '#server/referrals/schemas.ts';
import type { EventType } from '#server/referrals/timeline.ts';
import { homeOrgOf, idOf, PEOPLE } from '../cast.ts';
import { atJapanTime, workdayFrom } from '../dates.ts';
import type { Moment, SeedOffer, SeedReferral } from '../referrals.ts';
import type { Row } from './insert.ts';

/** Statuses in which a hospital has asked for the clinical part, before it lost the case or has it. */
export const LOOKED_CLOSER = new Set(['interested', 'willing', 'accepted', 'notSelected']);

/** A case's timeline: what its carriers did, and what each hospital did with its offer. */
export function timelineRows(one: SeedReferral, today: Date): Row[] {
  let state: string | null = null;
  const rows = one.timeline.map(({ type, when, by, to }): Row => {
    const from = to ? state : null;
    state = to ?? state;
    return entry(one, type, momentOf(when, today), by, by && homeOrgOf(by), {
      from,
      to: to ?? null,
    });
  });
  return [...rows, ...one.offers.flatMap((offer) => offerEntries(one, offer, today))];
}

/** What each hospital did with its offer, as the timeline tells it to that hospital and the officer. */
function offerEntries(one: SeedReferral, offer: SeedOffer, today: Date): Row[] {
  const { org, sent, viewed, answered, refuses } = offer;
  const who = offer.answeredBy ?? coordinatorOf(org);
  const entries = [entry(one, 'offerSent', momentOf(sent, today), one.officer, org)];
  if (viewed) entries.push(entry(one, 'offerViewed', momentOf(viewed, today), who, org));
  if (answered && LOOKED_CLOSER.has(offer.status) && offer.status !== 'accepted') {
    const type = offer.willing ? 'offerWilling' : 'offerInterested';
    entries.push(entry(one, type, momentOf(answered, today), who, org));
  }
  if (answered && refuses) {
    entries.push(
      entry(
        one,
        'offerDeclined',
        momentOf(answered, today),
        who,
        org,
        {},
        { reason: refuses.reason },
      ),
    );
  }
  return entries;
}

function entry(
  one: SeedReferral,
  type: EventType,
  at: Date,
  by: string | undefined,
  org: string | undefined,
  moved: { from?: string | null; to?: string | null } = {},
  facts: object = factsOf(one, type),
): Row {
  return {
    id: idOf('referralEvent', `${one.key}:${type}:${type.startsWith('offer') ? org : ''}`),
    referral_id: idOf('referral', one.key),
    at,
    type,
    actor_id: by ? idOf('person', by) : null,
    org_id: org ? idOf('organisation', org) : null,
    from_state: moved.from ?? null,
    to_state: moved.to ?? null,
    facts,
  };
}

function factsOf(one: SeedReferral, type: EventType): object {
  if (type === 'consentRecorded') return { version: 1, covers: CONSENT_COVERS };
  return type === 'broadcast' ? { offers: one.offers.length } : {};
}

function coordinatorOf(org: string): string {
  return PEOPLE.find(({ memberships }) =>
    memberships.some((each) => each.org === org && each.roles.includes('hospitalCoordinator')),
  )!.key;
}

/** When a case came to a state, if it did. */
export function reached(one: SeedReferral, state: string, today: Date): Date | null {
  const step = one.timeline.find((each) => each.to === state);
  return step ? momentOf(step.when, today) : null;
}

/** Working days and a Japanese time, as a moment. */
export function momentOf([workdays, time]: Moment, today: Date): Date {
  return atJapanTime(workdayFrom(today, workdays), time);
}
