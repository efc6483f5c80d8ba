import type { Name } from './shape.ts';

/** A ready-made account of the demo forum, one for each part a person can play. */
export type SignIn = {
  email: string;
  role:
    | 'admin'
    | 'staff'
    | 'referralOfficer'
    | 'privacyOfficer'
    | 'representative'
    | 'coordinator'
    | 'billing'
    | 'hospital'
    | 'society'
    | 'company'
    | 'partner'
    | 'facilitator'
    | 'observer'
    | 'applicant';
  /** Key of the person in the cast. */
  who: string;
  /** What one sees with this account, in a few words. */
  says: Name;
};

/** The password of everybody in the cast. Accounts in production never have it. */
export const DEMO_PASSWORD = 'watari-dori-to-minato';

export const SIGN_INS: readonly SignIn[] = [
  {
    email: 'staff@mej.example',
    role: 'staff',
    who: 'okada',
    says: {
      ja: '事務局：催し、議論、患者紹介の進行',
      en: 'Secretariat: events, discussions, referrals',
      zh: '秘书处：活动、讨论与患者转诊',
      ko: '사무국: 행사, 토론, 환자 의뢰 진행',
    },
  },
  {
    email: 'admin@mej.example',
    role: 'admin',
    who: 'kuroda',
    says: {
      ja: '事務局管理者：会員の承認、監査、設定',
      en: 'Administrator: membership decisions, audit, settings',
      zh: '管理员：会员审批、审计与设置',
      ko: '관리자: 회원 승인, 감사, 설정',
    },
  },
  {
    email: 'officer@mej.example',
    role: 'referralOfficer',
    who: 'ogata',
    says: {
      ja: '患者紹介担当：受付の確認と照会',
      en: 'Referral officer: intake review and broadcast',
      zh: '转诊专员：受理审核与征询',
      ko: '환자 의뢰 담당: 접수 확인과 조회',
    },
  },
  {
    email: 'privacy@mej.example',
    role: 'privacyOfficer',
    who: 'miura',
    says: {
      ja: '個人情報保護管理者：開示の記録と例外',
      en: 'Privacy officer: disclosure records and exceptions',
      zh: '个人信息保护负责人：披露记录与例外',
      ko: '개인정보 보호 책임자: 제공 기록과 예외',
    },
  },
  {
    email: 'coordinator@aoba.example',
    role: 'coordinator',
    who: 'mori',
    says: {
      ja: '病院の患者受入担当：照会への回答（学会員も兼ねる）',
      en: 'Hospital coordinator: answers referrals (also acts for a society)',
      zh: '医院协调员：答复征询（兼任学会会员）',
      ko: '병원 코디네이터: 조회에 회신(학회 회원 겸임)',
    },
  },
  {
    email: 'coordinator@shiomi.example',
    role: 'coordinator',
    who: 'saegusa',
    says: {
      ja: '同じ照会を受けた別の病院の担当',
      en: 'Coordinator of another hospital with the same referral',
      zh: '收到同一征询的另一家医院的协调员',
      ko: '같은 조회를 받은 다른 병원의 코디네이터',
    },
  },
  {
    email: 'coordinator@tsurugahara.example',
    role: 'coordinator',
    who: 'park',
    says: {
      ja: '同じ照会を受けた三つ目の病院の担当（韓国語）',
      en: 'Coordinator of a third hospital with the same referral (Korean)',
      zh: '收到同一征询的第三家医院的协调员（韩语）',
      ko: '같은 조회를 받은 세 번째 병원의 코디네이터(한국어)',
    },
  },
  {
    email: 'representative@aoba.example',
    role: 'representative',
    who: 'hayashi',
    says: {
      ja: '会員代表：自機関の情報と担当者の管理',
      en: 'Representative: own profile and people',
      zh: '会员代表：管理本机构信息与人员',
      ko: '회원 대표: 소속 기관 정보와 담당자 관리',
    },
  },
  {
    email: 'doctor@aoba.example',
    role: 'hospital',
    who: 'tsuji',
    says: {
      ja: '病院の会員：議論と催しへの参加',
      en: 'Hospital member: discussions and events',
      zh: '医院会员：参与讨论与活动',
      ko: '병원 회원: 토론과 행사 참가',
    },
  },
  {
    email: 'billing@aoba.example',
    role: 'billing',
    who: 'tadokoro',
    says: {
      ja: '医事課：会費と請求',
      en: 'Billing: fees and invoices',
      zh: '医事科：会费与账单',
      ko: '원무과: 회비와 청구',
    },
  },
  {
    email: 'society@aozora.example',
    role: 'society',
    who: 'sato',
    says: {
      ja: '学会の会員：共同検証の議論',
      en: 'Society member: joint validation',
      zh: '学会会员：联合验证的讨论',
      ko: '학회 회원: 공동 검증 토론',
    },
  },
  {
    email: 'company@shinonome.example',
    role: 'company',
    who: 'shoji',
    says: {
      ja: '会員企業：海外展開のプロジェクト',
      en: 'Member company: overseas projects',
      zh: '会员企业：海外拓展项目',
      ko: '회원 기업: 해외 진출 프로젝트',
    },
  },
  {
    email: 'partner@altangol.example',
    role: 'partner',
    who: 'oyunchimeg',
    says: {
      ja: '海外パートナー：患者の紹介と経過の確認',
      en: 'Partner abroad: refers patients and follows them',
      zh: '海外合作方：转诊患者并跟踪进展',
      ko: '해외 파트너: 환자 의뢰와 경과 확인',
    },
  },
  {
    email: 'facilitator@minazuki.example',
    role: 'facilitator',
    who: 'mizuhara',
    says: {
      ja: '身元保証機関：査証と滞在の手配',
      en: 'Guarantor: visa and stay',
      zh: '身元担保机构：签证与停留安排',
      ko: '신원보증기관: 비자와 체류 준비',
    },
  },
  {
    email: 'observer@renkei.example',
    role: 'observer',
    who: 'sanjo',
    says: {
      ja: '政府オブザーバー：公開情報と統計',
      en: 'Government observer: published material and statistics',
      zh: '政府观察员：公开资料与统计',
      ko: '정부 참관인: 공개 자료와 통계',
    },
  },
  {
    email: 'applicant@suzukaze.example',
    role: 'applicant',
    who: 'saotome',
    says: {
      ja: '入会を申し込む人（所属はまだない）',
      en: 'Applicant, not yet in an organisation',
      zh: '入会申请人（尚无所属机构）',
      ko: '가입 신청자(아직 소속 없음)',
    },
  },
];
