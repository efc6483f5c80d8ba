import type { KeyRing } from '#server/platform/crypto/index.ts';
import { seal } from '#server/platform/crypto/index.ts';
import { openCaseKey, sealOpeningWords } from '#server/referrals/sealing.ts';
import type { OpenReason } from '#server/referrals/schemas.ts';
import { homeOrgOf, idOf } from '../cast.ts';
import { atJapanTime, dayFrom, workdayFrom } from '../dates.ts';
import { bytes, type Row, type Rows } from './insert.ts';

type Look = {
  by: string;
  org?: string;
  when: readonly [workday: number, time: string];
  useCase: 'identity' | 'clinical' | 'teaser';
  reason?: OpenReason;
  words?: string;
};

const ACTIONS = {
  identity: 'referral.viewIdentifying',
  clinical: 'referral.viewClinical',
  teaser: 'referral.viewDeid',
} as const;

/** The case in treatment, as those who carry it have looked at it. */
const CASE = 'aorta';
const LOOKS: readonly Look[] = [
  { by: 'oyunchimeg', when: [-34, '14:02'], useCase: 'identity' },
  {
    by: 'ogata',
    when: [-34, '15:44'],
    useCase: 'identity',
    reason: 'intakeReview',
    words: '同意書の記載と照合するため',
  },
  { by: 'ogata', when: [-33, '09:31'], useCase: 'clinical', reason: 'teaser' },
  { by: 'saegusa', when: [-32, '14:30'], useCase: 'teaser' },
  { by: 'mori', org: 'aoba', when: [-31, '10:05'], useCase: 'identity' },
  { by: 'mori', org: 'aoba', when: [-31, '10:06'], useCase: 'clinical' },
  { by: 'mori', org: 'aoba', when: [-5, '13:22'], useCase: 'identity' },
];

/** Yesterday evening an administrator opened it in an emergency; nobody has reviewed that yet. */
const EMERGENCY = {
  by: 'kuroda',
  at: '21:40',
  minutes: 60,
  reviewHours: 72,
  reason: '受入れ医療機関の当直から電話があり、服薬とアレルギーの確認が必要になったため。',
} as const;

/** Who has looked at a case of the demo, and an emergency access that waits for its review. */
export function accessLogRows(today: Date, wrapped: Map<string, Buffer>, ring: KeyRing): Rows {
  const id = idOf('referral', CASE);
  const key = openCaseKey(ring, wrapped.get(CASE)!, id);
  const opened = atJapanTime(dayFrom(today, -1), EMERGENCY.at);
  const after = (minutes: number) => new Date(opened.getTime() + minutes * 60_000);
  const breakGlass = idOf('emergency', CASE);
  const place = {
    table: 'break_glass',
    column: 'sealed_reason',
    rowId: breakGlass,
    recordId: id,
  };
  const marked = { ...partOf(EMERGENCY.by, 'mej', id), breakGlass };
  return {
    case_opening: LOOKS.filter(({ reason }) => reason).map((look) => ({
      id: openingId(look),
      referral_id: id,
      person_id: idOf('person', look.by),
      org_id: idOf('organisation', orgOfLook(look)),
      session: null,
      reason: look.reason,
      sealed_words: look.words
        ? bytes(sealOpeningWords(key, id, openingId(look), look.words))
        : null,
      at: momentOfLook(look, today),
    })),
    break_glass: [
      {
        id: breakGlass,
        referral_id: id,
        person_id: idOf('person', EMERGENCY.by),
        org_id: idOf('organisation', 'mej'),
        sealed_reason: bytes(seal(key, EMERGENCY.reason, place)),
        opened_at: opened,
        expires_at: after(EMERGENCY.minutes),
        ended_at: after(18),
        review_due_at: after(EMERGENCY.reviewHours * 60),
      },
    ],
    audit_pending: [
      ...LOOKS.map((look) => lookRow(look, id, today)),
      auditRow(opened, 'main', {
        ...marked,
        useCase: 'privacy.breakGlass',
        action: 'referral.breakGlass',
        class: 'emergency',
      }),
      auditRow(after(2), 'patient', {
        ...marked,
        useCase: 'referrals.clinical',
        action: ACTIONS.clinical,
        class: 'clinical',
      }),
    ],
  };
}

function lookRow(look: Look, id: string, today: Date): Row {
  return auditRow(momentOfLook(look, today), 'patient', {
    ...partOf(look.by, orgOfLook(look), id),
    useCase: `referrals.${look.useCase}`,
    action: ACTIONS[look.useCase],
    ...(look.useCase !== 'teaser' && { class: look.useCase }),
    ...(look.reason && { reason: look.reason, opening: openingId(look) }),
  });
}

function partOf(person: string, org: string, referralId: string) {
  return {
    outcome: 'allow',
    person: idOf('person', person),
    org: idOf('organisation', org),
    door: 'web',
    noun: 'referral',
    id: referralId,
    referralId,
  };
}

function auditRow(at: Date, chain: 'main' | 'patient', body: object): Row {
  return { at, chain, body };
}

function orgOfLook({ by, org }: Look): string {
  return org ?? homeOrgOf(by);
}

function momentOfLook({ when: [workday, time] }: Look, today: Date): Date {
  return atJapanTime(workdayFrom(today, workday), time);
}

function openingId({ by, useCase }: Look): string {
  return idOf('opening', `${CASE}:${by}:${useCase}`);
}
