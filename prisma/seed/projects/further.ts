import type { SeedPlan, SeedProject, SeedThread } from './shape.ts';
import type { Name, Text } from '../cast/shape.ts';

const name = (ja: string, en: string, zh: string, ko: string): Name => ({ ja, en, zh, ko });

type Step = SeedPlan['milestones'][number];
const step = (
  key: string,
  owner: string,
  planned: number,
  done: number | null,
  title: Text,
): Step => (done === null ? { key, owner, planned, title } : { key, owner, planned, done, title });

/** A project's chat with the few lines that stand in it. */
function chat(key: string, title: string, posts: SeedThread['posts']): SeedThread {
  return { key, kind: 'chat', state: 'open', title, lang: 'ja', unread: {}, posts };
}

const UNITS = {
  people: name('名', 'people', '人', '명'),
  percent: name('％', '%', '%', '%'),
  cases: name('件', 'cases', '件', '건'),
  sites: name('施設', 'sites', '家', '개 기관'),
};

const MONGOLIA_HEART: SeedProject = {
  key: 'mongolia-heart',
  title: name(
    'モンゴル 心臓外科の連携',
    'Mongolia heart surgery partnership',
    '蒙古心脏外科合作',
    '몽골 심장외과 협력',
  ),
  summary: {
    ja: 'ウランバートルの総合病院と、術前の合同カンファレンス、日本での手術、帰国後の経過観察までを一つの流れにする。現地の心エコー技師の研修を併せて行う。',
    en: 'Joint conferences before surgery, surgery in Japan and follow-up at home become one course, together with a general hospital in Ulaanbaatar. Its echocardiographers are trained alongside.',
  },
  direction: 'both',
  stage: 'operation',
  fields: ['online-consultation', 'extracorporeal-circulation'],
  countries: ['MN'],
  privacy: 'public',
  lead: 'aoba',
  participants: ['altangol', 'hatoba', 'mej'],
  former: { akatsuki: 1 },
  sinceMonths: -20,
  plan: {
    goals: {
      ja: '合同カンファレンスを月2回続ける\n帰国後30日以内の経過報告を9割以上で受け取る',
      en: 'Keep up two joint conferences a month\nReceive a report within 30 days of return in nine cases of ten',
    },
    milestones: [
      step('protocol', 'aoba', -120, -118, {
        ja: '術前評価の様式を統一',
        en: 'One form for assessment before surgery',
      }),
      step('echo', 'altangol', -70, -65, {
        ja: '心エコー研修（第3回）を修了',
        en: 'Third echocardiography course completed',
      }),
      step('follow', 'altangol', -20, -22, {
        ja: '経過報告の様式を現地の電子カルテに搭載',
        en: 'Follow-up form built into the local record',
      }),
      step('remote', 'akatsuki', 24, null, {
        ja: '遠隔聴診の試験運用を評価',
        en: 'Trial of remote auscultation assessed',
      }),
      step('review', 'aoba', 35, null, {
        ja: '1年間の成績を両院で点検',
        en: 'Review of the first year by both hospitals',
      }),
    ],
    kpis: [
      {
        key: 'conferences',
        name: name('合同カンファレンス', 'Joint conferences', '联合病例讨论', '합동 콘퍼런스'),
        unit: name('回', 'sessions', '次', '회'),
        values: { 2: [6, 6], 1: [6, 7], 0: [6, 4] },
      },
      {
        key: 'follow',
        yearly: 'last',
        name: name(
          '30日以内の経過報告',
          'Reports within 30 days',
          '30日内随访报告',
          '30일 내 경과 보고',
        ),
        unit: UNITS.percent,
        values: { 2: [80, 71], 1: [85, 84], 0: [90, 92] },
      },
    ],
    reviews: [
      {
        phase: 'check',
        ago: 0,
        by: 'hayashi',
        lang: 'ja',
        text: '経過報告は電子カルテへの搭載後に9割を超えた。カンファレンスは祝日で1回見送り。',
      },
    ],
  },
  threads: [
    chat('mongolia-heart-chat', 'モンゴル 心臓外科 連絡', [
      {
        by: 'hayashi',
        on: -6,
        at: '10:20',
        lang: 'ja',
        text: '来週の合同カンファレンスは木曜16時（日本時間）です。',
      },
      {
        by: 'oyunchimeg',
        on: -6,
        at: '13:05',
        lang: 'en',
        text: 'Thursday suits us. Two cases for discussion, summaries follow by Tuesday.',
      },
    ]),
  ],
};

