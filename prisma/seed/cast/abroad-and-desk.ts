import type { CastOrganisation } from './shape.ts';
import { country, disease, language, specialty } from './profile-lines.ts';

const NO_BEDS = { departments: [] as const };

/** Four partner institutions abroad that exist nowhere. */
export const PARTNERS: readonly CastOrganisation[] = [
  {
    key: 'altangol',
    kind: 'partner',
    name: {
      ja: 'アルタンゴル総合病院',
      en: 'Altan Gol General Hospital',
      zh: '阿拉坦高勒综合医院',
      ko: '알탄골 종합병원',
    },
    reading: 'アルタンゴルソウゴウビョウイン',
    shortName: { ja: 'アルタンゴル', en: 'Altan Gol', zh: '阿拉坦高勒', ko: '알탄골' },
    monogram: 'A',
    hue: 60,
    city: { ja: 'ウランバートル', en: 'Ulaanbaatar', zh: '乌兰巴托', ko: '울란바토르' },
    country: 'MN',
    since: '2019-04-01',
    web: 'https://www.altangol.example',
    profile: {
      ja: 'ウランバートルの総合病院。心臓外科と脳神経外科の難しい症例を日本の医療機関に相談し、治療後の経過観察を引き受ける。',
      en: 'A general hospital in Ulaanbaatar. It consults Japanese institutions on difficult cases in heart surgery and neurosurgery, and looks after patients when they are back.',
    },
    ...NO_BEDS,
    capabilities: [
      specialty('cardiology', '心エコー 年4,200件', '4,200 echocardiograms a year'),
      language('en', '紹介状は英語', 'Referral letters in English'),
      country('JP', '紹介 年22名', '22 referrals a year'),
    ],
    certifications: [],
  },
  {
    key: 'bachlien',
    kind: 'partner',
    name: {
      ja: 'バックリエン母子病院',
      en: 'Bach Lien Maternity and Children’s Hospital',
      zh: '白莲妇幼医院',
      ko: '박리엔 모자병원',
    },
    reading: 'バックリエンボシビョウイン',
    shortName: { ja: 'バックリエン', en: 'Bach Lien', zh: '白莲', ko: '박리엔' },
    monogram: 'B',
    hue: 340,
    city: { ja: 'ハノイ', en: 'Hanoi', zh: '河内', ko: '하노이' },
    country: 'VN',
    since: '2019-10-01',
    web: 'https://www.bachlien.example',
    profile: {
      ja: 'ハノイの母子専門病院。年間分娩数はおよそ9,000件。周産期研修の修了者が指導者となり、北部6省の病院に教えている。',
      en: 'A hospital for mothers and children in Hanoi with about 9,000 births a year. Graduates of the perinatal training now teach at hospitals in six northern provinces.',
    },
    ...NO_BEDS,
    capabilities: [
      specialty('obstetrics-gynecology', '分娩 年9,000件', '9,000 births a year'),
      specialty('pediatrics', '新生児病棟 60床', 'Neonatal ward of 60 beds'),
      language('en', '紹介状は英語', 'Referral letters in English'),
    ],
    certifications: [],
  },
  {
    key: 'namchai',
    kind: 'partner',
    name: {
      ja: 'ナムチャイ胸部疾患研究所',
      en: 'Nam Chai Chest Institute',
      zh: '南猜胸部疾病研究所',
      ko: '남차이 흉부질환연구소',
    },
    reading: 'ナムチャイキョウブシッカンケンキュウジョ',
    shortName: { ja: 'ナムチャイ', en: 'Nam Chai', zh: '南猜', ko: '남차이' },
    monogram: 'N',
    hue: 175,
    city: { ja: 'バンコク', en: 'Bangkok', zh: '曼谷', ko: '방콕' },
    country: 'TH',
    since: '2020-10-01',
    web: 'https://www.namchai.example',
    profile: {
      ja: 'バンコクの胸部疾患専門施設。放射線科医18名が在籍し、低線量CT検診と診断支援AIの検証に取り組む。',
      en: 'A chest institute in Bangkok. Its 18 radiologists work on low-dose CT screening and on the validation of diagnostic AI.',
    },
    ...NO_BEDS,
    capabilities: [
      specialty('diagnostic-radiology', '胸部CT 年16,000件', '16,000 chest CT scans a year'),
      disease('lung-nodules', '検診 年5,200名', '5,200 people screened a year'),
      language('en', '紹介状は英語', 'Referral letters in English'),
    ],
    certifications: [],
  },
  {
    key: 'nakhla',
    kind: 'partner',
    name: {
      ja: 'アル・ナフラ専門医療センター',
      en: 'Al Nakhla Specialist Medical Center',
      zh: '纳赫拉专科医疗中心',
      ko: '알나흘라 전문의료센터',
    },
    reading: 'アルナフラセンモンイリョウセンター',
    shortName: { ja: 'アル・ナフラ', en: 'Al Nakhla', zh: '纳赫拉', ko: '알나흘라' },
    monogram: 'ن',
    hue: 130,
    city: { ja: 'マスカット', en: 'Muscat', zh: '马斯喀特', ko: '무스카트' },
    country: 'OM',
    since: '2023-04-01',
    web: 'https://www.nakhla.example',
    profile: {
      ja: 'マスカットの専門医療センター。整形外科とリハビリテーションの患者を日本に紹介し、術後の訓練を引き継ぐ。',
      en: 'A specialist center in Muscat. It refers patients for orthopaedics and rehabilitation to Japan and continues their exercises after surgery.',
    },
    ...NO_BEDS,
    capabilities: [
      specialty('orthopedics', '外来 年7,500名', '7,500 outpatients a year'),
      language('en', '紹介状は英語', 'Referral letters in English'),
    ],
    certifications: [],
  },
];

