import {
  newCaseKey,
  identityIndexes,
  sealClinical,
  sealIdentity,
  sealToldCare,
} from '#server/referrals/sealing.ts';
import { sealException } from '#server/referrals/exceptions.ts';
import { CONSENT_TEXT_VERSION, toldCare } from '#server/referrals/plain.ts';
import { CONSENT_COVERS, type Answer } from '#server/referrals/schemas.ts';
import { ageBand } from '#server/referrals/rules/age-band.ts';
import { answerDeadline } from '#server/referrals/rules/answer-clock.ts';
import { grantsOf, type Stage } from '#server/referrals/rules/disclosure.ts';
import { assess, reasonsFor, WEIGHTS, type Reason } from '#server/matching/index.ts';
import type { KeyRing } from '#server/platform/crypto/index.ts';
import { checkCharacter } from '#server/platform/ids.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { idOf, orgOf, type CastOrganisation } from '../cast.ts';
import { dayFrom, monthsFrom, monthStart, workdayFrom } from '../dates.ts';
import { REFERRALS, type SeedOffer, type SeedReferral } from '../referrals.ts';
import { messageRows } from './case-thread.ts';
import { estimateRows } from './estimates.ts';
import { LOOKED_CLOSER, momentOf, reached, timelineRows } from './referral-timeline.ts';
import { bytes, type Row, type Rows } from './insert.ts';

/** The patient agrees to every Forum hospital that the case is offered to. */
const CONSENT_CLASS = 'offeredHospitals';
/** Statuses of an answer; interest and loss are none. */
const ANSWERS = new Set(['willing', 'accepted', 'declined']);

/** The cases without what the patient's row policies guard. */
export function referralRows(today: Date, wrappedKeys: Map<string, Buffer>): Rows {
  return {
    referral: REFERRALS.map((one) => referralRow(one, today, wrappedKeys.get(one.key)!)),
    offer: REFERRALS.flatMap((one) => one.offers.map((offer) => offerRow(one, offer, today))),
    consent: REFERRALS.flatMap((one) => consentRows(one, today)),
    disclosure_grant: REFERRALS.flatMap((one) => grantRows(one, today)),
    referral_event: REFERRALS.flatMap((one) => timelineRows(one, today)),
    referral_stay: REFERRALS.flatMap((one) => stayRows(one, today)),
  };
}

/** One case's identity, clinical part and conversation, sealed under a key of its own. */
export function sealedRows(
  one: SeedReferral,
  today: Date,
  ring: KeyRing,
): { wrapped: Buffer; rows: Rows } {
  const id = idOf('referral', one.key);
  const { key, wrapped } = newCaseKey(ring, id);
  const identity = { ...one.identity, birthDate: monthsFrom(today, -one.ageMonths) };
  const index = identityIndexes(ring, identity);
  return {
    wrapped,
    rows: {
      referral_identity: [
        {
          referral_id: id,
          sealed: bytes(sealIdentity(key, id, identity)),
          person_index: bytes(index.person),
          exchanged_index: bytes(index.exchanged),
          phone_index: bytes(index.phone),
          document_index: bytes(index.document),
          contact_index: bytes(index.contact),
        },
      ],
      referral_clinical: [{ referral_id: id, sealed: bytes(sealClinical(key, id, one.clinical)) }],
      told_care: [
        { referral_id: id, sealed: bytes(sealToldCare(key, id, toldCare(one.clinical))) },
      ],
      teaser_override: exceptionRows(one, key, today),
      case_message: messageRows(one, key, today),
      ...estimateRows(one, key, today),
    },
  };
}

/**
 * A forum of eight patients has no five that are alike: the privacy officer has let each outline that was
 * shown to hospitals pass, which the demo may, since nobody of them lives.
 */
const EXCEPTION = {
  by: 'miura',
  reason: '架空の患者による実演用の案件であり、実在の人物は特定されません。',
} as const;

function exceptionRows(one: SeedReferral, key: Buffer, today: Date): Row[] {
  if (!one.teaserReviewed) return [];
  const id = idOf('exception', one.key);
  const referralId = idOf('referral', one.key);
  return [
    {
      id,
      referral_id: referralId,
      teaser_version: 1,
      person_id: idOf('person', EXCEPTION.by),
      sealed_reason: bytes(sealException(key, { id, referralId }, EXCEPTION.reason)),
      at: momentOf(one.teaserReviewed, today),
    },
  ];
}

