import type { SeedEvent } from './events/shape.ts';
import { LETTER_SEMINAR, MISSION_DRAFT } from './events/smaller-events.ts';
import { SYMPOSIUM_12 } from './events/symposium-12.ts';

export type * from './events/shape.ts';

/** The events of the cast. The dated event of `data/events.json` is inserted beside them. */
export const EVENTS: readonly SeedEvent[] = [SYMPOSIUM_12, LETTER_SEMINAR, MISSION_DRAFT];

/** Event names of the past session in Chinese and Korean; the document has Japanese and English. */
export const PAST_EVENT_NAMES = {
  title: {
    zh: '作为企业战略的职场健康投资——健康经营的可能性',
    ko: '기업 전략으로서의 직장 건강 투자 — 건강경영의 가능성',
  },
  series: {
    zh: '2021年东京营养峰会政府主办活动',
    ko: '도쿄 영양 서밋 2021 정부 주최 행사',
  },
  host: { zh: '经济产业省', ko: '경제산업성' },
  place: { zh: '线上', ko: '온라인' },
} as const;
