import type { Term, TermKind } from '#server/glossary/plain.ts';

type SeedTerm = Term & { key: string; kind: TermKind };

/**
 * Names as those who bear them publish them. A language stands here only where such a page was found;
 * the secretariat adds the others.
 */
export const GLOSSARY: readonly SeedTerm[] = [
  {
    key: 'meti',
    kind: 'ministry',
    names: { ja: '経済産業省', en: 'Ministry of Economy, Trade and Industry' },
    also: { ja: ['経産省'], en: ['METI', 'Ministry of Economy and Industry'] },
  },
  {
    // www.mhlw.go.jp/english/org/policy/p4-5.html
    key: 'mhlw',
    kind: 'ministry',
    names: { ja: '厚生労働省', en: 'Ministry of Health, Labour and Welfare' },
    also: { ja: ['厚労省'], en: ['MHLW', 'Ministry of Health and Labour'] },
  },
  {
    // www.mofa.go.jp/announce/announce/2010/12/1217_01.html
    key: 'mofa',
    kind: 'ministry',
    names: { ja: '外務省', en: 'Ministry of Foreign Affairs of Japan' },
    also: { en: ['MOFA'] },
  },
  {
    key: 'cabinet-secretariat',
    kind: 'ministry',
    names: { ja: '内閣官房', en: 'Cabinet Secretariat' },
    also: {},
  },
  {
    // www.pmda.go.jp/about-pmda/outline/0002.html
    key: 'pmda',
    kind: 'organisation',
    names: {
      ja: '医薬品医療機器総合機構',
      en: 'Pharmaceuticals and Medical Devices Agency',
    },
    also: { ja: ['PMDA'], en: ['PMDA', 'Pharmaceutical and Medical Device Agency'] },
  },
  {
    key: 'jetro',
    kind: 'organisation',
    names: { ja: '日本貿易振興機構', en: 'Japan External Trade Organization' },
    also: { ja: ['ジェトロ'], en: ['JETRO', 'Japan External Trade Organisation'] },
  },
  {
    key: 'jica',
    kind: 'organisation',
    names: { ja: '国際協力機構', en: 'Japan International Cooperation Agency' },
    also: { ja: ['JICA'], en: ['JICA'] },
  },
  {
    // medicalexcellencejapan.org/jp/business/certification/jih/, www.japanhospitalsearch.org/overview/
    key: 'jih',
    kind: 'certification',
    names: { ja: 'ジャパン インターナショナル ホスピタルズ', en: 'Japan International Hospitals' },
    also: { ja: ['JIH'], en: ['JIH', 'Japanese International Hospitals'] },
  },
  {
    // www.jme.or.jp/jmip/index.html
    key: 'jmip',
    kind: 'certification',
    names: {
      ja: '外国人患者受入れ医療機関認証制度',
      en: 'Japan Medical Service Accreditation for International Patients',
    },
    also: { ja: ['JMIP'], en: ['JMIP'] },
  },
  {
    // www.mofa.go.jp/mofaj/toko/visa/medical/guarantor.html, …/announce/2010/12/1217_01.html
    key: 'medical-stay',
    kind: 'programme',
    names: { ja: '医療滞在ビザ', en: 'Visa for Medical Stay' },
    also: { ja: ['医療ビザ'], en: ['medical visa', 'medical stay visa'] },
  },
];
