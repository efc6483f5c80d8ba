import type { FactKey, FactValues } from '#server/library/index.ts';
import type { Text } from './cast/shape.ts';
import type { SourceItem } from './content.ts';
import { idOf } from './ids.ts';
import type { Row } from './rows/insert.ts';

type Stated = {
  [Key in FactKey]?: {
    value: FactValues[Key];
    /** The condition in the words of the source; none: as the entry says who may apply, or how much. */
    said?: Text;
  };
};

const COMPANIES: Stated['applicants'] = { value: { kinds: ['company'] } };
const from = (code: string): Stated['applicantCountries'] => ({ value: { codes: [code] } });

/**
 * What the entries of the library state of each programme, so that an application can be held against
 * it. Only what the source says: a condition that is missing here is not stated there.
 */
export const STATED: Readonly<Record<string, Stated>> = {
  'meti-healthcare-export-promotion-fy2025': {
    applicants: { value: { kinds: ['hospital', 'company'] } },
    applicantCountries: {
      value: { codes: ['JP'] },
      said: { ja: '対象地域は全国。', en: 'Anywhere in Japan.' },
    },
    amountCap: { value: { amount: 10_000_000, currency: 'JPY' } },
    deadline: {
      value: { on: '2025-05-19' },
      said: {
        ja: '申請期限は2025年5月19日。募集は終了。',
        en: 'Deadline 19 May 2025. The call is closed.',
      },
    },
    documents: {
      value: { kinds: ['plan', 'budget', 'entity', 'consent', 'accounts'] },
      said: {
        ja: '事業計画書、収支予算書、法人の実態を確認できる書類、コンソーシアム構成員等の同意書、直近の決算書等。',
        en: 'A business plan, a budget, papers that show the entity, consent forms of the members of the consortium, and recent accounts.',
      },
    },
  },
  'germany-chambers-of-commerce': { applicants: COMPANIES, applicantCountries: from('DE') },
  'germany-export-credit-and-investment-guarantees': { applicants: COMPANIES },
  'germany-healthcare-export-initiative': {
    applicants: COMPANIES,
    themes: {
      value: { fields: ['diagnostic-equipment', 'online-consultation', 'online-treatment'] },
      said: {
        ja: '医薬、画像診断などの医療技術、医療バイオ、遠隔医療、健康関連サービス。',
        en: 'Medicines, medical technology such as diagnostic imaging, medical biotechnology, telemedicine and health services.',
      },
    },
  },
  'germany-german-accelerator': { applicants: COMPANIES, applicantCountries: from('DE') },
  'germany-renewable-energy-research-funding': { partners: { value: { kinds: [] } } },
  'singapore-market-access-grant': {
    applicants: COMPANIES,
    applicantCountries: from('SG'),
    costShare: { value: { percent: 80 } },
    amountCap: { value: { amount: 10_000_000, currency: 'SGD' } },
  },
  'singapore-internationalisation-finance-scheme': { applicants: COMPANIES },
  'singapore-double-tax-deduction': {
    applicants: COMPANIES,
    amountCap: { value: { amount: 15_000_000, currency: 'SGD' } },
  },
  'singapore-global-innovation-programme': { applicants: COMPANIES },
  'netherlands-sbi-subsidy': { applicants: COMPANIES, applicantCountries: from('NL') },
  'netherlands-lsh4d-partnership': {
    partners: {
      value: { kinds: ['partner'] },
      said: {
        ja: 'オランダと途上国との官民パートナーシップ。政府や専門家が加わるコンソーシアムを組む。',
        en: 'A public-private partnership of the Netherlands and a developing country, with a consortium of government and experts.',
      },
    },
    targetCountries: {
      value: { codes: [] },
      said: { ja: '途上国（国名の記載なし）。', en: 'Developing countries (none named).' },
    },
  },
  'netherlands-task-force-health-care': { applicants: COMPANIES },
  'netherlands-nl-in-business-hub': { applicants: COMPANIES, applicantCountries: from('NL') },
  'canada-sadi-research-loans': { applicants: COMPANIES },
  'canada-bdc-advisory': { applicants: COMPANIES },
  'canada-trade-commissioner-service': { applicants: COMPANIES, applicantCountries: from('CA') },
  'canada-international-prime-contractor': { applicants: COMPANIES },
  'korea-staged-industry-support': { applicants: COMPANIES, applicantCountries: from('KR') },
};

/** The rows of a programme's stated conditions, each with its source and how old the statement is. */
export function programmeFacts(item: SourceItem): Row[] {
  return Object.entries(STATED[item.id] ?? {}).map(([key, { value, said }]) => ({
    item_id: idOf('libraryItem', item.id),
    key,
    value,
    said: said ?? (AMOUNTS.has(key) ? item.amount : item.eligibility),
    source: sourceOf(item),
    stated_on: item.publishedOn,
  }));
}

/** The deadline of a programme, where one is stated. */
export function deadlineOf(itemId: string): string | null {
  return STATED[itemId]?.deadline?.value.on ?? null;
}

const AMOUNTS = new Set(['costShare', 'amountCap']);

function sourceOf({ source, publisher }: SourceItem) {
  const isAddress = source.document.startsWith('https://');
  return { publisher, section: source.section, ...(isAddress && { url: source.document }) };
}