const OMAN_REHABILITATION: SeedProject = {
  key: 'oman-rehabilitation',
  title: name(
    'オマーン 術後リハビリの引継ぎ',
    'Oman rehabilitation after surgery',
    '阿曼术后康复衔接',
    '오만 수술 후 재활 연계',
  ),
  summary: {
    ja: '日本で整形外科の手術を受けた患者の訓練を、マスカットの医療センターが遠隔の指導を受けながら引き継ぐ。',
    en: 'A centre in Muscat continues the exercises of patients who had orthopaedic surgery in Japan, guided from a distance.',
  },
  direction: 'inbound',
  stage: 'launch',
  fields: ['online-treatment'],
  countries: ['OM'],
  privacy: 'public',
  lead: 'tsurugahara',
  participants: ['nakhla', 'mej'],
  sinceMonths: -11,
  plan: {
    goals: {
      ja: '帰国後の訓練の継続率を8割にする',
      en: 'Eight patients of ten keep up their exercises after return',
    },
    milestones: [
      step('agreement', 'tsurugahara', -95, -80, {
        ja: '引継ぎの手順書に両施設が署名',
        en: 'Hand-over procedure signed by both sites',
      }),
      step('training', 'nakhla', -30, null, {
        ja: '理学療法士6名の遠隔研修',
        en: 'Remote training of six physiotherapists',
      }),
      step('first', 'nakhla', 20, null, {
        ja: '最初の5名の引継ぎ',
        en: 'First five patients handed over',
      }),
    ],
    kpis: [
      {
        key: 'kept',
        yearly: 'last',
        name: name('訓練の継続率', 'Patients keeping up exercises', '训练坚持率', '훈련 지속률'),
        unit: UNITS.percent,
        values: { 1: [60, 52], 0: [70, 48] },
      },
    ],
    reviews: [
      {
        phase: 'act',
        ago: 0,
        by: 'park',
        lang: 'ja',
        text: '時差で夜の指導が続かない。録画の教材に切り替え、週1回の面談に絞る。',
      },
    ],
  },
  threads: [
    chat('oman-rehabilitation-chat', 'オマーン リハビリ 連絡', [
      {
        by: 'park',
        on: -8,
        at: '11:00',
        lang: 'ja',
        text: '研修の録画教材（英語版）を3本お送りしました。',
      },
      {
        by: 'layla',
        on: -8,
        at: '17:40',
        lang: 'en',
        text: 'Thank you. Our therapists will watch them this week; live questions on Sunday if possible.',
      },
    ]),
  ],
};

const INDONESIA_OXYGENATOR: SeedProject = {
  key: 'indonesia-oxygenator',
  title: name(
    'インドネシア 人工肺と補助循環の普及',
    'Indonesia oxygenators and circulatory support',
    '印度尼西亚人工肺与辅助循环推广',
    '인도네시아 인공폐·보조순환 보급',
  ),
  summary: {
    ja: '補助循環の装置と、それを扱う臨床工学の研修を組み合わせ、ジャカルタとスラバヤの病院に導入する。国の補助事業への応募を準備している。',
    en: 'Circulatory support and the training of those who run it are brought to hospitals in Jakarta and Surabaya together. An application to a support programme is in preparation.',
  },
  direction: 'outbound',
  stage: 'approval-licensing',
  fields: ['extracorporeal-circulation', 'hospital-systems'],
  countries: ['ID'],
  privacy: 'members',
  lead: 'hatoba',
  participants: ['kaedeno', 'mej'],
  sinceMonths: -9,
  plan: {
    goals: {
      ja: '2施設で年40例の補助循環を安全に行う\n臨床工学の担当者24名が研修を修了する',
      en: 'Forty cases of circulatory support a year, safely, at two hospitals\nTwenty-four perfusionists complete the training',
    },
    milestones: [
      step('survey', 'hatoba', -130, -125, {
        ja: '現地3施設の設備調査',
        en: 'Survey of equipment at three hospitals',
      }),
      step('registration', 'hatoba', -15, null, {
        ja: '医療機器の登録を現地当局へ申請',
        en: 'Registration filed with the local authority',
      }),
      step('course', 'kaedeno', 28, null, {
        ja: '臨床工学研修（第1期）',
        en: 'First course for perfusionists',
      }),
      step('application', 'hatoba', 40, null, {
        ja: '補助事業へ応募',
        en: 'Application to the support programme',
      }),
    ],
    kpis: [
      {
        key: 'trained',
        name: name('研修の修了者', 'People trained', '培训结业人数', '연수 수료자'),
        unit: UNITS.people,
        values: { 1: [6, 6], 0: [8, 3] },
      },
      {
        key: 'sites',
        yearly: 'last',
        name: name(
          '覚書を結んだ施設',
          'Hospitals under agreement',
          '签署备忘录的机构',
          '양해각서 체결 기관',
        ),
        unit: UNITS.sites,
        values: { 1: [2, 2], 0: [3, 3] },
      },
    ],
    links: { library: ['meti-healthcare-export-promotion-fy2025'] },
    reviews: [
      {
        phase: 'check',
        ago: 0,
        by: 'hatori',
        lang: 'ja',
        text: '登録の申請書類のうち、製造所の証明の公証に時間を要している。研修は予定どおり。',
      },
    ],
  },
  threads: [
    chat('indonesia-oxygenator-chat', 'インドネシア 補助循環 連絡', [
      {
        by: 'hatori',
        on: -9,
        at: '09:40',
        lang: 'ja',
        text: '公証は今月末に戻る見込みです。申請は翌週に行います。',
      },
      {
        by: 'whitcombe',
        on: -7,
        at: '14:15',
        lang: 'en',
        text: 'The consularised copy can be collected next Friday. I will go to the embassy myself.',
      },
    ]),
  ],
};