/** The medical-travel company that guarantees visits and arranges stays. */
export const FACILITATORS: readonly CastOrganisation[] = [
  {
    key: 'minazuki',
    kind: 'facilitator',
    name: {
      ja: '水無月メディカルトラベル',
      en: 'Minazuki Medical Travel',
      zh: '水无月医疗旅行',
      ko: '미나즈키 메디컬트래블',
    },
    reading: 'ミナヅキメディカルトラベル',
    shortName: {
      ja: '水無月メディカルトラベル',
      en: 'Minazuki Medical Travel',
      zh: '水无月',
      ko: '미나즈키',
    },
    monogram: '水',
    hue: 215,
    city: { ja: '東京', en: 'Tokyo', zh: '东京', ko: '도쿄' },
    country: 'JP',
    since: '2018-04-01',
    web: 'https://www.minazuki.example',
    profile: {
      ja: '身元保証機関として登録された医療渡航支援会社。査証書類、空港からの移送、宿泊、医療通訳の手配と、出国までの報告を担う。',
      en: 'A medical-travel company registered as guarantor. It looks after visa papers, transfer from the airport, lodging and medical interpreters, and reports until departure.',
    },
    ...NO_BEDS,
    capabilities: [
      language('mn', 'モンゴル語 2名', 'Mongolian: two people'),
      language('vi', 'ベトナム語 2名', 'Vietnamese: two people'),
      language('zh', '中国語 3名', 'Chinese: three people'),
      country('MN', '支援 年31名', '31 patients a year'),
      country('VN', '支援 年26名', '26 patients a year'),
    ],
    certifications: [
      { kind: 'AMTAC', number: 'AMTAC-X-07', fromMonths: -15, toMonths: 21 },
      { kind: 'guarantorB', number: 'B-X-112', fromMonths: -9, toMonths: 15 },
    ],
  },
];

/** Two government bodies that exist nowhere; they observe. */
export const GOVERNMENT: readonly CastOrganisation[] = [
  {
    key: 'renkei',
    kind: 'government',
    name: {
      ja: '国際医療連携庁',
      en: 'International Medical Cooperation Agency',
      zh: '国际医疗合作厅',
      ko: '국제의료연계청',
    },
    reading: 'コクサイイリョウレンケイチョウ',
    shortName: { ja: '連携庁', en: 'IMCA', zh: '合作厅', ko: '연계청' },
    monogram: '連',
    hue: 240,
    city: { ja: '東京', en: 'Tokyo', zh: '东京', ko: '도쿄' },
    country: 'JP',
    since: '2016-04-01',
    web: 'https://www.renkei.example',
    profile: {
      ja: 'デモ用の架空の行政機関。医療の国際協力に関する政策を担当し、フォーラムの催しと公開資料をオブザーバーとして参照する。',
      en: 'A government body invented for this demonstration. It looks after policy on international medical cooperation and follows the Forum’s events and published material as an observer.',
    },
    ...NO_BEDS,
    capabilities: [],
    certifications: [],
  },
  {
    key: 'kenkosan',
    kind: 'government',
    name: {
      ja: '健康産業政策庁',
      en: 'Health Industry Policy Agency',
      zh: '健康产业政策厅',
      ko: '건강산업정책청',
    },
    reading: 'ケンコウサンギョウセイサクチョウ',
    shortName: { ja: '健産庁', en: 'HIPA', zh: '健产厅', ko: '건산청' },
    monogram: '健',
    hue: 70,
    city: { ja: '東京', en: 'Tokyo', zh: '东京', ko: '도쿄' },
    country: 'JP',
    since: '2017-04-01',
    web: 'https://www.kenkosan.example',
    profile: {
      ja: 'デモ用の架空の行政機関。ヘルスケア産業の海外展開に関する施策を担当し、フォーラムの統計をオブザーバーとして参照する。',
      en: 'A government body invented for this demonstration. It looks after measures for the overseas expansion of the healthcare industry and follows the Forum’s statistics as an observer.',
    },
    ...NO_BEDS,
    capabilities: [],
    certifications: [],
  },
];

/** The forum's own desk. The people in it are as fictional as everybody else in the cast. */
export const SECRETARIAT: readonly CastOrganisation[] = [
  {
    key: 'mej',
    kind: 'secretariat',
    name: { ja: 'MEJ 事務局', en: 'MEJ Secretariat', zh: 'MEJ 秘书处', ko: 'MEJ 사무국' },
    reading: 'エムイージェイジムキョク',
    shortName: { ja: '事務局', en: 'Secretariat', zh: '秘书处', ko: '사무국' },
    monogram: '事',
    hue: 250,
    city: { ja: '東京', en: 'Tokyo', zh: '东京', ko: '도쿄' },
    country: 'JP',
    since: '2015-06-23',
    web: 'https://www.mej.example',
    profile: {
      ja: 'フォーラムの事務局。会員の活動、催し、訪日団の面談、患者紹介、資料の整備を担当する。',
      en: 'The Forum’s secretariat. It looks after members’ work, events, meetings of visiting delegations, patient referrals and the library.',
    },
    ...NO_BEDS,
    capabilities: [],
    certifications: [],
  },
];
