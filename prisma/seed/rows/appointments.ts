import { idOf } from '../cast.ts';
import { atJapanTime, dayFrom } from '../dates.ts';
import type { Rows } from './insert.ts';

/** Interpreters whom the secretariat lends to every hospital: one or two a language. */
const INTERPRETERS = [
  [
    'mn',
    1,
    { ja: 'モンゴル語通訳', en: 'Mongolian interpreter', zh: '蒙古语口译', ko: '몽골어 통역' },
  ],
  ['th', 1, { ja: 'タイ語通訳', en: 'Thai interpreter', zh: '泰语口译', ko: '태국어 통역' }],
  [
    'vi',
    1,
    { ja: 'ベトナム語通訳', en: 'Vietnamese interpreter', zh: '越南语口译', ko: '베트남어 통역' },
  ],
  [
    'zh',
    1,
    { ja: '中国語通訳 1', en: 'Chinese interpreter 1', zh: '中文口译 1', ko: '중국어 통역 1' },
  ],
  [
    'zh',
    2,
    { ja: '中国語通訳 2', en: 'Chinese interpreter 2', zh: '中文口译 2', ko: '중국어 통역 2' },
  ],
] as const;

const WEEKDAYS = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', until: '18:00' }));

/** Half an hour there and a quarter of an hour back belong to each of their appointments. */
export function interpreterRows(): Rows {
  return {
    resource: INTERPRETERS.map(([code, number, name]) => ({
      id: idOf('resource', `${code}${number}`),
      org_id: idOf('organisation', 'mej'),
      kind: 'interpreter',
      code,
      name,
      time_zone: 'Asia/Tokyo',
      hours: WEEKDAYS,
      holidays: 'JP',
      before_minutes: 30,
      after_minutes: 15,
    })),
  };
}

const WARD_HOURS = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', until: '17:00' }));

/** What one hospital keeps besides its departments: two rooms and the coordinating doctor's time. */
const AT_AOBA = [
  [
    'room',
    'room1',
    {
      ja: '国際診療室 1',
      en: 'International consulting room 1',
      zh: '国际诊室 1',
      ko: '국제진료실 1',
    },
    10,
  ],
  [
    'room',
    'room2',
    {
      ja: '国際診療室 2',
      en: 'International consulting room 2',
      zh: '国际诊室 2',
      ko: '국제진료실 2',
    },
    10,
  ],
  [
    'person',
    'doctor',
    { ja: '国際診療部 担当医', en: 'Doctor of the international department' },
    0,
  ],
] as const;

export function hospitalResourceRows(): Rows {
  return {
    resource: AT_AOBA.map(([kind, key, name, after]) => ({
      id: idOf('resource', `aoba:${key}`),
      org_id: idOf('organisation', 'aoba'),
      kind,
      code: null,
      name,
      time_zone: 'Asia/Tokyo',
      hours: WARD_HOURS,
      holidays: 'JP',
      before_minutes: 0,
      after_minutes: after,
    })),
  };
}

/** What was proposed for the case of lung cancer and not confirmed in time: other times are due. */
export function appointmentRows(today: Date): Rows {
  const ended = atJapanTime(dayFrom(today, -5), '16:30');
  return {
    appointment: [
      {
        id: idOf('appointment', 'lung'),
        referral_id: idOf('referral', 'lung'),
        org_id: idOf('organisation', 'kaedeno'),
        department: 'radiation-oncology',
        minutes: 60,
        interpreter_lang: 'th',
        state: 'lapsed',
        held_until: ended,
        version: 1,
        created_by: idOf('person', 'sakiyama'),
        created_at: atJapanTime(dayFrom(today, -8), '16:30'),
        settled_at: ended,
      },
    ],
  };
}
