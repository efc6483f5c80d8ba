import { homeOrgOf, idOf } from '../cast.ts';
import { atJapanTime, workdayFrom } from '../dates.ts';
import type { Row, Rows } from './insert.ts';

const PROJECT = 'indonesia-oxygenator';
const PROGRAMME = 'meti-healthcare-export-promotion-fy2025';

type Seat = {
  org: string;
  way: 'lead' | 'invited' | 'offered';
  state: 'accepted' | 'waiting' | 'declined';
  by: string;
  asked: number;
  answered?: readonly [by: string, on: number];
  message?: string;
  reason?: string;
  consent?: true;
  /** Working days from today. */
  answerBy?: number;
};
type Role = {
  key: string;
  kind: string;
  required: boolean;
  open?: true;
  task: Readonly<Record<string, string>>;
  seats: readonly Seat[];
};

/** One application in the making: two roles are held, one is asked for, one stands open. */
const ROLES: readonly Role[] = [
  {
    key: 'lead',
    kind: 'lead',
    required: true,
    task: {},
    seats: [
      {
        org: 'hatoba',
        way: 'lead',
        state: 'accepted',
        by: 'hatori',
        asked: -14,
        answered: ['hatori', -14],
        consent: true,
      },
    ],
  },
  {
    key: 'hospital',
    kind: 'hospital',
    required: true,
    task: {
      ja: '臨床工学の研修を設計し、指導者を送る',
      en: 'Designs the training of perfusionists and sends instructors',
      zh: '设计临床工程培训并派遣指导人员',
      ko: '임상공학 연수를 설계하고 지도자를 파견',
    },
    seats: [
      {
        org: 'kaedeno',
        way: 'invited',
        state: 'accepted',
        by: 'hatori',
        asked: -12,
        answered: ['kashiwagi', -10],
        message: '現地2施設の研修をお願いしたく存じます。',
      },
    ],
  },
  {
    key: 'society',
    kind: 'society',
    required: true,
    task: {
      ja: '症例の評価基準を示し、成果を第三者として確かめる',
      en: 'Sets the criteria for assessing cases and verifies results independently',
      zh: '制定病例评估标准，并以第三方身份核实成果',
      ko: '증례 평가 기준을 제시하고 성과를 제삼자로서 확인',
    },
    seats: [
      {
        org: 'aozora',
        way: 'invited',
        state: 'waiting',
        by: 'hatori',
        asked: -3,
        answerBy: 7,
        message:
          '補助循環の評価基準について、貴会のお力添えをいただけないでしょうか。月1回の打合せを想定しています。',
      },
      {
        org: 'haruka',
        way: 'invited',
        state: 'declined',
        by: 'hatori',
        asked: -11,
        answered: ['kimura', -8],
        reason: '今年度は看護研修の事業に人員を充てているため、見送ります。',
      },
    ],
  },
  {
    key: 'data',
    kind: 'company',
    required: false,
    open: true,
    task: {
      ja: '装置の稼働記録を集め、保守の時期を知らせる',
      en: 'Collects operating records of the machines and announces maintenance',
      zh: '收集设备运行记录并提示保养时间',
      ko: '장치 가동 기록을 모아 정비 시기를 안내',
    },
    seats: [],
  },
  {
    key: 'partner',
    kind: 'partner',
    required: true,
    open: true,
    task: {
      ja: '現地の病院として装置を使い、記録を残す',
      en: 'Uses the machines as a local hospital and keeps records',
      zh: '作为当地医院使用设备并保存记录',
      ko: '현지 병원으로서 장치를 사용하고 기록을 남김',
    },
    seats: [],
  },
];

/** The demo's application to a programme, in the space of a project that seeks support. */
export function consortiumRows(today: Date): Rows {
  const id = idOf('consortium', PROJECT);
  const at = (on: number, time = '10:00') => atJapanTime(workdayFrom(today, on), time);
  const seats = ROLES.flatMap((role) =>
    role.seats.map((seat): Row => ({
      id: idOf('seat', `${PROJECT}:${role.key}:${seat.org}`),
      consortium_id: id,
      role_id: idOf('consortiumRole', `${PROJECT}:${role.key}`),
      org_id: idOf('organisation', seat.org),
      way: seat.way,
      state: seat.state,
      message: seat.message ?? '',
      reason: seat.reason ?? '',
      answer_by: seat.answerBy === undefined ? null : workdayFrom(today, seat.answerBy),
      asked_by: idOf('person', seat.by),
      asked_at: at(seat.asked),
      answered_by: seat.answered ? idOf('person', seat.answered[0]) : null,
      answered_at: seat.answered ? at(seat.answered[1], '15:30') : null,
      consent_at: seat.consent ? at(seat.asked, '16:00') : null,
      consent_by: seat.consent ? idOf('person', seat.by) : null,
    })),
  );
  return {
    consortium: [
      {
        id,
        project_id: idOf('project', PROJECT),
        item_id: idOf('libraryItem', PROGRAMME),
        state: 'forming',
        target_on: workdayFrom(today, 40),
        cost_amount: 15_000_000,
        asked_amount: 9_800_000,
        currency: 'JPY',
        person_id: idOf('person', 'hatori'),
        org_id: idOf('organisation', homeOrgOf('hatori')),
        created_at: at(-14, '09:30'),
        version: 0,
      },
    ],
    consortium_role: ROLES.map((role, position) => ({
      id: idOf('consortiumRole', `${PROJECT}:${role.key}`),
      consortium_id: id,
      kind: role.kind,
      task: role.task,
      required: role.required,
      open: role.open ?? false,
      position,
    })),
    consortium_seat: seats,
  };
}