function referralRow(one: SeedReferral, today: Date, wrapped: Buffer): Row {
  const accepted = one.offers.find((offer) => offer.org === one.acceptedBy);
  const sent = one.offers[0]?.sent;
  return {
    id: idOf('referral', one.key),
    code: caseCodeOf(one),
    state: one.state,
    mode: one.mode,
    partner_org_id: idOf('organisation', one.partner),
    created_by: idOf('person', one.createdBy),
    facilitator_org_id: one.facilitator ? idOf('organisation', one.facilitator) : null,
    officer_id: one.officer ? idOf('person', one.officer) : null,
    urgency: one.urgency,
    specialty: one.specialty,
    icd_block: one.icdBlock,
    sex: one.sex,
    age_band: ageBand(monthsFrom(today, -one.ageMonths), today),
    country: one.country,
    languages: one.languages,
    wanted_from: monthStart(today, one.wanted[0]),
    wanted_to: monthStart(today, one.wanted[1]),
    companions: one.companions,
    payer: one.payer,
    mobility: one.needs.mobility,
    interpreter: one.needs.interpreter,
    interpreter_lang: one.needs.interpreterLang,
    diet: one.needs.diet,
    request: one.request,
    teaser: one.teaser ?? null,
    teaser_reviewed_by: one.teaser && one.officer ? idOf('person', one.officer) : null,
    teaser_reviewed_at: one.teaserReviewed ? momentOf(one.teaserReviewed, today) : null,
    teaser_version: one.teaserReviewed ? 1 : 0,
    clock_from: sent && one.state === 'broadcasting' ? momentOf(sent, today) : null,
    answer_deadline: sent ? answerDeadline(momentOf(sent, today), one.urgency) : null,
    accepted_offer_id: accepted ? offerId(one, accepted) : null,
    accepted_org_id: accepted ? idOf('organisation', accepted.org) : null,
    wrapped_key: bytes(wrapped),
    version: one.timeline.length,
    created_at: momentOf(one.timeline[0]!.when, today),
    submitted_at: reached(one, 'submitted', today),
    closed_at: reached(one, 'closed', today),
  };
}

/** The days of a stay, as the timeline has them: the next step goes by them. */
function stayRows(one: SeedReferral, today: Date): Row[] {
  const day = (state: string) => {
    const at = reached(one, state, today);
    return at ? dayInJapan(at) : null;
  };
  const startsOn = day('inTreatment') ?? day('arrived');
  if (!startsOn || !one.acceptedBy) return [];
  return [
    {
      referral_id: idOf('referral', one.key),
      org_id: idOf('organisation', one.acceptedBy),
      department: one.specialty,
      starts_on: startsOn,
      ends_on: day('discharged'),
      arrived_on: day('arrived'),
      admitted_on: day('inTreatment'),
      discharged_on: day('discharged'),
    },
  ];
}

function offerRow(one: SeedReferral, offer: SeedOffer, today: Date): Row {
  const { viewed } = offer;
  const answered = ANSWERS.has(offer.status) ? offer.answered : undefined;
  return {
    id: offerId(one, offer),
    referral_id: idOf('referral', one.key),
    org_id: idOf('organisation', offer.org),
    status: offer.status,
    reasons: reasonsOf(one, offer, today),
    version: (offer.answered ? 1 : 0) + (offer.status === 'notSelected' ? 1 : 0),
    sent_at: momentOf(offer.sent, today),
    viewed_at: viewed ? momentOf(viewed, today) : null,
    answered_at: answered ? momentOf(answered, today) : null,
    answered_by: answered && offer.answeredBy ? idOf('person', offer.answeredBy) : null,
    answer: answerOf(offer, today),
    closed_at: endOf(one, offer, today),
  };
}

/** The answer as it is kept, its days counted from today. */
function answerOf({ takes, willing, refuses }: SeedOffer, today: Date): Answer | null {
  if (takes) {
    const { earliestDays, ...words } = takes;
    return { ...words, earliestOn: dayFrom(today, earliestDays) };
  }
  if (!willing) return refuses ?? null;
  const { earliestDays, validDays, ...words } = willing;
  return {
    ...words,
    currency: 'JPY',
    earliestOn: dayFrom(today, earliestDays),
    validUntil: dayFrom(today, validDays),
  };
}

