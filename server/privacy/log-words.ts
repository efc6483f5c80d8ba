import type { Language } from '#server/platform/access/actor.ts';
import type { OpenReason } from '#server/referrals/schemas.ts';
import type { LogPart } from './rules/log-entries.ts';

type Words = {
  headings: readonly string[];
  parts: Record<LogPart, string>;
  reasons: Record<OpenReason, string>;
  byPart: string;
  /** Somebody who stood in for somebody. */
  deputy: (name: string, absent: string) => string;
  askedHospital: string;
  sendingDoctor: string;
  patientPage: string;
  yes: string;
  cut: string;
};

/** What the exported log says; the page has its own strings. */
export const LOG_WORDS: Record<Language, Words> = {
  ja: {
    headings: ['日時', '閲覧者', '所属機関', '閲覧した範囲', '目的', '補足', '緊急アクセス'],
    parts: {
      teaser: '匿名化された概要',
      questions: '質問と回答',
      messages: '連絡',
      estimate: '概算見積の内訳',
      summary: '返書',
      status: '進捗ページ',
      clinical: '臨床情報',
      identity: '患者の氏名・連絡先等',
      documents: '文書',
      consent: '同意書',
      export: '書き出し',
      emergency: '緊急アクセスの開始・終了',
    },
    reasons: {
      intakeReview: '受付の確認',
      teaser: '概要の作成',
      question: '案件に関する問い合わせ',
      correction: '訂正',
      emergency: '緊急対応',
      other: 'その他',
    },
    byPart: '案件での役割による',
    deputy: (name, absent) => `${name}（${absent}の代行）`,
    askedHospital: '照会を受けた医療機関',
    sendingDoctor: '紹介元の医師（リンクによる閲覧）',
    patientPage: '患者・ご家族（進捗ページによる閲覧）',
    yes: '該当',
    cut: 'これより前の記録は省略されています',
  },
  en: {
    headings: ['Time', 'Reader', 'Organisation', 'Part', 'Purpose', 'Words', 'Emergency access'],
    parts: {
      teaser: 'De-identified outline',
      questions: 'Questions and answers',
      messages: 'Messages',
      estimate: 'Lines of the estimate',
      summary: 'Return summary',
      status: 'Status page',
      clinical: 'Clinical data',
      identity: 'Identity of the patient',
      documents: 'Documents',
      consent: 'Consent form',
      export: 'Export',
      emergency: 'Emergency access opened or ended',
    },
    reasons: {
      intakeReview: 'Intake review',
      teaser: 'Writing the outline',
      question: 'A question about the case',
      correction: 'Correction',
      emergency: 'Emergency',
      other: 'Other',
    },
    byPart: 'By its part in the case',
    deputy: (name, absent) => `${name} (deputy for ${absent})`,
    askedHospital: 'A hospital that was asked',
    sendingDoctor: 'The sending doctor, by a link',
    patientPage: 'The patient or family, by their status page',
    yes: 'yes',
    cut: 'Earlier records are left out',
  },
  zh: {
    headings: ['时间', '查看人', '所属机构', '查看范围', '目的', '补充说明', '紧急访问'],
    parts: {
      teaser: '去标识化概要',
      questions: '提问与答复',
      messages: '消息',
      estimate: '费用概算明细',
      summary: '回复书',
      status: '进度页面',
      clinical: '临床信息',
      identity: '患者身份信息',
      documents: '文件',
      consent: '同意书',
      export: '导出',
      emergency: '紧急访问的开启或结束',
    },
    reasons: {
      intakeReview: '受理审核',
      teaser: '编写概要',
      question: '关于病例的询问',
      correction: '更正',
      emergency: '紧急处理',
      other: '其他',
    },
    byPart: '因其在病例中的职责',
    deputy: (name, absent) => `${name}（代理${absent}）`,
    askedHospital: '曾被询问的医院',
    sendingDoctor: '转诊医生（通过链接查看）',
    patientPage: '患者或家属（通过进度页面查看）',
    yes: '是',
    cut: '更早的记录已省略',
  },
  ko: {
    headings: ['일시', '열람자', '소속 기관', '열람 범위', '목적', '설명', '긴급 접근'],
    parts: {
      teaser: '비식별 개요',
      questions: '질문과 답변',
      messages: '연락',
      estimate: '개산 견적 내역',
      summary: '회신서',
      status: '진행 상황 페이지',
      clinical: '임상 정보',
      identity: '환자 신원 정보',
      documents: '문서',
      consent: '동의서',
      export: '내보내기',
      emergency: '긴급 접근의 시작 또는 종료',
    },
    reasons: {
      intakeReview: '접수 확인',
      teaser: '개요 작성',
      question: '케이스에 관한 문의',
      correction: '정정',
      emergency: '긴급 대응',
      other: '기타',
    },
    byPart: '케이스에서의 역할에 따름',
    deputy: (name, absent) => `${name}(${absent} 대행)`,
    askedHospital: '의뢰를 받은 의료기관',
    sendingDoctor: '의뢰 의사(링크로 열람)',
    patientPage: '환자·가족(진행 상황 페이지로 열람)',
    yes: '예',
    cut: '이전 기록은 생략되었습니다',
  },
};
