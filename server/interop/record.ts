import type { DocumentData } from '#server/platform/documents/index.ts';
import { careOf } from '#server/documents/index.ts';
import { label } from '#server/platform/i18n/label.ts';
import { dayInJapan } from '#server/platform/times.ts';
import type { Label } from '#server/referrals/schemas.ts';
import type { Watermark } from './fhir/making.ts';
import type { CaseParts } from './parts.ts';

type Lang = 'ja' | 'en';
type Record_ = DocumentData<'caseRecord'>;

/** A case as its paper takes it, from the parts that its caller's side may see whole. */
export function recordOf(parts: CaseParts, mark: Watermark, lang: Lang): Record_ {
  const { teaser, meta, consent } = parts;
  const say = (text: Label | null | undefined) => label(text, lang);
  return {
    mark: {
      person: mark.person.name,
      organisation: say(mark.organisation),
      at: mark.at,
      export: mark.id,
    },
    caseCode: parts.code,
    state: meta!.state,
    sender: say(parts.partner?.name),
    hospital: say(parts.hospital?.name),
    officer: parts.officer?.name ?? '',
    request: say(teaser.request),
    specialty: say(teaser.specialty.label),
    urgency: teaser.urgency,
    wanted: [teaser.wantedFrom, teaser.wantedTo].filter(Boolean).join(' – '),
    payer: teaser.payer as Record_['payer'],
    companions: teaser.companions,
    languages: teaser.languages,
    ...patientOf(parts),
    ...clinicalOf(parts, say),
    consent: consent && {
      version: consent.version,
      givenOn: consent.givenOn,
      covers: consent.covers as NonNullable<Record_['consent']>['covers'],
      validTo: consent.validTo,
      now: consent.withdrawnAt ? 'withdrawn' : consent.lapsed ? 'lapsed' : 'inForce',
    },
    // The newest comes first in the timeline; on paper a course is read downwards.
    course: parts.course
      .flatMap(({ at, to }) => (to ? [{ on: dayInJapan(new Date(at)), state: to }] : []))
      .reverse(),
    papers: parts.papers.map(({ number, kind, createdAt }) => ({
      number,
      kind,
      on: dayInJapan(new Date(createdAt)),
    })),
  };
}

function patientOf({ identity, teaser }: CaseParts): Pick<Record_, 'patient' | 'kin'> {
  const of = identity!;
  return {
    patient: {
      name: `${of.familyName} ${of.givenName}`.trim(),
      nativeName: of.nativeName,
      sex: teaser.sex as Record_['patient']['sex'],
      birthDate: of.birthDate,
      nationality: of.nationality,
      passport: of.passport,
      address: of.address,
      phone: of.phone || of.email,
      occupation: of.occupation,
    },
    kin: [of.kinName, of.kinRelation, of.kinPhone].filter(Boolean).join('　'),
  };
}

function clinicalOf({ clinical, teaser }: CaseParts, say: (text: Label) => string) {
  const { medicationCodes, allergyCodes, infectionCodes, implantCodes, ...written } = clinical!;
  const { summary, history, findings, treatment, ...texts } = written;
  return {
    ...texts,
    care: careOf({ medicationCodes, allergyCodes, infectionCodes, implantCodes }, teaser),
    summary: say(summary),
    history: say(history),
    findings: say(findings),
    treatment: say(treatment),
  };
}