/** When an offer was over: declined by the hospital, or lost to another. */
function endOf(one: SeedReferral, offer: SeedOffer, today: Date): Date | null {
  if (offer.status === 'declined') return momentOf(offer.answered!, today);
  return offer.status === 'notSelected' ? reached(one, 'accepted', today) : null;
}

/** Why the hospital was asked, by the same rule as for any case, on the day it was asked. */
function reasonsOf(one: SeedReferral, offer: SeedOffer, today: Date): Reason[] {
  const { specialty, icdBlock, country, languages } = one;
  const assessment = assess(
    { specialty, icdBlock, country, languages, requires: [] },
    profileOf(orgOf(offer.org), today),
    WEIGHTS.referral,
    workdayFrom(today, offer.sent[0]),
  );
  return reasonsFor(assessment, { country, languages, icdBlock });
}

/** What a hospital of the cast says of itself. */
function profileOf({ departments, capabilities, certifications }: CastOrganisation, today: Date) {
  return {
    departments: departments.map(({ specialty, capacity, untilDays, yearlyCases }) => ({
      specialty,
      capacity,
      capacityUntil: untilDays === undefined ? null : dayFrom(today, untilDays),
      capacityReviewedOn: dayFrom(today, -1),
      yearlyCases,
    })),
    capabilities: capabilities.map((line) => ({
      ...line,
      reviewedOn: null,
      checkedOn: dayFrom(today, -1),
    })),
    certifications: certifications.map(({ kind, fromMonths, toMonths }) => ({
      kind,
      validFrom: monthsFrom(today, fromMonths),
      validTo: monthsFrom(today, toMonths),
    })),
    membership: { status: 'active' as const, until: null },
  };
}

/** Consent to the class “Forum hospitals offered this case”, for the exchange with Japan. */
function consentRows(one: SeedReferral, today: Date): Row[] {
  if (!one.consent) return [];
  return [
    {
      id: consentId(one),
      referral_id: idOf('referral', one.key),
      version: 1,
      text_version: CONSENT_TEXT_VERSION,
      lang: one.consent.lang,
      covers: CONSENT_COVERS,
      org_ids: [],
      org_class: CONSENT_CLASS,
      country: 'JP',
      text_lang: 'en',
      abroad_countries: [orgOf(one.partner).country],
      given_by: one.consent.givenBy,
      relation: one.consent.givenBy === 'guardian' ? 'parent' : null,
      method: 'written',
      recorded_by: idOf('person', one.createdBy),
      given_at: momentOf(one.consent.when, today),
    },
  ];
}

/**
 * Who may see how much. What stands now follows from the case by the forum's own rule; what hospitals
 * had before they declined or lost is kept as revoked.
 */
function grantRows(one: SeedReferral, today: Date): Row[] {
  const live = grantsOf({
    state: one.state,
    acceptedOrgId: one.acceptedBy ?? null,
    offers: one.offers.map(({ org, status }) => ({ orgId: org, status })),
    consent: one.consent
      ? { id: '', covers: [...CONSENT_COVERS], orgIds: [], orgClass: CONSENT_CLASS }
      : null,
  });
  return one.offers.flatMap((offer) => {
    const ended = endOf(one, offer, today);
    const had: Stage[] = LOOKED_CLOSER.has(offer.status) ? ['teaser', 'clinical'] : ['teaser'];
    const stages = ended
      ? had
      : live.filter(({ orgId }) => orgId === offer.org).map(({ stage }) => stage);
    return stages.map((stage) => ({
      id: idOf('grant', `${one.key}:${offer.org}:${stage}`),
      referral_id: idOf('referral', one.key),
      org_id: idOf('organisation', offer.org),
      stage,
      granted_at: grantedAt(one, offer, stage, today),
      revoked_at: ended,
      consent_id: consentId(one),
    }));
  });
}

function grantedAt(one: SeedReferral, offer: SeedOffer, stage: Stage, today: Date): Date | null {
  if (stage === 'identified') return reached(one, 'accepted', today);
  return momentOf(stage === 'clinical' ? offer.answered! : offer.sent, today);
}

/** The case's code with its check character, as people read it to one another. */
export function caseCodeOf(one: SeedReferral): string {
  return `${one.code}-${checkCharacter(one.code)}`;
}

function offerId(one: SeedReferral, offer: SeedOffer): string {
  return idOf('offer', `${one.key}:${offer.org}`);
}

function consentId(one: SeedReferral): string {
  return idOf('consent', one.key);
}
