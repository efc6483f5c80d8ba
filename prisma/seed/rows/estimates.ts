import { amountsOf } from '#server/estimates/rules/amounts.ts';
import type { EstimateWords } from '#server/estimates/schemas.ts';
import { sealDeposit, sealEstimate } from '#server/estimates/sealing.ts';
import { homeOrgOf, idOf } from '../cast.ts';
import { dayFrom } from '../dates.ts';
import type { Moment, SeedReferral } from '../referrals.ts';
import { bytes, type Rows } from './insert.ts';
import { momentOf } from './referral-timeline.ts';

type SeedEstimate = {
  by: string;
  state: 'issued' | 'accepted';
  issued: Moment;
  validDays: number;
  depositYen: number;
  words: EstimateWords;
  accepted?: { by: string; when: Moment };
  deposit?: { on: number; when: Moment; receipt: string };
};

/** What the stays of these cases are estimated at. */
const ESTIMATES: Record<string, SeedEstimate> = {
  lung: {
    by: 'sakiyama',
    state: 'issued',
    issued: [-2, '14:00'],
    validDays: 45,
    depositYen: 3_000_000,
    words: {
      lines: [
        {
          kind: 'treatment',
          ja: '陽子線治療（10回）',
          en: 'Proton therapy (10 sessions)',
          quantity: 1,
          low: 105_000,
          high: 118_000,
        },
        {
          kind: 'treatment',
          ja: '治療計画CT・診察',
          en: 'Planning CT and consultations',
          quantity: 1,
          low: 9_000,
          high: 12_000,
        },
        {
          kind: 'interpreter',
          ja: 'タイ語通訳（半日）',
          en: 'Thai interpreter, half days',
          quantity: 6,
          low: 25_000,
          high: 30_000,
        },
        { kind: 'coordination', ja: '', en: '', quantity: 1, low: 150_000, high: 150_000 },
      ],
      diagnosis: '右下葉肺腺癌（C34.3）',
      plan: '外来通院による陽子線治療を2週間で10回行います。',
      assumptions: '呼吸状態が安定し、入院を要しないこと。\n合併症の治療費は含みません。',
      depositTerms: '',
    },
  },
  aorta: {
    by: 'mori',
    state: 'accepted',
    issued: [-12, '11:00'],
    validDays: 30,
    depositYen: 6_000_000,
    accepted: { by: 'oyunchimeg', when: [-11, '15:30'] },
    deposit: { on: -13, when: [-9, '10:00'], receipt: 'AO-0417' },
    words: {
      lines: [
        {
          kind: 'treatment',
          ja: '手術・麻酔・集中治療',
          en: 'Surgery, anaesthesia, intensive care',
          quantity: 1,
          low: 260_000,
          high: 310_000,
        },
        { kind: 'room', ja: '個室', en: 'Private room', quantity: 20, low: 22_000, high: 22_000 },
        {
          kind: 'interpreter',
          ja: 'モンゴル語通訳',
          en: 'Mongolian interpreter',
          quantity: 10,
          low: 20_000,
          high: 25_000,
        },
      ],
      diagnosis: '胸部大動脈瘤',
      plan: '人工血管置換術と術後のリハビリテーション。',
      assumptions: '入院20日間として計算しています。',
      depositTerms: '',
    },
  },
};
const RATES = { yenPerPoint: 30, taxPercent: 10 };

/** The estimate of a case and its deposit, sealed under the case's key. */
export function estimateRows(one: SeedReferral, key: Uint8Array, today: Date): Rows {
  const seed = ESTIMATES[one.key];
  if (!seed) return {};
  const referralId = idOf('referral', one.key);
  const id = idOf('estimate', one.key);
  const orgId = idOf('organisation', homeOrgOf(seed.by));
  const { total } = amountsOf(seed.words.lines, RATES);
  const { accepted, deposit } = seed;
  const depositId = idOf('caseDeposit', one.key);
  return {
    estimate: [
      {
        id,
        referral_id: referralId,
        org_id: orgId,
        number: 1,
        state: seed.state,
        yen_per_point: RATES.yenPerPoint,
        tax_percent: RATES.taxPercent,
        low_yen: total.low,
        high_yen: total.high,
        deposit_yen: seed.depositYen,
        valid_until: dayFrom(today, seed.validDays),
        sealed: bytes(sealEstimate(key, { referralId, rowId: id }, seed.words)),
        version: accepted ? 2 : 1,
        created_by: idOf('person', seed.by),
        created_at: momentOf(seed.issued, today),
        issued_at: momentOf(seed.issued, today),
        answered_by: accepted ? idOf('person', accepted.by) : null,
        answered_at: accepted ? momentOf(accepted.when, today) : null,
      },
    ],
    case_deposit: deposit
      ? [
          {
            id: depositId,
            referral_id: referralId,
            org_id: orgId,
            estimate_id: id,
            kind: 'received',
            amount_yen: seed.depositYen,
            on_day: dayFrom(today, deposit.on),
            sealed: bytes(
              sealDeposit(
                key,
                { referralId, rowId: depositId },
                { receipt: deposit.receipt, note: '' },
              ),
            ),
            person_id: idOf('person', seed.by),
            at: momentOf(deposit.when, today),
          },
        ]
      : [],
  };
}