const ASEAN_ROBOT_SURGERY: SeedProject = {
  key: 'asean-robot-surgery',
  title: name(
    'ASEAN 手術支援ロボットの研修網',
    'ASEAN training network for robotic surgery',
    '东盟手术机器人培训网络',
    'ASEAN 수술 로봇 연수 네트워크',
  ),
  summary: {
    ja: 'タイとベトナムの3病院に模擬手術の拠点を置き、日本の指導医が遠隔で技能を評価する。',
    en: 'Simulation sites at three hospitals in Thailand and Vietnam, where surgeons in Japan assess skills from a distance.',
  },
  direction: 'capacity-building',
  stage: 'feasibility-study',
  fields: ['surgical-robots', 'minimally-invasive-devices'],
  countries: ['TH', 'VN'],
  privacy: 'members',
  lead: 'kazahaya',
  participants: ['hoshinoura', 'mej'],
  sinceMonths: -6,
  plan: {
    goals: {
      ja: '3拠点で年60名の外科医が評価を受ける',
      en: 'Sixty surgeons a year are assessed at three sites',
    },
    milestones: [
      step('demand', 'kazahaya', -45, -44, { ja: '需要調査の報告', en: 'Report on demand' }),
      step('sites', 'kazahaya', 15, null, { ja: '拠点3病院を選定', en: 'Three sites chosen' }),
    ],
    kpis: [
      {
        key: 'interviews',
        name: name(
          '聞き取りを終えた診療科',
          'Departments interviewed',
          '已访谈科室',
          '인터뷰 완료 진료과',
        ),
        unit: UNITS.cases,
        values: { 1: [10, 12], 0: [14, 15] },
      },
    ],
    reviews: [
      {
        phase: 'do',
        ago: 0,
        by: 'kazama',
        lang: 'ja',
        text: '聞き取りは計画を上回る。費用負担への質問が最も多い。',
      },
    ],
  },
  threads: [
    chat('asean-robot-surgery-chat', 'ASEAN 研修網 連絡', [
      {
        by: 'kazama',
        on: -5,
        at: '13:30',
        lang: 'ja',
        text: '需要調査の要約を共有しました。拠点の候補は5病院です。',
      },
    ]),
  ],
};

const INDIA_HEALTH_DATA: SeedProject = {
  key: 'india-health-data',
  title: name(
    'インド 健診データの活用',
    'India health check-up data',
    '印度体检数据应用',
    '인도 건강검진 데이터 활용',
  ),
  summary: {
    ja: 'ベンガルールの企業健診で、糖尿病の重症化リスクを早期に示す仕組みの市場を調べる。',
    en: 'A study of the market for early signs of worsening diabetes in company check-ups in Bengaluru.',
  },
  direction: 'outbound',
  stage: 'market-research',
  fields: ['medical-data-analytics', 'health-management-personal-care'],
  countries: ['IN'],
  privacy: 'members',
  lead: 'tomarigi',
  participants: ['mej'],
  sinceMonths: -3,
  plan: {
    goals: { ja: '導入を検討する企業を5社見いだす', en: 'Find five companies that consider it' },
    milestones: [
      step('hearing', 'tomarigi', -10, -11, {
        ja: '現地の企業20社への聞き取り',
        en: 'Interviews with twenty companies',
      }),
      step('report', 'tomarigi', 50, null, { ja: '市場調査の報告書', en: 'Market report' }),
    ],
    kpis: [
      {
        key: 'companies',
        name: name('聞き取りをした企業', 'Companies interviewed', '已访谈企业', '인터뷰한 기업'),
        unit: name('社', 'companies', '家', '개사'),
        values: { 0: [20, 21] },
      },
    ],
    reviews: [
      {
        phase: 'do',
        ago: 0,
        by: 'mitamura',
        lang: 'ja',
        text: '20社の聞き取りを終えた。個人情報の国外移転への懸念が共通していた。',
      },
    ],
  },
  threads: [
    chat('india-health-data-chat', 'インド 健診データ 連絡', [
      { by: 'mitamura', on: -4, at: '16:20', lang: 'ja', text: '聞き取りの一覧を更新しました。' },
    ]),
  ],
};

/** Projects that the roadmap would be empty without: each with its plan and a chat. */
export const FURTHER_PROJECTS: readonly SeedProject[] = [
  MONGOLIA_HEART,
  OMAN_REHABILITATION,
  INDONESIA_OXYGENATOR,
  ASEAN_ROBOT_SURGERY,
  INDIA_HEALTH_DATA,
];
