import type { StepKey } from './rules.ts';

/** The steps as milestones of a plan: texts of the project from then on, in the forum's languages. */
export const STEP_NAMES: Record<StepKey, { ja: string; en: string; zh: string; ko: string }> = {
  roles: {
    ja: '【応募】構成員を確定',
    en: 'Application: members settled',
    zh: '【申请】确定成员单位',
    ko: '[응모] 구성 기관 확정',
  },
  outline: {
    ja: '【応募】計画の骨子に合意',
    en: 'Application: outline agreed',
    zh: '【申请】就计划纲要达成一致',
    ko: '[응모] 계획 골자 합의',
  },
  budget: {
    ja: '【応募】費用と分担を決定',
    en: 'Application: costs and shares settled',
    zh: '【申请】确定费用与分担',
    ko: '[응모] 비용과 분담 결정',
  },
  draft: {
    ja: '【応募】申請書の原案を共有',
    en: 'Application: draft shared',
    zh: '【申请】共享申请书草稿',
    ko: '[응모] 신청서 초안 공유',
  },
  consents: {
    ja: '【応募】全構成員の同意書が揃う',
    en: 'Application: consent forms complete',
    zh: '【申请】收齐全体成员同意书',
    ko: '[응모] 전 구성 기관 동의서 완비',
  },
  review: {
    ja: '【応募】内部点検',
    en: 'Application: internal review',
    zh: '【申请】内部审核',
    ko: '[응모] 내부 점검',
  },
  submit: {
    ja: '【応募】提出',
    en: 'Application: submission',
    zh: '【申请】提交',
    ko: '[응모] 제출',
  },
};
