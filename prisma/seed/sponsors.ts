import type { Text } from './cast/shape.ts';

/** Who runs each support programme of the library, as its entry says. */
export const SPONSORS: Readonly<Record<string, Text>> = {
  'meti-healthcare-export-promotion-fy2025': {
    ja: '経済産業省（執行団体：Medical Excellence JAPAN）',
    en: 'Ministry of Economy, Trade and Industry (run by Medical Excellence JAPAN)',
  },
  'germany-chambers-of-commerce': {
    ja: 'ドイツ商工会議所',
    en: 'German chambers of commerce',
  },
  'germany-export-credit-and-investment-guarantees': {
    ja: 'ドイツ 経済・技術省、保健省',
    en: 'Ministries of economics and technology and of health, Germany',
  },
  'germany-healthcare-export-initiative': {
    ja: 'ドイツ連邦経済エネルギー省（BMWi）、貿易・投資振興機関（GTAI）',
    en: 'Federal Ministry for Economic Affairs and Energy (BMWi) and GTAI, Germany',
  },
  'germany-german-accelerator': {
    ja: 'ドイツ連邦経済エネルギー省（BMWi）',
    en: 'Federal Ministry for Economic Affairs and Energy (BMWi), Germany',
  },
  'germany-renewable-energy-research-funding': {
    ja: 'ドイツ連邦経済エネルギー省（BMWi）',
    en: 'Federal Ministry for Economic Affairs and Energy (BMWi), Germany',
  },
  'singapore-market-access-grant': {
    ja: 'シンガポール国際企業庁（IE）',
    en: 'International Enterprise (IE) Singapore',
  },
  'singapore-internationalisation-finance-scheme': {
    ja: 'シンガポール国際企業庁（IE）と参加金融機関',
    en: 'International Enterprise (IE) Singapore and participating banks',
  },
  'singapore-double-tax-deduction': {
    ja: 'シンガポール国際企業庁（IE）',
    en: 'International Enterprise (IE) Singapore',
  },
  'singapore-political-risk-cover': {
    ja: 'シンガポール国際企業庁（IE）',
    en: 'International Enterprise (IE) Singapore',
  },
  'singapore-global-innovation-programme': {
    ja: 'Enterprise Singapore',
    en: 'Enterprise Singapore',
  },
  'singapore-enquiry-to-support-process': {
    ja: 'シンガポール国際企業庁（IE）',
    en: 'International Enterprise (IE) Singapore',
  },
  'netherlands-sbi-subsidy': {
    ja: 'オランダ企業庁（RVO）',
    en: 'Netherlands Enterprise Agency (RVO)',
  },
  'netherlands-lsh4d-partnership': {
    ja: 'オランダ企業庁（RVO）',
    en: 'Netherlands Enterprise Agency (RVO)',
  },
  'netherlands-task-force-health-care': {
    ja: 'Task Force Health Care（TFHC）',
    en: 'Task Force Health Care (TFHC)',
  },
  'netherlands-nl-in-business-hub': { ja: 'VNO-NCW', en: 'VNO-NCW' },
  'canada-sadi-research-loans': {
    ja: 'カナダ 産業技術局（ITO）',
    en: 'Industrial Technologies Office (ITO), Canada',
  },
  'canada-bdc-advisory': {
    ja: 'カナダ ビジネス開発銀行（BDC）',
    en: 'Business Development Bank of Canada (BDC)',
  },
  'canada-trade-commissioner-service': {
    ja: 'カナダ 外務貿易開発省（TCS）',
    en: 'Canadian Trade Commissioner Service (TCS)',
  },
  'canada-international-prime-contractor': {
    ja: 'カナダ 国営企業CCC',
    en: 'CCC, state company, Canada',
  },
  'korea-staged-industry-support': { ja: '韓国政府', en: 'Government of the Republic of Korea' },
};
